import type { DateContext } from './date-parts.ts'
import { DURATION_FORMS } from './durations.ts'
import type { Item, Said } from './items.ts'
import { execAt, longestMatch, type Match } from './match.ts'
import { RECURRENCE_FORMS } from './recurrences.ts'
import { matchSpan, type Span } from './spans.ts'
import { DITTO, STATE_FORMS } from './states.ts'

interface Place {
  text: string
  index: number
  context: DateContext
}

/** Words and ditto marks: the places where something may begin. */
const TOKEN = /[\p{L}\p{N}]+|[“”"″〃]|''|,,/gu
const AFTER_DONE = /[^\S\n]{0,4}[:(–-]?[^\S\n]{0,4}(?:(?:in|on|at)\s)?/iy
/** Lower case after a recurrence goes on with it; a capital begins something new. */
const BOUND =
  /[^\S\n]{0,4},?[^\S\n]{0,4}(?=(?:and |then )?(?:from|starting|commencing|beginning|until|up to|to|between|since|throughout|w\.?e\.?f)\b)/y
const SEASON_OF_YEAR =
  /[^\S\n]{0,4}(?:[(,:–/&-]|and\b|in\b|by\b|every\b|each\b|due\b)[^\S\n]{0,4}(?:and |in |by |each |every )?(?:the )?/iy

/** Reads a cell from left to right, at each place by the rule that reaches furthest. */
export function scan(text: string, context: DateContext): Item[] {
  const items: Item[] = []
  let from = 0
  for (const { index, 0: token } of text.matchAll(TOKEN)) {
    if (index < from) continue
    const match = matchAt({ text, index, context })
    if (match === null) {
      from = index + token.length
      continue
    }
    items.push({ start: index, end: match.end, said: match.value })
    from = match.end
  }
  return joinRemarks(text, items)
}

function matchAt(place: Place): Match<Said> | null {
  const { text, index } = place
  const ditto = execAt(DITTO, place)
  if (ditto !== null && (index === 0 || /[\s•·:–-]/.test(text[index - 1] ?? '')))
    return { value: { is: 'ditto' }, end: index + ditto[0].length }
  const found = [matchDated(place), matchRecurring(place), matchDuration(place), matchState(place)]
  return found.reduce((best, each) =>
    each !== null && (best === null || each.end > best.end) ? each : best,
  )
}

function matchDated(place: Place): Match<Said> | null {
  const match = matchSpan(place)
  return match === null ? null : { value: { is: 'span', span: match.value }, end: match.end }
}

function matchDuration(place: Place): Match<Said> | null {
  const match = longestMatch(DURATION_FORMS, place)
  return match === null
    ? null
    : { value: { is: 'duration', duration: match.value }, end: match.end }
}

function matchState(place: Place): Match<Said> | null {
  const match = longestMatch(STATE_FORMS, place)
  if (match === null) return null
  const { value: state, end } = match
  if (state.kind !== 'done') return { value: { is: 'state', state }, end }
  const gap = execAt(AFTER_DONE, { ...place, index: end })?.[0].length ?? 0
  const date = matchSpan({ ...place, index: end + gap })
  return date?.value.kind === 'point'
    ? { value: { is: 'done', at: date.value.at }, end: date.end }
    : { value: { is: 'done', at: null }, end }
}

/** A recurrence with its bounds ("until March 2011") or its dates of the year ("(June and December)"). */
function matchRecurring(place: Place): Match<Said> | null {
  const match = longestMatch(RECURRENCE_FORMS, place)
  if (match === null) return null
  const recurrence = match.value
  const bound = execAt(BOUND, { ...place, index: match.end })
  if (bound !== null) {
    const span = matchSpan({ ...place, index: match.end + bound[0].length })
    if (span !== null && span.value.kind !== 'point')
      return { value: { is: 'recurrence', recurrence, bounds: span.value }, end: span.end }
  }
  let end = match.end
  for (let next = dateOfTheYear({ ...place, index: end }); next !== null;) {
    end = next
    next = dateOfTheYear({ ...place, index: end })
  }
  return { value: { is: 'recurrence', recurrence, bounds: null }, end }
}

function dateOfTheYear(place: Place): number | null {
  const gap = execAt(SEASON_OF_YEAR, place)
  if (gap === null) return null
  const match = matchSpan({ ...place, index: place.index + gap[0].length })
  if (match === null) return null
  return hasNoYear(match.value) ? match.end : null
}

function hasNoYear(span: Span): boolean {
  const dates = span.kind === 'range' ? [span.from, span.to] : [span.at]
  return dates.every((date) => 'year' in date && date.year === null)
}

/** "(tbc)", "subject to funding", "– completed" after a date belong to the date. */
function joinRemarks(text: string, items: readonly Item[]): Item[] {
  const joined: Item[] = []
  for (const item of items) {
    const before = joined.at(-1)
    const remark = before === undefined ? null : asRemark(text, { before, item })
    if (remark === null) joined.push(item)
    else joined.splice(-1, 1, remark)
  }
  return joined
}

function asRemark(text: string, { before, item }: { before: Item; item: Item }): Item | null {
  const gap = text.slice(before.end, item.start)
  if (!/^[^\S\n]*[,(–-]?[^\S\n]*$/.test(gap)) return null
  const isLower = /[a-z]/.test(text[item.start] ?? '')
  const isMarked = /[(–-]/.test(gap)
  const isDated = before.said.is === 'span'
  const { said } = item
  if (said.is === 'state' && before.said.is === 'state' && isLower && !isMarked) {
    const isSame = said.state.kind === before.said.state.kind && /^[^\S\n]*$/.test(gap)
    if (isSame) return { ...before, end: item.end }
  }
  if (said.is === 'state' && said.state.kind === 'tbc') {
    if (said.state.waitingFor !== undefined && (isLower || isMarked))
      return { ...before, end: item.end }
    if (before.said.is === 'span' && (isMarked || isLower))
      return { ...before, end: item.end, said: { ...before.said, isUnconfirmed: true } }
  }
  if (said.is === 'done' && said.at === null && isDated && (isMarked || isLower)) {
    const span = before.said.is === 'span' ? before.said.span : null
    if (span === null || span.kind === 'range') return null
    return { ...before, end: item.end, said: { is: 'done', at: span.at } }
  }
  return null
}
