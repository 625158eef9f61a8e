import type { Day } from './calendar.ts'

/**
 * What a timescale says. `point`: due by the end of that day, month, season …; `by`: a deadline;
 * `from`: an open end; `range`: both ends; `done`: finished; `asap`: at once, no date; `none`: says
 * that there is no date; `unread`: words that were not understood.
 */
export type TimescaleKind =
  | 'point'
  | 'by'
  | 'from'
  | 'range'
  | 'recurring'
  | 'ongoing'
  | 'on-demand'
  | 'tbc'
  | 'done'
  | 'asap'
  | 'none'
  | 'unread'

/**
 * What was taken for granted: the year was lent; which kind of year, quarter or term is meant;
 * where an "early" or a duration begins or ends; that day and month were exchanged; a date that
 * its author calls unconfirmed; what "bi-monthly" means.
 */
export type Assumption = 'year' | 'period' | 'order' | 'date' | 'every'

/** `sure`: as written; `assumed`: worth a look; `unread`: nothing a calendar could use was found. */
export type Confidence = 'sure' | 'assumed' | 'unread'

export interface TimescaleReading {
  /** Exactly as written, words before and after the date included: `raw.slice(start, start + text.length)`. */
  text: string
  start: number
  kind: TimescaleKind
  confidence: Confidence
  /** ISO 8601-2 (EDTF): seasons 21–24, quarters 33–36, halves 40–41, `?` an assumed year, `~` about. */
  edtf?: string
  /** ISO 8601 duration, or `term`, `half-term`, `rolling`. */
  every?: string
  /** How often in one `every`, where it is more than once. */
  times?: number
  /** The last day on which it is still in time. Absent: it can never be overdue. */
  due?: Day
  assumed?: Assumption[]
  /** The other way to read it, in words. */
  ambiguous?: string
  /** Whom or what an unconfirmed date waits for, as written. */
  waitingFor?: string
  /** It repeats what stands above. */
  ditto?: boolean
  longTerm?: boolean
}
