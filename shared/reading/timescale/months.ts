import { daysInMonth } from './calendar.ts'
import { type DateContext, type DateParts, fullYear } from './date-parts.ts'
import { type Form, form } from './match.ts'

/** A month's name or short name, with the slips of the pen that are common; captures it. */
export const MONTH =
  '(jan(?:uary)?|feb(?:r?ur?ar?y)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:em?ber)?|oct(?:ober)?|nov(?:em?ber)?|dec(?:em?ber)?)(?![a-z])\\.?'

const YEAR4 = '((?:19|20)\\d\\d)(?!\\d)'
const NOT_A_YEAR = '(?![\\d%]|[.:/]\\d|\\s?(?:st|nd|rd|th|am|pm)\\b)'
const YEAR2 = `(['’‘\`]?)(\\d\\d)${NOT_A_YEAR}`
const SPACE = '[^\\S\\n]{0,4}'
const WEEK =
  '(?:(w/?c|w\\.c\\.|w/b|(?:week|wk) (?:commencing|beginning|starting|of)|w/?e|w\\.e\\.|(?:week|wk) ending)(?![a-z])\\.?:?\\s{0,4})?'
const WEEKDAY =
  '(?:(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?\\b\\.?,?\\s{0,4}(?:the\\s)?)?'
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?'
const NUMERIC_YEAR = '(\\d{4}|\\d{2})(?![\\d/])'
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const MONTH_NAMES =
  'January February March April May June July August September October November December'.split(' ')

/** "May" as a verb: "may be needed". */
const MAY_AS_VERB = /^\s+(?:be|need|have|not|also|require|take|change|vary|include|depend)\b/i

/** Days and months: "12th June 2009", "Sept 09", "08.06.09", "w/c 12 May". */
export const MONTH_FORMS: readonly Form<DateParts, DateContext>[] = [
  form(
    `${WEEK}${WEEKDAY}${DAY}${SPACE}(?:of\\s{1,4}|[-.,])?${SPACE}${MONTH}` +
      `(?:[-,.]?\\s{0,12}${YEAR4}|[-.,]?${SPACE}${YEAR2}(?!\\s{1,12}${MONTH.replace('(', '(?:')}))?`,
    (found) => {
      const [, week, weekday, day, month, year4, , year2] = found
      return dayParts({ week, weekday, day, month, year: year4 ?? year2 })
    },
  ),
  form(
    `${WEEK}${WEEKDAY}${MONTH}${SPACE}(\\d{1,2})(?:(?:st|nd|rd|th)\\b(?:,?${SPACE}${YEAR4})?|,?${SPACE}${YEAR4})`,
    ([, week, weekday, month, day, after, plain]) =>
      dayParts({ week, weekday, day, month, year: after ?? plain }),
  ),
  form(
    `${MONTH}(?:[-/.,]|\\s{1,12}of\\b)?\\s{0,12}['’]?((?:19|20)\\d\\d)(?:[/-](\\d\\d))?(?![\\d%])`,
    ([, name, year, next]) => {
      const month = monthNumber(name)
      const from = Number(year)
      if (next === undefined) return { unit: 'month', year: from, month }
      if (Number(next) !== (from + 1) % 100) return null
      return { unit: 'month', year: month >= 4 ? from : from + 1, month, assumed: ['period'] }
    },
  ),
  form(`${MONTH}[-/.,]?${SPACE}${YEAR2}`, ([, name, mark, digits = ''], context) =>
    monthAndTwoDigits({ month: monthNumber(name), digits, isMarked: mark !== '' }, context),
  ),
  form(
    `${MONTH}\\s{1,4}(?:half[- ]term(?: week| holidays?)?|bank holidays?)\\b(?:,?\\s{1,4}['’]?${YEAR4})?`,
    ([, name, year]) => ({
      unit: 'month',
      month: monthNumber(name),
      year: year === undefined ? null : Number(year),
    }),
  ),
  form(`([a-z]{5,10})\\s{1,4}${YEAR4}`, ([, word = '', year]) => {
    const month = misspeltMonth(word)
    return month === null ? null : { unit: 'month', year: Number(year), month, assumed: ['date'] }
  }),
  form(MONTH, (found) =>
    isMonthName(found) ? { unit: 'month', year: null, month: monthNumber(found[1]) } : null,
  ),
  form(`(\\d{1,2})([/.-])(\\d{1,2})\\2${NUMERIC_YEAR}`, ([, a, , b, year = '']) =>
    numericDay(Number(a), Number(b), fullYear(year)),
  ),
  form(`(\\d{1,2})\\s{1,2}(\\d{1,2})\\s{1,2}((?:19|20)\\d\\d)(?!\\d)`, ([, a, b, year = '']) =>
    numericDay(Number(a), Number(b), fullYear(year)),
  ),
  form(`((?:19|20)\\d\\d)-(\\d\\d)-(\\d\\d)(?!\\d)`, ([, year, month, day]) =>
    numericDay(Number(day), Number(month), Number(year)),
  ),
  form(`(\\d{1,2})[/.]((?:19|20)\\d\\d)(?!\\d)`, ([, month, year]) =>
    isMonth(Number(month)) ? { unit: 'month', year: Number(year), month: Number(month) } : null,
  ),
  form(`(\\d{1,2})/(\\d\\d)(?![\\d/])`, ([, a = '', b = ''], context) => twoNumbers(a, b, context)),
]

