import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { lockBreachBy } from '../../server/sync/locked.ts'
import { elementsIn, idOf, liveRows, textsOf } from '../../server/sync/rows/live-rows.ts'
import { bodyFromJson } from '../../server/domain/body.ts'
import { breachOf } from '../../shared/columns/locked.ts'
import { BODY, documentSchema } from '../../shared/schema/index.ts'
import { readDocument, seedDocument } from '../../shared/schema/y-document.ts'
import { document, group, p, plan, row } from '../../shared/templates/blocks.ts'
import { createRandom } from '../support/random.ts'
import type { Random } from '../support/random.ts'

/**
 * Random changes of a form with a locked column. The quick look at an update must never pass what
 * comparing the two texts finds, and most letters must pass without comparing.
 * More: FUZZ_SEEDS=20000 npx vitest run tests/fuzz/locked.test.ts
 */
const SEEDS = Number(process.env['FUZZ_SEEDS'] ?? 300)

describe('locked columns', () => {
  const seen = { held: 0, passed: 0, compared: 0 }

  it(
    '[AT23] are held whatever is changed, and only where something locked is',
    () => {
      for (let seed = 1; seed <= SEEDS; seed++) run(seed)
      expect(Math.min(seen.held, seen.passed, seen.compared)).toBeGreaterThan(SEEDS / 2)
    },
    Math.max(60_000, SEEDS * 50),
  )

  it('[AT23] are held, seed 1588, where letters were typed beside one that went again', () =>
    run(1588))

  function run(seed: number): void {
    const random = createRandom(seed)
    const doc = start(random)
    for (let turn = 0; turn < 8; turn++) {
      const writer = new Y.Doc()
      Y.applyUpdate(writer, Y.encodeStateAsUpdate(doc))
      const before = Y.encodeStateVector(writer)
      writer.transact(() => {
        for (let count = 1 + random.below(3); count > 0; count--) change(writer, random)
      })
      const update = Y.encodeStateAsUpdate(writer, before)
      const { breach, comparedBytes } = lockBreachBy(update, doc)
      const meant = breachOf(bodyOf(doc), bodyOf(writer), { isHeld: true })
      expect(breach, `seed ${seed}, turn ${turn}`).toBe(meant)
      if (comparedBytes > 0) seen.compared += 1
      if (breach === null) seen.passed += 1
      else seen.held += 1
      if (breach === null || random.chance(0.3)) Y.applyUpdate(doc, update)
      // The server lets no two rows or plans with one id stand.
      if (hasTwins(doc)) return
    }
  }
})

function start(random: Random): Y.Doc {
  const doc = new Y.Doc({ gc: random.chance(0.5) })
  let ids = 0
  const rows = () =>
    Array.from({ length: 1 + random.below(3) }, () =>
      row({
        outcome: random.chance(0.3) ? '' : random.word(),
        action: random.word(),
        lead: '',
        timescale: 'May',
      }),
    )
  const form = document(
    p('Hello'),
    plan('partnerTemplate5', group('One', ...rows()), group('Two', ...rows())),
    plan('priorityPlan4', group('Free', ...rows())),
  )
  seedDocument(
    doc.getXmlFragment(BODY),
    bodyFromJson(form, () => `b${++ids}`),
  )
  return doc
}

function change(doc: Y.Doc, random: Random): void {
  const body = doc.getXmlFragment(BODY)
  const all = everything(body)
  const chosen = random.pick(all.length > 0 ? all : [body])
  if (random.chance(0.4)) {
    const text = textsOf(chosen instanceof Y.XmlElement ? chosen : new Y.XmlElement('x'))[0]
    if (text === undefined) return
    if (random.chance(0.6) || text.length === 0) return text.insert(0, random.word())
    return random.chance(0.5) ? text.delete(0, 1) : text.format(0, 1, { bold: {} })
  }
  if (random.chance(0.3) && chosen instanceof Y.XmlElement) return setSomething(chosen, random)
  const rows = liveRows(body)
  if (rows.length > 0 && random.chance(0.6)) return moveOrCopy(random.pick(rows), random)
  if (chosen.length > 0) chosen.delete(random.below(chosen.length), 1)
}

function moveOrCopy(row: Y.XmlElement, random: Random): void {
  const { parent } = row
  if (!(parent instanceof Y.XmlElement)) return
  const copy = row.clone()
  if (random.chance(0.5)) parent.delete(parent.toArray().indexOf(row), 1)
  if (random.chance(0.2)) copy.setAttribute('id', random.word())
  parent.insert(random.below(parent.length + 1), [copy])
}

function setSomething(element: Y.XmlElement, random: Random): void {
  // Yjs stores any JSON value; its types say string.
  const set = (name: string, value: unknown) => element.setAttribute(name, value as string)
  switch (element.nodeName) {
    case 'actionColumn':
      return random.chance(0.5)
        ? set('locked', random.chance(0.5))
        : set('key', random.pick(['outcome', 'action', 'new']))
    case 'actionCell':
      return random.chance(0.5)
        ? set('same', random.chance(0.5))
        : set('key', random.pick(['outcome', 'action', 'new']))
    case 'actionRow':
      return set(random.pick(['id', 'lines']), random.word())
    default:
      return set('id', random.word())
  }
}

function everything(parent: Y.XmlElement | Y.XmlFragment): (Y.XmlElement | Y.XmlFragment)[] {
  return [parent, ...elementsIn(parent).flatMap(everything)]
}

function hasTwins(doc: Y.Doc): boolean {
  const body = doc.getXmlFragment(BODY)
  const ids = [...liveRows(body), ...elementsIn(body)].map(idOf)
  return new Set(ids).size < ids.length
}

function bodyOf(doc: Y.Doc) {
  return readDocument(doc.getXmlFragment(BODY), documentSchema)
}
