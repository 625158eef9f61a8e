// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { paragraphAtEnd } from '../../../client/editor/blocks/insert.ts'
import { closeFind, findNext, findOf, lookFor, openFind } from '../../../client/editor/find.ts'
import { notesOf, outlineOf } from '../../../client/editor/outline.ts'
import { ask, promptOf } from '../../../client/editor/prompt.ts'
import { slashOf } from '../../../client/editor/slash.ts'
import {
  clause,
  document,
  footnote,
  group,
  h,
  numbered,
  p,
  plan,
  row,
} from '../../../shared/templates/blocks.ts'
import { createTextEditor } from './text-editor.ts'
import type { TextEditor } from './text-editor.ts'

let editor: TextEditor

afterEach(() => editor.destroy())

describe('finding words', () => {
  const cases: [query: string, text: string, found: number][] = [
    ['bus', 'The Bus. A bus stop, buses', 3],
    ["young people's", 'Young people’s voice', 1],
    ['“yes”', 'They said "yes"', 1],
    ['aa', 'aaaa', 2],
    ['İ', 'İstanbul', 1],
    ['  ', 'two  spaces', 0],
    ['nothing', 'words', 0],
  ]
  it.each(cases)('[ED21] “%s” in “%s” is found %i times', (query, text, found) => {
    editor = createTextEditor(document(p(text)))
    editor.run(lookFor(query))
    expect(findOf(editor.view.state).places).toHaveLength(found)
  })

  it('[ED21] goes round the places, follows edits, and leaves the caret at the last', () => {
    editor = createTextEditor(document(p('one bus'), p('two buses', footnote('bus'), ' bus')))
    editor.caret('one', 'start')
    editor.run(lookFor('bus'))
    expect(findOf(editor.view.state).current).toBe(0)
    editor.run(findNext(-1))
    expect(findOf(editor.view.state).current).toBe(2)
    editor.run(findNext(1))
    expect(findOf(editor.view.state).current).toBe(0)
    editor.view.dispatch(editor.view.state.tr.insertText('late ', 5))
    editor.run(closeFind)
    expect(editor.view.state.selection).toMatchObject({ from: 10, to: 13 })
    expect(findOf(editor.view.state).isOpen).toBe(false)
  })

  it('[ED21] opens with the selected words', () => {
    editor = createTextEditor(document(p('a late bus')))
    editor.caret('late bus', 'over')
    editor.run(openFind)
    expect(findOf(editor.view.state)).toMatchObject({ query: 'late bus', isOpen: true })
    expect(editor.view.dom.querySelector('.found')?.textContent).toBe('late bus')
  })
})

describe('the outline', () => {
  it('[ED22] lists headings with their numbers and the groups of plans', () => {
    editor = createTextEditor(
      document(
        h(1, 'Our plan'),
        numbered(2, 'Aims'),
        clause('Words here', footnote('A note of five words')),
        numbered(2, ''),
        numbered(3, 'Small aims'),
        plan('priorityPlan4', group('Priority 1: Buses', row({ action: 'Ask' }))),
      ),
    )
    const { doc } = editor.view.state
    expect(outlineOf(doc).map(({ level, number, words }) => [level, number, words])).toEqual([
      [1, '', 'Our plan'],
      [2, '1', 'Aims'],
      [3, '2.1', 'Small aims'],
      [4, '', 'Priority 1: Buses'],
    ])
    expect(notesOf(doc).map(({ number, words }) => [number, words])).toEqual([
      [1, 'A note of five words'],
    ])
  })
})

describe('the / menu', () => {
  it('[ED23] opens with a slash, narrows while typing, and does what is chosen', () => {
    editor = createTextEditor(document(p('')))
    editor.run(paragraphAtEnd)
    editor.type('/')
    expect(slashOf(editor.view.state).choices.length).toBeGreaterThan(8)
    editor.type('quo')
    expect(slashOf(editor.view.state).choices.map((each) => each.label)).toEqual(['Quote'])
    const text = editor.view.dom
    expect(text.getAttribute('aria-activedescendant')).toBe('slash-quote')
    editor.press('Enter')
    expect(editor.shown()).toBe('quote\n  p\n  attribution')
    expect(text.getAttribute('aria-activedescendant')).toBe(null)
  })

  it('[ED23] arrows choose, Escape leaves the slash as it is', () => {
    editor = createTextEditor(document(p('see ')))
    editor.caret('see ')
    editor.type('/')
    editor.press('ArrowUp')
    const { index, choices } = slashOf(editor.view.state)
    expect(index).toBe(choices.length - 1)
    editor.press('Escape')
    expect(slashOf(editor.view.state).from).toBe(null)
    expect(editor.shown()).toBe('p see /')
  })

  const words: [text: string, isOpen: boolean][] = [
    ['and/', false],
    ['and /', true],
    ['/ no such thing', false],
    ['/head', true],
  ]
  it.each(words)('[ED23] “%s” opens it: %s', (text, isOpen) => {
    editor = createTextEditor(document(p('')))
    editor.run(paragraphAtEnd)
    editor.type(text)
    expect(slashOf(editor.view.state).from !== null).toBe(isOpen)
  })

  it('[ED23] in a cell only what fits into a cell is offered', () => {
    editor = createTextEditor(document(plan('priorityPlan4', group('G', row({ action: 'Ask' })))))
    editor.caret('Ask')
    editor.type(' /')
    expect(slashOf(editor.view.state).choices.map((each) => each.id)).toEqual([
      'list-bullet',
      'list-decimal',
      'list-letter',
      'footnote',
      'pageHeader',
    ])
  })

  it('[ED24] a question about a place follows it through edits, and goes with it', () => {
    editor = createTextEditor(document(p('words'), clause('First')))
    editor.caret('First')
    editor.run(ask({ kind: 'number', position: 7 }))
    editor.view.dispatch(editor.view.state.tr.insertText('more ', 1))
    expect(promptOf(editor.view.state)).toEqual({ kind: 'number', position: 12 })
    editor.view.dispatch(editor.view.state.tr.delete(0, editor.view.state.doc.content.size))
    expect(promptOf(editor.view.state)).toEqual({ kind: 'none' })
  })
})
