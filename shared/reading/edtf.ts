import { type Day, dayOf, lastDayOf } from './timescale/calendar.ts'

/** The days an EDTF value reaches from and to; null is an open end, and `..` on both sides nothing. */
export interface Span {
  first: Day | null
  last: Day | null
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** The parts of a year beyond months, by their ISO 8601-2 number: first month, length, words. */
const PARTS: Record<string, { month: number; months: number; words: string }> = {
  '21': { month: 3, months: 3, words: 'spring' },
  '22': { month: 6, months: 3, words: 'summer' },
  '23': { month: 9, months: 3, words: 'autumn' },
  '24': { month: 12, months: 3, words: 'winter' },
  '33': { month: 1, months: 3, words: 'January to March' },
  '34': { month: 4, months: 3, words: 'April to June' },
  '35': { month: 7, months: 3, words: 'July to September' },
  '36': { month: 10, months: 3, words: 'October to December' },
  '40': { month: 1, months: 6, words: 'January to June' },
  '41': { month: 7, months: 6, words: 'July to December' },
}

const PART = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]*$/

/** The days of an EDTF value as the timescale reader writes them; null if it is none of these. */
export function spanOf(edtf: string): Span | null {
  const [from = '', to] = edtf.split('/')
  if (to === undefined) return spanOfPart(from)
  const first = from === '..' ? null : spanOfPart(from)
  const last = to === '..' ? null : spanOfPart(to)
  if ((first === null && from !== '..') || (last === null && to !== '..')) return null
  return { first: first?.first ?? null, last: last?.last ?? null }
}

/** "31 December 2009", "December 2009", "spring 2010", "about 2010"; the value itself if it is none. */
export function wordsOfDate(edtf: string): string {
  const [, year = '', part = '', day] = PART.exec(edtf) ?? []
  if (year === '') return edtf
  const about = edtf.includes('~') ? 'about ' : ''
  if (part === '') return `${about}${year}`
  const month = MONTHS[Number(part) - 1] ?? PARTS[part]?.words ?? part
  return day === undefined ? `${about}${month} ${year}` : `${about}${Number(day)} ${month} ${year}`
}

function spanOfPart(edtf: string): Span | null {
  const [, yearText = '', part, day] = PART.exec(edtf) ?? []
  if (yearText === '') return null
  const year = Number(yearText)
  if (part === undefined) return { first: dayOf(year, 1, 1), last: dayOf(year, 12, 31) }
  const month = Number(part)
  if (month >= 1 && month <= 12) {
    if (day === undefined) return { first: dayOf(year, month, 1), last: lastDayOf(year, month) }
    const days = Number(lastDayOf(year, month).slice(8))
    if (Number(day) < 1 || Number(day) > days) return null
    return { first: dayOf(year, month, Number(day)), last: dayOf(year, month, Number(day)) }
  }
  const known = PARTS[part]
  if (known === undefined) return null
  const end = known.month + known.months - 1
  return {
    first: dayOf(year, known.month, 1),
    last: end > 12 ? lastDayOf(year + 1, end - 12) : lastDayOf(year, end),
  }
}
