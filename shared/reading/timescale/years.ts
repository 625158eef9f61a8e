import { type DateContext, type DateParts, fullYear, type YearBasis } from './date-parts.ts'
import { type Form, form, SMALL_NUMBER, smallNumber } from './match.ts'

const DASH = '[-–—/]'
const BASIS =
  "(?:(f\\.?/?y\\.?|(?:financial|fiscal|budget) year|(?:academic|school) year|a/?y)[\\s:]{0,4}'?)"
const OF_PLAN = '(?: of (?:the |this )?(?:plan|strategy|programme|project))?'

/** Years: "2010", "2009-2012", "2008/09", "financial year 2025/26", "Year 2", "end of the plan". */
export const YEAR_FORMS: readonly Form<DateParts, DateContext>[] = [
  form(
    `${BASIS}?((?:19|20)\\d\\d)(?:\\s?${DASH}\\s?((?:19|20)\\d\\d)|${DASH}(\\d\\d))(?!\\d|${DASH}\\d)(?:\\s{1,4}${BASIS})?`,
    ([, before, from = '', to, short, after]) =>
      yearsFrom(Number(from), { to, short, basis: basisOf(before ?? after) }),
  ),
  form(
    `${BASIS}?(\\d\\d)${DASH}(\\d\\d)(?!\\d|${DASH}\\d)(?:\\s{1,4}${BASIS})?`,
    ([, before, from = '', short = '', after]) => {
      const basis = basisOf(before ?? after)
      if (basis === 'unsaid' || Number(short) !== (Number(from) + 1) % 100) return null
      return { unit: 'years', from: fullYear(from), to: fullYear(from) + 1, basis }
    },
  ),
  form(`${BASIS}((?:19|20)\\d\\d|\\d\\d)(?!\\d|${DASH}\\d)`, ([, before, year = '']) => ({
    unit: 'years',
    from: fullYear(year) - 1,
    to: fullYear(year),
    basis: basisOf(before),
    assumed: ['period'],
  })),
  form('((?:19|20)\\d\\d)(?![\\d%]|[,.]\\d|/\\d)', ({ 1: year, index, input }) =>
    input[index - 1] === '£' ? null : { unit: 'year', year: Number(year) },
  ),
  form(
    `(?:first|1st|second|2nd|last|final) (?:half|six months|6 months) of (?:the )?((?:19|20)\\d\\d)(?![\\d/])`,
    ([text, year]) => halfOf(/^(?:f|1)/i.test(text) ? 1 : 2, year),
  ),
  form('h([12])[\\s,]{1,3}((?:19|20)\\d\\d)(?![\\d/])', ([, half, year]) =>
    halfOf(Number(half), year),
  ),
  form(
    `(?:years?|yrs?|y)\\.?\\s?([1-5]|one|two|three|four|five)(?![\\d/])(?:\\s?(?:[-–—]|to|and|&)\\s?(?:year |yr |y)?([1-5]|one|two|three|four|five)(?!\\d))?${OF_PLAN}(?!\\s{0,3}(?:[:(]|[-–—] ?[a-z]|olds?\\b|pupils|children|students|class|groups?\\b|p\\.?a\\b))(?![a-z])`,
    ([, from = '', to]) => planYears(smallNumber(from), smallNumber(to ?? from)),
  ),
  form(`(first|second|third|fourth|fifth) (?:year|12 months)${OF_PLAN}\\b`, ([, word = '']) => {
    const number = ORDINALS.indexOf(word.toLowerCase()) + 1
    return planYears(number, number)
  }),
  form(
    `(?:months?|m)\\.?\\s?(\\d{1,2})(?!\\d)(?:\\s?(?:[-–—]|to)\\s?(?:m|month )?(\\d{1,2})(?!\\d))?${OF_PLAN}(?![a-z])`,
    ([, from, to]) => planMonths(Number(from), Number(to ?? from)),
  ),
  form(`first (${SMALL_NUMBER}) months${OF_PLAN}\\b`, ([, count = '']) =>
    planMonths(1, smallNumber(count)),
  ),
  form('(?:financial |fiscal )?year[- ]end(?: ((?:19|20)\\d\\d)(?![\\d/]))?\\b', ([, year]) =>
    year === undefined
      ? { unit: 'month', year: null, month: 3, assumed: ['period'] }
      : { unit: 'year', year: Number(year), edge: 'end', assumed: ['period'] },
  ),
]

/** Stretches without a number of their own: a date only with "end of" or "start of" before them. */
export const EDGED_FORMS: readonly Form<DateParts, DateContext>[] = [
  form('(?:financial|fiscal) year\\b', () => namedYear('financial')),
  form('(?:school|academic) year\\b', () => namedYear('school')),
  form('(?:the |this )?(?:plan|strategy|programme)(?: period)?\\b', () => ({
    unit: 'plan',
    assumed: ['period'],
  })),
]

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth']

function basisOf(text: string | undefined): YearBasis {
  if (text === undefined) return 'unsaid'
  return /^(?:academic|school|a)/i.test(text) ? 'school' : 'financial'
}

/** "2009-10" and "2009-12" are years; "2026-03" can only be a month. */
function yearsFrom(
  from: number,
  { to, short, basis }: { to?: string; short?: string; basis: YearBasis },
): DateParts | null {
  if (to !== undefined) return Number(to) > from ? years({ from, to: Number(to), basis }) : null
  const year = Math.floor(from / 100) * 100 + Number(short)
  const isMonth = Number(short) >= 1 && Number(short) <= 12
  if (year > from && year - from < 15) return years({ from, to: year, basis })
  return isMonth ? { unit: 'month', year: from, month: Number(short) } : null
}

/** Which kind of year "2008/09" is cannot be seen. */
function years({ from, to, basis }: { from: number; to: number; basis: YearBasis }): DateParts {
  if (basis !== 'unsaid' || to > from + 1) return { unit: 'years', from, to, basis }
  const ambiguous = `the school year ${from}/${String(to).slice(2)}`
  return { unit: 'years', from, to, basis, assumed: ['period'], ambiguous }
}

/** A year without its number: only its end or start can be said ("by the end of the school year"). */
function namedYear(basis: 'financial' | 'school'): DateParts {
  return { unit: 'month', year: null, month: basis === 'school' ? 7 : 3, assumed: ['period'] }
}

function halfOf(half: number, year = ''): DateParts {
  return { unit: 'half', half, year: Number(year) }
}

function planYears(from: number, to: number): DateParts | null {
  return to < from ? null : { unit: 'planYears', from, to, assumed: ['period'] }
}

function planMonths(from: number, to: number): DateParts | null {
  return from < 1 || to < from ? null : { unit: 'planMonths', from, to, assumed: ['period'] }
}
