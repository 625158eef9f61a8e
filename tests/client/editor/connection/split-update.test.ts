import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { splitUpdate } from '../../../../client/editor/connection/split-update.ts'
import { inspectUpdate } from '../../../../server/sync/guard.ts'
import { LIMITS } from '../../../../shared/protocol.ts'
import { BODY } from '../../../../shared/schema/index.ts'
import { createRandom } from '../../../support/random.ts'

/** Takes the pieces as the server does: each must be sound on its own, in this order. */
function take(pieces: Uint8Array[], before: Y.Doc): Y.Doc {
  for (const piece of pieces) {
    expect(piece.length).toBeLessThan(LIMITS.messageBytes)
    expect(inspectUpdate(piece, { doc: before })).toMatchObject({ is: 'sound' })
    Y.applyUpdate(before, piece)
  }
  return before
}

function paragraph(words: string): Y.XmlElement {
  const made = new Y.XmlElement('paragraph')
  made.insert(0, [new Y.XmlText(words)])
  return made
}

describe('an update too long for one message', () => {
  it('[SY56] goes in pieces that the server takes one after another', () => {
    const doc = new Y.Doc()
    const body = doc.getXmlFragment(BODY)
    body.insert(0, [paragraph('before')])
    const server = new Y.Doc()
    Y.applyUpdate(server, Y.encodeStateAsUpdate(doc))
    const known = Y.encodeStateVector(doc)
    doc.transact(() => {
      for (let i = 0; i < 3_000; i++) body.insert(1, [paragraph(`${i} ${'words '.repeat(100)}`)])
      body.delete(0, 10)
    })
    const update = Y.encodeStateAsUpdate(doc, known)
    expect(update.length).toBeGreaterThan(LIMITS.messageBytes)
    const pieces = splitUpdate(update)
    expect(pieces.length).toBeGreaterThan(4)
    expect(take(pieces, server).getXmlFragment(BODY).toString()).toBe(body.toString())
  })

  it('[SY56] also when it is one text, and never between the halves of a letter', () => {
    const doc = new Y.Doc()
    const long = `a${'🙂é'.repeat(400_000)}`
    doc.getXmlFragment(BODY).insert(0, [paragraph(long)])
    const taken = take(splitUpdate(Y.encodeStateAsUpdate(doc)), new Y.Doc())
    expect(taken.getXmlFragment(BODY).toString()).toBe(`<paragraph>${long}</paragraph>`)
  })

  it('[SY56] also when several people built on each other', () => {
    const random = createRandom(56)
    const docs = Array.from({ length: 4 }, () => new Y.Doc())
    for (let i = 0; i < 400; i++) {
      const doc = random.pick(docs)
      const body = doc.getXmlFragment(BODY)
      body.insert(random.below(body.length + 1), [paragraph('words '.repeat(200 + i))])
      if (random.chance(0.1)) body.delete(random.below(body.length), 1)
      for (const other of docs)
        Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)))
    }
    const [doc = new Y.Doc()] = docs
    const taken = take(splitUpdate(Y.encodeStateAsUpdate(doc)), new Y.Doc())
    expect(taken.getXmlFragment(BODY).toString()).toBe(doc.getXmlFragment(BODY).toString())
    expect(Y.equalSnapshots(Y.snapshot(taken), Y.snapshot(doc))).toBe(true)
  })
})
