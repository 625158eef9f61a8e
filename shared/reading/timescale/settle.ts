import { unreachable } from '../../unreachable.ts'
import { addDays, addMonths, type Day } from './calendar.ts'
import type { DateParts } from './date-parts.ts'
import type { Duration } from './durations.ts'
import type { Said } from './items.ts'
import type { Loan } from './lend.ts'
import type { Period } from './period.ts'
import { type Place, placeDate } from './place.ts'
import type { Assumption, TimescaleReading } from './reading.ts'
import type { Recurrence } from './recurrences.ts'
import type { Span } from './spans.ts'
import type { State } from './states.ts'

/** A reading without its place in the text. */
export type Settled = Omit<TimescaleReading, 'text' | 'start'>

export interface Settling {
  period: Period | null
  loans: ReadonlyMap<DateParts, Loan>
  /** What a ditto mark repeats. */
  above: Settled | null
}

/** A date on the calendar, and what had to be assumed to put it there; no place: its year is missing. */
interface SettledDate {
  place: Place | null
  /** EDTF of the whole, with `?` if the year was lent. */
  edtf: string
  assumed: Assumption[]
  ambiguous?: string
}

const PRECISE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?$/

/** Puts what was recognised on the calendar. */
export function settle(said: Said, settling: Settling): Settled {
  switch (said.is) {
    case 'span':
      return said.isUnconfirmed === true
        ? unconfirmed(settleSpan(said.span, settling))
        : settleSpan(said.span, settling)
    case 'recurrence':
      return settleRecurrence(said, settling)
    case 'duration':
      return settleDuration(said.duration, settling.period)
    case 'state':
      return settleState(said.state)
    case 'done': {
      if (said.at === null) return { kind: 'done', confidence: 'sure' }
      const { edtf, assumed } = settleDate(said.at, settling)
      return withAssumed({ kind: 'done', confidence: 'sure', edtf }, assumed)
    }
    case 'ditto':
      return settling.above === null
        ? { kind: 'unread', confidence: 'unread', ditto: true }
        : { ...settling.above, ditto: true }
    case 'unread':
      return { kind: 'unread', confidence: 'unread' }
    default:
      return unreachable(said)
  }
}

function settleSpan(span: Span, settling: Settling): Settled {
  if (span.kind === 'range') return settleRange(span, settling)
  const date = settleDate(span.at, settling)
  if (date.place === null) return missing(span, date)
  const dated = { ...settleOneDate(span, date, date.place) }
  if (date.ambiguous !== undefined) dated.ambiguous = date.ambiguous
  return withAssumed(dated, date.assumed)
}

function settleOneDate(
  span: Exclude<Span, { kind: 'range' }>,
  date: SettledDate,
  place: Place,
): Settled {
  const { edtf } = date
  switch (span.kind) {
    case 'point':
      return {
        kind: edtf.includes('/') ? 'range' : 'point',
        confidence: 'sure',
        edtf,
        due: place.last,
      }
    case 'by':
      return span.isBefore && span.at.edge !== 'end'
        ? { kind: 'by', confidence: 'sure', ...beforeStart(place, edtf.endsWith('?')) }
        : { kind: 'by', confidence: 'sure', edtf: `../${endOf(date)}`, due: place.last }
    case 'from': {
      const start = span.isAfter ? afterEnd(place) : startOf(date)
      return { kind: 'from', confidence: 'sure', edtf: `${start}/..` }
    }
    case 'until':
      return { kind: 'range', confidence: 'sure', edtf: `../${endOf(date)}`, due: place.last }
    case 'throughout': {
      const whole = `${place.first.slice(0, 7)}/${place.last.slice(0, 7)}`
      const isWhole = edtf.includes('/') || place.first.slice(0, 7) === place.last.slice(0, 7)
      return { kind: 'range', confidence: 'sure', edtf: isWhole ? edtf : whole, due: place.last }
    }
    default:
      return unreachable(span)
  }
}

function settleRange(span: Extract<Span, { kind: 'range' }>, settling: Settling): Settled {
  const from = settleDate(span.from, settling)
  const to = settleDate(span.to, settling)
  const assumed = [...new Set([...from.assumed, ...to.assumed])]
  const edtf = `${startOf(from)}/${endOf(to)}`
  if (from.place === null || to.place === null)
    return { kind: 'range', confidence: 'unread', edtf, assumed: ['year'] }
  const later = to.place.last < from.place.first ? nextYear(span.to, to.place) : null
  if (later === null)
    return withAssumed({ kind: 'range', confidence: 'sure', edtf, due: to.place.last }, assumed)
  const settled = { ...to, place: later, edtf: `${later.edtf}?` }
  const whole = `${startOf(from)}/${endOf(settled)}`
  return withAssumed({ kind: 'range', confidence: 'sure', edtf: whole, due: later.last }, assumed)
}

/** "Sept – July" of a period: the end is lent the year after its start. */
function nextYear(parts: DateParts, place: Place): Place | null {
  if (!('year' in parts) || parts.year !== null) return null
  const year = Number(place.first.slice(0, 4)) + 1
  return placeDate(parts, { year, period: null })
}

