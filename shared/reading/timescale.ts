import { lendYears } from './timescale/lend.ts'
import { MONTH } from './timescale/months.ts'
import { readPeriod } from './timescale/period.ts'
import type { TimescaleReading } from './timescale/reading.ts'
import { scan } from './timescale/scan.ts'
import { settle, type Settled } from './timescale/settle.ts'
import { attachWords } from './timescale/words.ts'

/** Two digits after a month that cannot be a day, or are not written as one: "Sept 09". */
const SHORT_YEAR = new RegExp(
  `\\b${MONTH}[-/.]?[^\\S\\n]{0,4}(?:['’]\\d\\d|0\\d|3[2-9]|[4-9]\\d)(?![\\d.:/%])(?!\\s?(?:st|nd|rd|th|am|pm)\\b)`,
  'i',
)

/**
 * Reads a timescale as people write it: a suggestion of what is due when, in the order of the text.
 * Nothing is ever lost: each reading holds its words exactly as written, and between readings stand
 * only spaces, commas, bullets and joining words. A blank cell has no readings. Never throws.
 *
 * Days are in the order of Britain; a month without a day is due by its last day; years that are not
 * written come from the neighbours or from `period` (as `readPeriod` takes it) and are marked assumed.
 * A ditto mark at the beginning repeats `above`. Cost: about 0.1 ms for a usual cell.
 */
export function readTimescale(
  raw: string,
  { period, above }: { period?: string; above?: TimescaleReading } = {},
): TimescaleReading[] {
  const context = {
    period: period === undefined ? null : readPeriod(period),
    hasShortYears: SHORT_YEAR.test(raw),
  }
  const items = scan(raw, context)
  const loans = lendYears(raw, items)
  let last: Settled | null = above ?? null
  return attachWords(raw, items).map(({ start, end, said }) => {
    const settled = settle(said, { period: context.period, loans, above: last })
    last = settled
    return { ...settled, text: raw.slice(start, end), start }
  })
}