/** The number of a month's name, 1 to 12. */
function monthNumber(name = ''): number {
  const start = name.slice(0, 3).toLowerCase()
  return MONTH_NAMES.findIndex((each) => each.toLowerCase().startsWith(start)) + 1
}

/** "Novmber", "Agust": one letter too many, too few or wrong, or two changed places. */
function misspeltMonth(word: string): number | null {
  const written = word.toLowerCase()
  const index = MONTH_NAMES.findIndex((name) => isSlipOf(written, name.toLowerCase()))
  return index === -1 ? null : index + 1
}

function isSlipOf(written: string, name: string): boolean {
  if (name.length < 5 || written === name || Math.abs(written.length - name.length) > 1)
    return false
  let same = 0
  while (same < name.length && written[same] === name[same]) same += 1
  const [rest, wanted] = [written.slice(same), name.slice(same)]
  const isSwapped = rest.slice(0, 2) === (wanted[1] ?? '') + (wanted[0] ?? '')
  return (
    rest.slice(1) === wanted ||
    rest === wanted.slice(1) ||
    rest.slice(1) === wanted.slice(1) ||
    (isSwapped && rest.slice(2) === wanted.slice(2))
  )
}

function dayParts(found: {
  week: string | undefined
  weekday: string | undefined
  day: string | undefined
  month: string | undefined
  year: string | undefined
}): DateParts | null {
  const month = monthNumber(found.month)
  const day = Number(found.day)
  const year = found.year === undefined ? null : fullYear(found.year)
  if (!isDayOfMonth(day, month, year))
    return day > 28 && day <= 31 ? { unit: 'month', year, month, assumed: ['date'] } : null
  const parts: DateParts = { unit: 'day', year, month, day }
  if (found.weekday !== undefined) parts.weekday = WEEKDAYS.indexOf(found.weekday.toLowerCase())
  if (found.week !== undefined)
    parts.week = /e\.?$|ending/i.test(found.week) ? 'ending' : 'commencing'
  return parts
}

/**
 * "Feb 10": the year 2010 if a plan of those years is read, or if other dates of the cell are
 * written like that; the tenth of February if the plan is far from 2010.
 */
function monthAndTwoDigits(
  { month, digits, isMarked }: { month: number; digits: string; isMarked: boolean },
  { period, hasShortYears }: DateContext,
): DateParts {
  const year = fullYear(digits)
  const asMonth: DateParts = { unit: 'month', year, month }
  const day = Number(digits)
  const mustBeYear = isMarked || digits.startsWith('0') || !isDayOfMonth(day, month, null)
  if (mustBeYear || (hasShortYears && period === null)) return asMonth
  const dayInWords = `${day} ${MONTH_NAMES[month - 1] ?? ''}`
  if (period === null) return { ...asMonth, assumed: ['year'], ambiguous: dayInWords }
  if (year >= period.firstYear && year <= period.lastYear)
    return hasShortYears ? asMonth : { ...asMonth, ambiguous: dayInWords }
  if (year >= period.firstYear - 1 && year <= period.lastYear + 1)
    return { ...asMonth, assumed: ['year'], ambiguous: dayInWords }
  const monthInWords = `${MONTH_NAMES[month - 1] ?? ''} ${year}`
  return { unit: 'day', year: null, month, day, ambiguous: monthInWords }
}

/** Day first, as in Britain; the other way round only where that cannot be. */
function numericDay(first: number, second: number, year: number): DateParts | null {
  if (isDayOfMonth(first, second, year)) return { unit: 'day', year, month: second, day: first }
  if (!isDayOfMonth(second, first, year)) return null
  return { unit: 'day', year, month: first, day: second, assumed: ['order'] }
}

/** "09/10" is a financial year, "03/26" a month; "12/05" the twelfth of May unless the plan says 2005. */
function twoNumbers(a: string, b: string, { period }: DateContext): DateParts | null {
  const [first, second] = [Number(a), Number(b)]
  const year = fullYear(b)
  if (a.length === 2 && second === (first + 1) % 100) {
    const years: DateParts = { unit: 'years', from: fullYear(a), to: year, basis: 'unsaid' }
    return isMonth(first)
      ? { ...years, ambiguous: `${MONTH_NAMES[first - 1] ?? ''} ${year}` }
      : years
  }
  const isNear =
    period === null ? !isMonth(second) : year >= period.firstYear - 1 && year <= period.lastYear + 1
  if (isMonth(first) && isNear) return { unit: 'month', year, month: first }
  return isDayOfMonth(first, second, null)
    ? { unit: 'day', year: null, month: second, day: first }
    : null
}

function isMonthName({ 0: text, index, input }: RegExpExecArray): boolean {
  if (!/^may/i.test(text)) return true
  const rest = input.slice(index + text.length, index + text.length + 20)
  if (MAY_AS_VERB.test(rest)) return false
  return text.startsWith('M') || /^\s*(?:[-–—/&,;]|and\b|to\b|$)/.test(rest)
}

function isMonth(value: number): boolean {
  return value >= 1 && value <= 12
}

function isDayOfMonth(day: number, month: number, year: number | null): boolean {
  return isMonth(month) && day >= 1 && day <= daysInMonth(year ?? 2000, month)
}
