import type { DateParts } from './date-parts.ts'
import type { Duration } from './durations.ts'
import type { Recurrence } from './recurrences.ts'
import type { Span } from './spans.ts'
import type { State } from './states.ts'

/** What was recognised at a place of the cell, before words are joined to it and years are lent. */
export interface Item {
  start: number
  end: number
  said: Said
}

export type Said =
  | { is: 'span'; span: Span; isUnconfirmed?: boolean }
  | { is: 'recurrence'; recurrence: Recurrence; bounds: Span | null }
  | { is: 'duration'; duration: Duration }
  | { is: 'state'; state: State }
  | { is: 'done'; at: DateParts | null }
  | { is: 'ditto' }
  | { is: 'unread' }

/** The dates of an item, left to right. */
export function datesOf({ said }: Item): DateParts[] {
  switch (said.is) {
    case 'span':
      return datesOfSpan(said.span)
    case 'recurrence':
      return said.bounds === null ? [] : datesOfSpan(said.bounds)
    case 'done':
      return said.at === null ? [] : [said.at]
    default:
      return []
  }
}

function datesOfSpan(span: Span): DateParts[] {
  return span.kind === 'range' ? [span.from, span.to] : [span.at]
}
