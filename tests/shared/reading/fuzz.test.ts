import { describe, expect, it } from 'vitest'
import type { Directory } from '../../../shared/reading/directory.ts'
import { readLeads } from '../../../shared/reading/leads.ts'
import { readTimescale } from '../../../shared/reading/timescale.ts'
import { createRandom, type Random } from '../../support/random.ts'
import { PRACTICE_TIMESCALES } from './practice-timescales.ts'

const DIRECTORY: Directory = {
  people: [{ name: 'Priya Nair', initials: 'PN' }],
  groups: [{ name: 'Parents/Carers and Youth Forum' }],
  organisations: [{ name: 'Saltmere Council', aliases: ['SC'] }],
  roles: [{ name: 'Youth Voice Officer' }],
}
const PIECES = [
  ...PRACTICE_TIMESCALES.map(([raw]) => raw),
  ...'by from to until and & / , ; - – — ( ) [ ] . : " “ ” \' \n \t • May 09 31 2026 1/2 Q3 31/13/99 00/00/00'.split(
    ' ',
  ),
  ...'PN SC Youth Voice Officer Group Forum Parents Carers tbc lead support with İ ß 𝔐𝔞𝔶 ２０２６ \u200b \u00a0'.split(
    ' ',
  ),
]
/** What may stand between two readings: no letter and no digit but those of joining words. */
const BETWEEN =
  /^(?:[^\p{L}\p{N}]|(?<![\p{L}\p{N}])(?:and|then|plus|or|also|with|leads?|support(?:ing|ed by)?|in|from)(?![\p{L}\p{N}]))*$/iu

describe('any text at all', () => {
  it('[RD15] is read without a throw, and its words are all in the readings', () => {
    for (let seed = 1; seed <= 3_000; seed++) {
      const raw = randomCell(createRandom(seed))
      const period = seed % 3 === 0 ? undefined : '2026/2029'
      const readings = readTimescale(raw, { period })
      expect({ seed, raw, lost: lostWords(raw, readings) }).toEqual({ seed, raw, lost: [] })
      expect(readTimescale(raw, { period })).toEqual(readings)
    }
  })

  it('[RD15] only what has an end is due, and a day is a day', () => {
    for (let seed = 1; seed <= 1_000; seed++) {
      const raw = randomCell(createRandom(seed))
      for (const { kind, due, edtf, confidence } of readTimescale(raw, { period: '2026/2029' })) {
        if (due === undefined) continue
        expect({ raw, day: new Date(`${due}T00:00:00Z`).toISOString().slice(0, 10) }).toEqual({
          raw,
          day: due,
        })
        expect(['point', 'by', 'range', 'recurring']).toContain(kind)
        expect({ raw, edtf, confidence }).not.toMatchObject({ confidence: 'unread' })
      }
    }
  })

  it('[RD16] takes well under a millisecond a cell, and a long text no more for each letter', () => {
    const cells = PRACTICE_TIMESCALES.map(([raw]) => raw)
    for (const raw of cells) readTimescale(raw)
    const start = performance.now()
    for (let round = 0; round < 5; round++) for (const raw of cells) readTimescale(raw)
    expect((performance.now() - start) / (5 * cells.length)).toBeLessThan(50)
    const long = ['May ', 'Jan/', '1, 2 and ', 'from the ', '“', 'Ann Lee and ', 'PN (', ' ']
    for (const piece of long) {
      const raw = piece.repeat(Math.ceil(50_000 / piece.length))
      const begin = performance.now()
      readTimescale(raw, { period: '2026/2029' })
      readLeads(raw, DIRECTORY)
      expect({ piece, isQuick: performance.now() - begin < 60_000 }).toEqual({
        piece,
        isQuick: true,
      })
    }
  })

  it('[RD20] as a lead cell it is read without a throw, and its words are all in the readings', () => {
    for (let seed = 1; seed <= 3_000; seed++) {
      const raw = randomCell(createRandom(seed))
      const readings = readLeads(raw, DIRECTORY)
      expect({ seed, raw, lost: lostWords(raw, readings) }).toEqual({ seed, raw, lost: [] })
    }
  })
})

function lostWords(raw: string, readings: readonly { text: string; start: number }[]): string[] {
  const lost: string[] = []
  let from = 0
  for (const { text, start } of readings) {
    const gap = raw.slice(from, start)
    if (start < from || !BETWEEN.test(gap)) lost.push(gap)
    if (text === '' || raw.slice(start, start + text.length) !== text) lost.push(text)
    from = start + text.length
  }
  const rest = raw.slice(from)
  return BETWEEN.test(rest) ? lost : [...lost, rest]
}

function randomCell(random: Random): string {
  return Array.from({ length: random.below(9) }, () => {
    const piece = random.chance(0.15) ? random.word() : random.pick(PIECES)
    const cut = random.chance(0.1) ? piece.slice(0, random.below(piece.length + 1)) : piece
    return cut + random.pick(['', ' ', ' ', ' ', '\n', '  ', ', ', '/'])
  }).join('')
}
