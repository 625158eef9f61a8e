import { unreachable } from '../../unreachable.ts'
import {
  addDays,
  addMonths,
  type Day,
  dayOf,
  easterOf,
  lastDayOf,
  monthOf,
  monthPart,
  weekdayOf,
  yearPart,
} from './calendar.ts'
import type { DateParts } from './date-parts.ts'
import { type Period, yearOfPeriod } from './period.ts'

/** A stretch of the calendar: one EDTF value, and its first and last day. */
export interface Place {
  edtf: string
  first: Day
  last: Day
}

const SEASON_CODES = { spring: 21, summer: 22, autumn: 23, winter: 24 }
const SEASON_MONTHS = { spring: 3, summer: 6, autumn: 9, winter: 12 }
/** First and last month of a school term in England. */
const TERM_MONTHS = { autumn: [9, 12], spring: [1, 3], summer: [4, 7] } as const

/**
 * Where on the calendar a date is. Null if its year is missing and nothing lends one: not a year
 * written beside it, not the plan's period.
 */
export function placeDate(
  parts: DateParts,
  lent: { year: number | null; period: Period | null },
): Place | null {
  if ('year' in parts && parts.year === null) {
    if (lent.year !== null) return placeDate({ ...parts, year: lent.year }, lent)
    return lent.period === null ? null : placeInPeriod(parts, lent.period)
  }
  const whole = placeWhole(parts, lent.period)
  return whole === null || parts.edge === undefined ? whole : edgeOf(whole, parts)
}

/** The month (1 to 12) by which two dates without a year are put in order. */
export function monthInYear(parts: DateParts): number {
  if ('month' in parts) return parts.month
  const place = placeDate(parts, { year: 2001, period: null })
  return place === null ? 1 : monthPart(place.first)
}

/** The first time this date comes round in the period; a named weekday must fit if it can. */
function placeInPeriod(parts: DateParts, period: Period): Place | null {
  const places: Place[] = []
  for (let year = period.firstYear - 1; year <= period.lastYear + 1; year++) {
    const place = placeDate({ ...parts, year } as DateParts, { year: null, period: null }) // parts has a year
    if (place !== null && place.last >= period.first && place.first <= period.last)
      places.push(place)
  }
  const weekday = wantedWeekday(parts)
  return places.find(({ first }) => weekdayOf(first) === weekday) ?? places[0] ?? null
}

function wantedWeekday(parts: DateParts): number | null {
  if (parts.unit !== 'day') return null
  return parts.weekday ?? (parts.week === 'commencing' ? 0 : null)
}

function placeWhole(parts: DateParts, period: Period | null): Place | null {
  switch (parts.unit) {
    case 'day':
      return placeDay(parts)
    case 'month':
      return parts.year === null ? null : placeMonth(parts.year, parts.month)
    case 'season':
      return parts.year === null ? null : placeSeason(parts.year, parts.season)
    case 'term': {
      if (parts.year === null) return null
      const [first, last] = TERM_MONTHS[parts.term]
      const edtf = `${parts.year}-${SEASON_CODES[parts.term]}`
      return { edtf, first: dayOf(parts.year, first, 1), last: lastDayOf(parts.year, last) }
    }
    case 'festival': {
      if (parts.year === null) return null
      const day = parts.festival === 'easter' ? easterOf(parts.year) : dayOf(parts.year, 12, 25)
      return { edtf: day, first: day, last: day }
    }
    case 'quarter': {
      if (parts.year === null) return null
      const first = addMonths(
        dayOf(parts.year, parts.isFinancial ? 4 : 1, 1),
        (parts.quarter - 1) * 3,
      )
      const edtf = `${yearPart(first)}-${32 + (monthPart(first) + 2) / 3}`
      return { edtf, first, last: lastOfMonths(first, 3) }
    }
    case 'half': {
      if (parts.year === null) return null
      const first = dayOf(parts.year, parts.half === 1 ? 1 : 7, 1)
      return { edtf: `${parts.year}-${39 + parts.half}`, first, last: lastOfMonths(first, 6) }
    }
    case 'year':
      return {
        edtf: String(parts.year),
        first: dayOf(parts.year, 1, 1),
        last: dayOf(parts.year, 12, 31),
      }
    case 'years':
      return placeYears(parts)
    case 'planYears':
      return period === null ? null : placePlanYears(parts, period)
    case 'planMonths': {
      if (period === null) return null
      const first = addMonths(period.first, parts.from - 1)
      const last = lastOfMonths(first, parts.to - parts.from + 1)
      return { edtf: monthsBetween(first, last), first, last }
    }
    case 'plan':
      return period === null
        ? null
        : {
            edtf: monthsBetween(period.first, period.last),
            first: period.first,
            last: period.last,
          }
    default:
      return unreachable(parts)
  }
}

