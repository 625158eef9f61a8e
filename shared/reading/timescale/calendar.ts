/** A calendar day as `YYYY-MM-DD`, without a zone: a deadline is the same day for everyone. */
export type Day = string

export function dayOf(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`
}

/** `YYYY-MM`. */
export function monthOf(year: number, month: number): string {
  return dayOf(year, month, 1).slice(0, 7)
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

export function lastDayOf(year: number, month: number): Day {
  return dayOf(year, month, daysInMonth(year, month))
}

export function yearPart(day: Day): number {
  return Number(day.slice(0, 4))
}

export function monthPart(day: Day): number {
  return Number(day.slice(5, 7))
}

export function addDays(day: Day, count: number): Day {
  return fromTime(toTime(day) + count * 86_400_000)
}

/** The first of the month that is this many months after the month of `day`. */
export function addMonths(day: Day, count: number): Day {
  const months = yearPart(day) * 12 + monthPart(day) - 1 + count
  return dayOf(Math.floor(months / 12), (months % 12) + 1, 1)
}

/** Monday is 0. */
export function weekdayOf(day: Day): number {
  return (new Date(toTime(day)).getUTCDay() + 6) % 7
}

/** Easter Sunday (the anonymous Gregorian algorithm, Nature 1876). */
export function easterOf(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = b - Math.floor(b / 4) - Math.floor((8 * b + 13) / 25)
  const h = (19 * a + d + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1)
}

function toTime(day: Day): number {
  return Date.UTC(yearPart(day), monthPart(day) - 1, Number(day.slice(8, 10)))
}

function fromTime(time: number): Day {
  return new Date(time).toISOString().slice(0, 10)
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
