import type { Period } from './period.ts'
import type { Assumption } from './reading.ts'

/** A part of a day, month, year … : "end of", "mid". */
export type Edge = 'start' | 'early' | 'mid' | 'late' | 'end'

export type Season = 'spring' | 'summer' | 'autumn' | 'winter'
export type Term = 'autumn' | 'spring' | 'summer'

/** A stretch of the calendar as it was written; `year: null` = to be lent. */
export type DateParts = (
  | { unit: 'day'; year: number | null; month: number; day: number; weekday?: number; week?: Week }
  | { unit: 'month'; year: number | null; month: number }
  | { unit: 'season'; year: number | null; season: Season }
  | { unit: 'term'; year: number | null; term: Term }
  | { unit: 'festival'; year: number | null; festival: 'easter' | 'christmas' }
  | { unit: 'quarter'; year: number | null; quarter: number; isFinancial: boolean }
  | { unit: 'half'; year: number | null; half: number }
  | { unit: 'year'; year: number }
  | { unit: 'years'; from: number; to: number; basis: YearBasis }
  | { unit: 'planYears'; from: number; to: number }
  | { unit: 'planMonths'; from: number; to: number }
  | { unit: 'plan' }
) & {
  edge?: Edge
  assumed?: Assumption[]
  ambiguous?: string
}

export type Week = 'commencing' | 'ending'
export type YearBasis = 'financial' | 'school' | 'unsaid'

/** What helps to read a date. */
export interface DateContext {
  period: Period | null
  /** Another date of the same cell shows that two digits after a month are a year. */
  hasShortYears: boolean
}

/** Two digits as a year: 09 is 2009, 98 is 1998. */
export function fullYear(digits: string): number {
  const number = Number(digits)
  if (digits.length > 2) return number
  return number >= 70 ? 1900 + number : 2000 + number
}