function placeDay(parts: Extract<DateParts, { unit: 'day' }>): Place | null {
  if (parts.year === null) return null
  const day = dayOf(parts.year, parts.month, Math.min(parts.day, lastOf(parts.year, parts.month)))
  return { edtf: day, first: day, last: parts.week === 'commencing' ? addDays(day, 6) : day }
}

function placeMonth(year: number, month: number): Place {
  return {
    edtf: monthOf(year, month),
    first: dayOf(year, month, 1),
    last: lastDayOf(year, month),
  }
}

function placeSeason(year: number, season: keyof typeof SEASON_CODES): Place {
  const first = dayOf(year, SEASON_MONTHS[season], 1)
  return { edtf: `${year}-${SEASON_CODES[season]}`, first, last: lastOfMonths(first, 3) }
}

/** Neighbouring years are a financial year unless a school year is said; more years are calendar years. */
function placeYears({ from, to, basis }: Extract<DateParts, { unit: 'years' }>): Place {
  if (basis === 'school')
    return {
      edtf: `${monthOf(from, 9)}/${monthOf(to, 8)}`,
      first: dayOf(from, 9, 1),
      last: dayOf(to, 8, 31),
    }
  const first = dayOf(from, 4, 1)
  const last = dayOf(to, 3, 31)
  if (basis === 'financial') return { edtf: monthsBetween(first, last), first, last }
  if (to === from + 1) return { edtf: `${from}/${to}`, first, last }
  return { edtf: `${from}/${to}`, first: dayOf(from, 1, 1), last: dayOf(to, 12, 31) }
}

function placePlanYears(
  { from, to }: Extract<DateParts, { unit: 'planYears' }>,
  period: Period,
): Place {
  const { first } = yearOfPeriod(period, from)
  const { last } = yearOfPeriod(period, to)
  const isFinancial = first.endsWith('-04-01')
  const edtf = isFinancial ? `${yearPart(first)}/${yearPart(last)}` : monthsBetween(first, last)
  return { edtf, first, last }
}

/** "End of 2026", "mid 2025/26", "early May": a part of what was named. */
function edgeOf(whole: Place, { unit, edge }: DateParts): Place {
  const isYears = unit === 'year' || unit === 'years' || unit === 'planYears' || unit === 'plan'
  if (edge === undefined) return whole
  if (!isYears) {
    const month = edge === 'start' ? whole.first : whole.last
    if (unit === 'month' || unit === 'day') return whole
    if (edge !== 'start' && edge !== 'end') return whole
    return placeMonth(yearPart(month), monthPart(month))
  }
  if (edge === 'start') return placeMonth(yearPart(whole.first), monthPart(whole.first))
  if (edge === 'end') return placeMonth(yearPart(whole.last), monthPart(whole.last))
  const middle = addMonths(whole.first, Math.floor(monthsIn(whole) / 2) - 1)
  if (edge === 'mid') return about(placeMonth(yearPart(middle), monthPart(middle)))
  const first = edge === 'early' ? whole.first : addMonths(whole.last, -2)
  const edtf = `${yearPart(first)}-${32 + Math.ceil(monthPart(first) / 3)}`
  return about({ edtf, first, last: lastOfMonths(first, 3) })
}

function about(place: Place): Place {
  return { ...place, edtf: `${place.edtf}~` }
}

function monthsBetween(first: Day, last: Day): string {
  const [from, to] = [first.slice(0, 7), last.slice(0, 7)]
  return from === to ? from : `${from}/${to}`
}

function monthsIn({ first, last }: Place): number {
  return (yearPart(last) - yearPart(first)) * 12 + monthPart(last) - monthPart(first) + 1
}

function lastOfMonths(first: Day, count: number): Day {
  const month = addMonths(first, count - 1)
  return lastDayOf(yearPart(month), monthPart(month))
}

function lastOf(year: number, month: number): number {
  return Number(lastDayOf(year, month).slice(8))
}
