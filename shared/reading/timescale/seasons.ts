import { type DateContext, type DateParts, fullYear, type Season, type Term } from './date-parts.ts'
import { type Form, form } from './match.ts'

const YEARS = '((?:19|20)?\\d\\d)\\s?[-/–—]\\s?((?:19|20)?\\d\\d)(?!\\d|[-/.]\\d)'
const YEAR = '((?:19|20)\\d\\d)(?![\\d/])'
const SHORT_YEAR = "['’]?(\\d\\d)(?![\\d%]|[./:]\\d|\\s?(?:st|nd|rd|th|am|pm)\\b)"
/** "of 2011", ", 2025/26", "(26)": captures from and to, or one year, or two digits. */
const WHICH_YEAR = `(?:(?:,| of| in)?(?: the)?(?: (?:financial|academic|school) year)?[\\s(]{1,4}(?:${YEARS}|${YEAR}|${SHORT_YEAR})\\)?)?`
const HALF_TERM = '(?:\\s?[12](?![\\d/.]))?'
const ORDINAL_QUARTERS = ['first', 'second', 'third', 'fourth']

/** Seasons, school terms, quarters and holidays. */
export const SEASON_FORMS: readonly Form<DateParts, DateContext>[] = [
  form(`(autumn|spring|summer)(?: half)?[- ]terms?\\b${HALF_TERM}${WHICH_YEAR}`, (found) => {
    const term = found[1]?.toLowerCase() as Term // the pattern allows no other word
    const { from, to } = yearsOf(found)
    if (to === null) return { unit: 'term', year: from, term }
    return { unit: 'term', year: term === 'autumn' ? from : to, term }
  }),
  form(
    `(spring|summer|autumn|winter)(?: (?:months|season|bank holidays?|holidays?|break|recess))?\\b${WHICH_YEAR}`,
    (found) => {
      const season = found[1]?.toLowerCase() as Season // the pattern allows no other word
      const { from, to } = yearsOf(found)
      const isSchoolBreak = season === 'summer' && /summer (?:holiday|break|recess)/i.test(found[0])
      if (isSchoolBreak) return { unit: 'month', year: to ?? from, month: 8, assumed: ['period'] }
      const isLate = season === 'spring' || season === 'summer'
      return { unit: 'season', year: to !== null && isLate ? to : from, season }
    },
  ),
  form(
    `(?:(?:q|qtr|quarter)\\.?\\s?([1-4])(?!\\d)|(1st|first|2nd|second|3rd|third|4th|fourth|last|final) (?:quarter|qtr)\\b)${WHICH_YEAR}`,
    ([, digit, word, ...rest]) => quarterOf(digit ?? word ?? '', yearsOf(['', '', ...rest])),
  ),
  form(`(?:${YEARS}|${YEAR})[\\s,:-]{1,3}(?:q|qtr|quarter)\\.?\\s?([1-4])(?!\\d)`, (found) =>
    quarterOf(found[4] ?? '', yearsOf(['', '', found[1], found[2], found[3]])),
  ),
  form(`(easter|christmas|xmas)(?: (?:holidays?|break))?\\b${WHICH_YEAR}`, (found) => {
    const festival = found[1]?.toLowerCase() === 'easter' ? 'easter' : 'christmas'
    const { from, to } = yearsOf(found)
    return { unit: 'festival', festival, year: festival === 'easter' ? (to ?? from) : from }
  }),
  form(`new year\\b(?:[\\s,(]{1,3}${YEAR}\\)?)?`, ([, year]) => ({
    unit: 'month',
    month: 1,
    year: year === undefined ? null : Number(year),
  })),
]

/** What the groups of WHICH_YEAR say, counted from the third place. */
function yearsOf(found: readonly (string | undefined)[]): {
  from: number | null
  to: number | null
} {
  const [, , from, to, year, short] = found
  if (from !== undefined && to !== undefined) return { from: fullYear(from), to: fullYear(to) }
  const single = year ?? short
  return { from: single === undefined ? null : fullYear(single), to: null }
}

/**
 * Quarters of a year written with a stroke, or of no year, are those of the financial year: Q1 is
 * April to June. "Q3 2025" is a calendar quarter, and the other reading is said.
 */
function quarterOf(
  name: string,
  { from, to }: { from: number | null; to: number | null },
): DateParts {
  const quarter = quarterNumber(name.toLowerCase())
  if (from !== null && to === null)
    return {
      unit: 'quarter',
      quarter,
      year: from,
      isFinancial: false,
      assumed: ['period'],
      ambiguous: `quarter ${quarter} of the financial year ${from}/${String(from + 1).slice(2)}`,
    }
  return { unit: 'quarter', quarter, year: from, isFinancial: true }
}

function quarterNumber(name: string): number {
  const digit = /^[1-4]/.exec(name)
  if (digit !== null) return Number(digit[0])
  const index = ORDINAL_QUARTERS.indexOf(name)
  return index === -1 ? 4 : index + 1
}
