// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { editAtRandom, redraft } from '../support/anchor-fuzz.ts'

const SEEDS = Number(process.env['FUZZ_SEEDS'] ?? 2)
const EDITS = Number(process.env['FUZZ_EDITS'] ?? 250)

describe('anchors fuzz', () => {
  it('[TH15] after random edits by three editors, 99 of 100 anchors are on their words', () => {
    const sum = { there: 0, right: 0, anchors: 0, edits: 0 }
    for (let seed = 0; seed < SEEDS; seed++) {
      const held = editAtRandom(seed, { edits: EDITS, anchors: 120, lines: 40 })
      sum.there += held.there
      sum.right += held.right
      sum.anchors += held.anchors
      sum.edits += held.edits
    }
    expect(sum.edits).toBeGreaterThan(SEEDS * EDITS * 0.5)
    expect(sum.there).toBeGreaterThan(sum.anchors * 0.5)
    expect(sum.right / sum.there).toBeGreaterThanOrEqual(0.99)
  })

  const redrafts = [
    { name: 'of the same blocks', hasNewIds: false, least: 0.95 },
    { name: 'pasted anew, without one known id', hasNewIds: true, least: 0.8 },
  ]
  it.each(redrafts)('[TH16] after a redraft $name, anchors find their passage', (draft) => {
    const sum = { anchors: 0, right: 0 }
    for (let seed = 0; seed < SEEDS; seed++) {
      const { anchors, right } = redraft(seed, { anchors: 120, lines: 40, ...draft })
      sum.anchors += anchors
      sum.right += right
    }
    expect(sum.right / sum.anchors).toBeGreaterThanOrEqual(draft.least)
  })
})
