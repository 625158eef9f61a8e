import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createSavedState, wordsSince } from '../../../../client/editor/connection/saved-state.ts'
import type { SavedState } from '../../../../client/editor/connection/saved-state.ts'

describe('what the server has confirmed', () => {
  const connect = (state: SavedState) => {
    state.sent() // the answer to the server's step 1
    state.exchanged()
    state.confirmed(1)
  }
  const cases: [
    rule: string,
    act: (state: SavedState) => void,
    isSaved: boolean,
    changes: number,
  ][] = [
    ['[CO1] nothing written is saved', () => {}, true, 0],
    [
      '[CO1] a change is not saved when it is sent',
      (s) => (connect(s), s.changed(), s.sent()),
      false,
      1,
    ],
    [
      '[CO1] a change is saved when it is confirmed',
      (s) => (connect(s), s.changed(), s.sent(), s.confirmed(2)),
      true,
      0,
    ],
    [
      '[CO1] an older confirmation does not cover a newer change',
      (s) => (connect(s), s.changed(), s.sent(), s.changed(), s.sent(), s.confirmed(2)),
      false,
      2,
    ],
    [
      '[CO2] a change before the first exchange waits for it',
      (s) => (s.changed(), s.sent(), s.confirmed(1)),
      false,
      1,
    ],
    [
      '[CO2] the exchange alone confirms nothing',
      (s) => (s.changed(), s.sent(), s.exchanged()),
      false,
      1,
    ],
    [
      '[CO2] exchange and confirmation together do',
      (s) => (s.changed(), s.sent(), s.confirmed(1), s.exchanged()),
      true,
      0,
    ],
    [
      '[CO3] what was not confirmed when the line broke is unsaved',
      (s) => (connect(s), s.changed(), s.sent(), s.disconnected()),
      false,
      1,
    ],
    [
      '[CO3] and is saved when the next connection confirms it',
      (s) => (connect(s), s.changed(), s.sent(), s.disconnected(), connect(s)),
      true,
      0,
    ],
    [
      '[CO1] a refused message is not waited for',
      (s) => (connect(s), s.changed(), s.sent(), s.refused()),
      true,
      0,
    ],
    [
      '[CO1] after a refused message, later ones still have to be confirmed',
      (s) => (connect(s), s.changed(), s.sent(), s.refused(), s.changed(), s.sent()),
      false,
      1,
    ],
    [
      '[CO1] and are saved when they are',
      (s) => (
        connect(s),
        s.changed(),
        s.sent(),
        s.refused(),
        s.changed(),
        s.sent(),
        s.confirmed(2)
      ),
      true,
      0,
    ],
  ]
  it.each(cases)('%s', (_rule, act, isSaved, changes) => {
    const state = createSavedState()
    act(state)
    expect({ isSaved: state.isSaved, changes: state.changes }).toEqual({ isSaved, changes })
  })
})

describe('the words the server does not have', () => {
  it('[CO4] are mine, since the last confirmation, one line for each place', () => {
    const doc = new Y.Doc()
    doc.clientID = 7
    const text = doc.getText('body')
    text.insert(0, 'Known words. ')
    const confirmed = Y.encodeStateVector(doc)
    text.insert(13, 'Unsent')
    text.insert(19, ' end')
    text.insert(0, 'Unsent start ')
    const other = new Y.Doc()
    other.clientID = 8
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    other.getText('body').insert(0, 'Somebody else: ')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    expect(wordsSince(doc, confirmed, new Set([7]))).toBe('Unsent end\nUnsent start ')
  })

  it('[CO4] are none when everything was confirmed', () => {
    const doc = new Y.Doc()
    doc.getText('body').insert(0, 'All known')
    expect(wordsSince(doc, Y.encodeStateVector(doc), new Set([doc.clientID]))).toBe('')
  })
})
