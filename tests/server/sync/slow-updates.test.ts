import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { GUARD_LIMITS, inspectUpdate } from '../../../server/sync/guard.ts'
import { BODY } from '../../../shared/schema/index.ts'
import { createRandom } from '../../support/random.ts'
import type { Random } from '../../support/random.ts'
import { encodeByHand } from './hand-made-update.ts'
import type { Part } from './hand-made-update.ts'

describe('an update that is small and takes long', () => {
  it('[SY60] is walked once, however its parts wait for each other', () => {
    const doc = twoTexts()
    const parts = new Map<number, Part[]>()
    const [clients, each] = [400, 50]
    for (let client = 0; client < clients; client++) {
      parts.set(
        100 + client,
        Array.from({ length: each }, (_, clock): Part => {
          // Each waits for the next client, and the last one's for the first one's one before.
          if (client < clients - 1) return { is: 'letter', left: [101 + client, clock] }
          return { is: 'letter', left: clock === 0 ? [1, 5] : [100, clock - 1] }
        }),
      )
    }
    const lookUps = countLookUps(doc)
    expect(inspectUpdate(encodeByHand(parts), { doc })).toMatchObject({ is: 'sound' })
    expect(lookUps()).toBeLessThan(clients * each * 40)
  })

  const attacks: [name: string, make: (random: Random) => Map<number, Part[]>][] = [
    [
      'blocks that all come first and each end before another one',
      (random) => {
        const count = 1_000 + random.below(2_000)
        const ends = Array.from({ length: count }, (_, clock): Part => {
          return clock === 0 ? { is: 'block' } : { is: 'block', left: [7, clock - 1] }
        })
        const firsts = ends.map((_, clock): Part => ({ is: 'block', right: [7, clock] }))
        return new Map([[7, [...ends, ...firsts]]])
      },
    ],
    [
      'first blocks of clients whose ids rise',
      (random) => {
        const first = 10 + random.below(1_000)
        return new Map(
          Array.from({ length: 300 }, (_, at): [number, Part[]] => [
            first + at,
            [
              // Each can only be taken after all of the one before.
              { is: 'letter', left: at === 0 ? [1, 5] : [first + at - 1, 10] },
              ...Array.from({ length: 9 }, (): Part => ({ is: 'block' })),
              { is: 'letter', left: [first + at, 0] },
            ],
          ]),
        )
      },
    ],
  ]
  it.each(attacks)('[SY60] is refused before it is applied: %s', (_name, make) => {
    const random = createRandom(7_2026)
    for (let round = 0; round < 3; round++) {
      const doc = twoTexts()
      const bytes = encodeByHand(make(random))
      expect(bytes.length).toBeLessThan(100_000)
      expect(inspectUpdate(bytes, { doc })).toEqual({
        is: 'refused',
        code: 'invalid',
        message: 'This change reaches too far.',
      })
    }
  })

  it('[SY60] counts no fewer steps than Yjs takes', () => {
    const random = createRandom(11)
    let most = 0
    for (let round = 0; round < 200; round++) {
      const doc = twoTexts()
      const copies = Array.from({ length: 2 + random.below(4) }, () => copyOf(doc))
      for (let edits = 40; edits > 0; edits--) {
        const copy = random.pick(copies)
        edit(copy, random)
        if (random.chance(0.2)) Y.applyUpdate(copy, Y.encodeStateAsUpdate(random.pick(copies)))
        if (random.chance(0.1)) Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy))
      }
      for (const copy of copies) {
        const update = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc))
        const verdict = inspectUpdate(update, { doc })
        if (verdict.is !== 'sound') throw new Error(`It was ${verdict.is}`)
        const limits = { ...GUARD_LIMITS, steps: verdict.steps - 1 }
        if (verdict.steps > 0) {
          expect(inspectUpdate(update, { doc }, limits)).toMatchObject({ is: 'refused' })
        }
        const steps = stepsOf(() => Y.applyUpdate(doc, update))
        expect(verdict.steps).toBeGreaterThanOrEqual(steps)
        most = Math.max(most, steps)
      }
    }
    expect(most).toBeGreaterThan(15)
  })
})

/** Two paragraphs, with and without words, written by client 1. */
function twoTexts(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 1
  const texts = ['Hello', ''].map((words) => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(words)])
    return paragraph
  })
  doc.getXmlFragment(BODY).insert(0, texts)
  return doc
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  copy.getXmlFragment(BODY)
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

/** People who all write at the same few points. */
function edit(doc: Y.Doc, random: Random): void {
  const body = doc.getXmlFragment(BODY)
  const block = body.get(random.below(body.length))
  if (!(block instanceof Y.XmlElement)) return
  const text = block.get(0)
  const kind = random.below(4)
  if (kind === 0) body.insert(random.below(2), [new Y.XmlElement('quote')])
  else if (kind === 1) block.setAttribute('id', random.word())
  else if (text instanceof Y.XmlText) {
    if (text.length > 2 && random.chance(0.3)) text.delete(random.below(2), 1)
    else text.insert(random.below(Math.min(3, text.length + 1)), random.word())
  }
}

/** How often the document is asked how far it knows a client. */
function countLookUps(doc: Y.Doc): () => number {
  const { clients } = doc.store
  let count = 0
  const get = clients.get.bind(clients)
  clients.get = (client) => {
    count += 1
    return get(client)
  }
  return () => count
}

/** Neighbours Yjs goes past: it notes each in two sets. */
function stepsOf(apply: () => void): number {
  const add = vi.spyOn(Set.prototype, 'add')
  apply()
  const notes = add.mock.calls.filter(([value]) => value instanceof Y.Item)
  add.mockRestore()
  return notes.length / 2
}