function settleRecurrence(
  { recurrence, bounds }: { recurrence: Recurrence; bounds: Span | null },
  settling: Settling,
): Settled {
  const settled: Settled = { kind: 'recurring', confidence: 'sure' }
  if (recurrence.every !== null) settled.every = recurrence.every
  if (recurrence.times !== undefined) settled.times = recurrence.times
  const isGuess = recurrence.isGuess === true || recurrence.every === null
  if (bounds === null) return withAssumed(settled, isGuess ? ['every'] : [])
  const { edtf, due, assumed = [] } = settleSpan(bounds, settling)
  const bounded: Settled = { ...settled, edtf, due }
  if (due === undefined) delete bounded.due
  return withAssumed(bounded, isGuess ? [...assumed, 'every'] : assumed)
}

function settleDuration({ count, unit, anchor }: Duration, period: Period | null): Settled {
  if (anchor !== null) return { kind: 'by', confidence: 'unread', waitingFor: anchor }
  if (period === null) return { kind: 'by', confidence: 'unread' }
  const due = endAfter(period.first, count, unit)
  const edtf = `../${due}?`
  return { kind: 'by', confidence: 'assumed', edtf, due, assumed: ['period'] }
}

function endAfter(start: Day, count: number, unit: Duration['unit']): Day {
  if (unit === 'week') return addDays(start, count * 7 - 1)
  const months = addMonths(start, unit === 'year' ? count * 12 : count)
  return addDays(months, Number(start.slice(8)) - 2)
}

function settleState({ kind, waitingFor, longTerm }: State): Settled {
  const settled: Settled = { kind, confidence: 'sure' }
  if (waitingFor !== undefined) settled.waitingFor = waitingFor
  if (longTerm === true) settled.longTerm = true
  return settled
}

function settleDate(parts: DateParts, { period, loans }: Settling): SettledDate {
  const loan = loans.get(parts)
  const place = placeDate(parts, { year: loan?.year ?? null, period })
  const assumed = [...(parts.assumed ?? [])]
  const isLent = 'year' in parts && parts.year === null && (loan === undefined || loan.isGuess)
  if (isLent && !assumed.includes('year')) assumed.push('year')
  const edtf = place === null ? withoutYear(parts) : isLent ? `${place.edtf}?` : place.edtf
  return parts.ambiguous === undefined
    ? { place, edtf, assumed }
    : { place, edtf, assumed, ambiguous: parts.ambiguous }
}

/** What is known of a date whose year nobody said: EDTF with the year unspecified. */
function withoutYear(parts: DateParts): string {
  const place = 'year' in parts ? placeDate(parts, { year: 2000, period: null }) : null
  if (place === null || !PRECISE.test(place.edtf)) return ''
  return `XXXX${place.edtf.slice(4)}`
}

/** A dated phrase without a year: its kind is known, and a person is asked for the rest. */
function missing({ kind }: Span, { edtf }: SettledDate): Settled {
  const known: Settled = {
    kind: kind === 'until' || kind === 'throughout' ? 'range' : kind,
    confidence: 'unread',
  }
  if (edtf === '') return known
  switch (kind) {
    case 'by':
    case 'until':
      return { ...known, edtf: `../${edtf}` }
    case 'from':
      return { ...known, edtf: `${edtf}/..` }
    default:
      return { ...known, edtf }
  }
}

function startOf({ edtf, place }: SettledDate): string {
  if (place === null || !edtf.includes('/')) return ranged(edtf, place?.first)
  return place.first.slice(0, 7)
}

function endOf({ edtf, place }: SettledDate): string {
  if (place === null || !edtf.includes('/')) return ranged(edtf, place?.last)
  return place.last.slice(0, 7)
}

/** Quarters and halves of a year cannot bound an interval in EDTF: their months do. */
function ranged(edtf: string, day: Day | undefined): string {
  const mark = /[?~]$/.exec(edtf)?.[0] ?? ''
  return day === undefined || PRECISE.test(edtf.replace(/[?~]+$/, '')) || isSeason(edtf)
    ? edtf
    : day.slice(0, 7) + mark
}

function isSeason(edtf: string): boolean {
  return /^\d{4}-2[1-4]/.test(edtf)
}

function beforeStart({ edtf, first }: Place, isAssumed: boolean): { edtf: string; due: Day } {
  const due = addDays(first, -1)
  const length = PRECISE.test(edtf) ? edtf.length : 7
  return { edtf: `../${due.slice(0, length)}${isAssumed ? '?' : ''}`, due }
}

function afterEnd({ edtf, last }: Place): string {
  const start = addDays(last, 1)
  return start.slice(0, PRECISE.test(edtf) ? edtf.length : 7)
}

function unconfirmed(settled: Settled): Settled {
  const { edtf } = settled
  const doubtful = edtf === undefined || /[?.]$/.test(edtf) ? edtf : `${edtf}?`
  return withAssumed({ ...settled, edtf: doubtful }, [...(settled.assumed ?? []), 'date'])
}

function withAssumed(settled: Settled, assumed: readonly Assumption[]): Settled {
  if (assumed.length === 0) return settled
  const confidence = settled.confidence === 'unread' ? 'unread' : 'assumed'
  return { ...settled, confidence, assumed: [...new Set(assumed)] }
}
