import { addMonths, type Day, dayOf, lastDayOf, yearPart } from './calendar.ts'

/** The years a plan covers. */
export interface Period {
  first: Day
  last: Day
  /** The years it was written with: the words "2009/2012" name four of them. */
  firstYear: number
  lastYear: number
}

const YEAR = '((?:19|20)\\d\\d)'
const POINT = `${YEAR}(?:-(\\d\\d)(?:-(\\d\\d))?)?`
const INTERVAL = new RegExp(`^${POINT}\\s*/\\s*(?:${POINT}|\\.\\.)?$`)
const YEARS = new RegExp(`^${YEAR}\\s*[-–—/]\\s*(${YEAR}|\\d\\d)$`)
const OPEN_YEARS = 50

/**
 * Reads the period of a plan: `2009/2012`, `2009-04/2012-03`, full days, or one year. Bare years
 * are financial years, from April to March, because that is how councils name the years of plans.
 * Null if it is none of these.
 */
export function readPeriod(text: string): Period | null {
  const trimmed = text.trim()
  const years = YEARS.exec(trimmed)
  if (years !== null) return financialYears(Number(years[1]), endYear(years[1], years[2]))
  const single = /^((?:19|20)\d\d)$/.exec(trimmed)
  if (single !== null) {
    const year = Number(single[1])
    return { first: dayOf(year, 1, 1), last: dayOf(year, 12, 31), firstYear: year, lastYear: year }
  }
  const interval = INTERVAL.exec(trimmed)
  if (interval === null) return null
  const [, fromYear, fromMonth, fromDay, toYear, toMonth, toDay] = interval
  const first = dayOf(Number(fromYear), Number(fromMonth ?? 1), Number(fromDay ?? 1))
  const last = lastOf(toYear ?? String(Number(fromYear) + OPEN_YEARS), toMonth, toDay)
  if (!isDay(first) || !isDay(last) || last < first) return null
  return { first, last, firstYear: yearPart(first), lastYear: yearPart(last) }
}

/** The twelve months of year 1, 2 … of a period. */
export function yearOfPeriod(period: Period, number: number): { first: Day; last: Day } {
  const first = addMonths(period.first, (number - 1) * 12)
  const end = addMonths(period.first, number * 12 - 1)
  return { first, last: lastDayOf(yearPart(end), Number(end.slice(5, 7))) }
}

function financialYears(from: number, to: number): Period | null {
  if (to < from) return null
  if (to === from) return readPeriod(String(from))
  return { first: dayOf(from, 4, 1), last: dayOf(to, 3, 31), firstYear: from, lastYear: to }
}

function endYear(from = '', to = ''): number {
  return to.length === 2 ? Number(from.slice(0, 2) + to) : Number(to)
}

function lastOf(year: string, month = '12', day?: string): Day {
  return day === undefined
    ? lastDayOf(Number(year), Number(month))
    : dayOf(Number(year), Number(month), Number(day))
}

function isDay(day: Day): boolean {
  return !Number.isNaN(Date.parse(`${day}T00:00:00Z`))
}
