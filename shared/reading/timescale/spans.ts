import type { DateContext, DateParts } from './date-parts.ts'
import { matchDate } from './dates.ts'
import { execAt, type Match } from './match.ts'
import { MONTH } from './months.ts'
import { placeDate } from './place.ts'
import { EVENT, PREFIXES, type PrefixKind } from './prefixes.ts'

/** A date with what stands before and after it: "by", "from", "until", "–", "onwards". */
export type Span =
  | { kind: 'point'; at: DateParts }
  | { kind: 'by'; at: DateParts; isBefore: boolean }
  | { kind: 'from'; at: DateParts; isAfter: boolean }
  | { kind: 'until'; at: DateParts }
  | { kind: 'throughout'; at: DateParts }
  | { kind: 'range'; from: DateParts; to: DateParts }

interface Place {
  text: string
  index: number
  context: DateContext
}

const BETWEEN =
  /[^\S\n]{0,4}(?:[-–—]{1,2}|→|to\b|until\b|till?\b|through(?: to)?\b|thru\b|up to\b)\s{0,12}(?:(?:the|approx\.?)\s{1,4})?/iy
const AND = /[^\S\n]{0,4}(?:and|&)\s{1,12}/iy
const OR = /[^\S\n]{0,4}(?:\/|or\b)[^\S\n]{0,4}/iy
const ONWARDS =
  /[^\S\n]{0,4}(?:\(?(?:and )?onwards?\)?|and (?:then )?on-?going|& on-?going|and (?:beyond|thereafter|after)|\+|(?:,|[-–—]|to|until)[^\S\n]{0,4}(?:on[- ]?going|present|date|continuous|open[- ]ended|tb[acd]\b|continuing|onwards?))/iy
const LOWER_ONGOING = /[^\S\n]{1,4}(?:on-?going|continuing)\b/y
const OPEN_DASH = /[^\S\n]{0,4}[-–—][^\S\n]{0,4}(?=\n|$)/y
const LATEST = /[^\S\n]{0,4}[,(]?(?:at the latest|deadline|latest)\)?/iy
const DAYS =
  /(\d{1,2})(?:st|nd|rd|th)?[^\S\n]{0,4}(?:[-–—]|to)[^\S\n]{0,4}(?=\d{1,2}(?:st|nd|rd|th)?[^\S\n]{0,4}(?:of\s)?[a-z])/iy

/** A day of a list that ends in a full date: "12, 19 and 26 May 2026". Captures the day and what stands between. */
const LISTED_DAY = new RegExp(
  `(\\d{1,2})(?:st|nd|rd|th)?(?=(${'(?:[^\\S\\n]{0,4}(?:,|&|and|/)[^\\S\\n]{0,4}(?:and |& )?)'}(?:\\d{1,2}(?:st|nd|rd|th)?(?:[^\\S\\n]{0,4}(?:,|&|and|/)[^\\S\\n]{0,4})){0,5})\\d{1,2}(?:st|nd|rd|th)?[^\\S\\n]{1,4}(?:of )?${MONTH})`,
  'iy',
)

/** The longest dated phrase at this place. Null if no date is in it. */
export function matchSpan(place: Place): Match<Span> | null {
  const days = matchDays(place) ?? matchListedDay(place)
  if (days !== null) return days
  let best = matchPlain(place)
  for (const { pattern, kind } of PREFIXES) {
    const found = execAt(pattern, place)
    if (found === null) continue
    const match = matchAfter(kind, { ...place, index: place.index + found[0].length })
    if (match !== null && (best === null || match.end > best.end)) best = match
  }
  return best
}

function matchAfter(kind: PrefixKind, place: Place): Match<Span> | null {
  if (kind === 'between') return matchBetween(place)
  const event = execAt(EVENT, place)?.[0].length ?? 0
  const match = matchPlain(place) ?? matchPlain({ ...place, index: place.index + event })
  if (match === null) return null
  const { value: span, end } = match
  if (span.kind === 'range') {
    if (kind === 'by' || kind === 'before')
      return { value: { kind: 'by', at: span.to, isBefore: kind === 'before' }, end }
    return match
  }
  const { at } = span
  switch (kind) {
    case 'by':
    case 'before':
      return { value: { kind: 'by', at, isBefore: kind === 'before' }, end }
    case 'from':
    case 'after':
      return { value: { kind: 'from', at, isAfter: kind === 'after' }, end }
    default:
      return { value: { kind, at }, end }
  }
}

function matchPlain(place: Place): Match<Span> | null {
  const date = matchDate(place)
  if (date === null) return null
  const at = date.value
  const after = { ...place, index: date.end }
  const range = matchRange(at, after)
  if (range !== null) return range
  const latest = execAt(LATEST, after)
  if (latest !== null)
    return { value: { kind: 'by', at, isBefore: false }, end: date.end + latest[0].length }
  const open = execAt(ONWARDS, after) ?? execAt(LOWER_ONGOING, after) ?? execAt(OPEN_DASH, after)
  if (open !== null && endsWord(place.text, date.end + open[0].length))
    return { value: { kind: 'from', at, isAfter: false }, end: date.end + open[0].length }
  return { value: { kind: 'point', at }, end: date.end }
}

function matchRange(from: DateParts, after: Place): Match<Span> | null {
  const joined = execAt(BETWEEN, after)
  if (joined !== null) return closeRange(from, { ...after, index: after.index + joined[0].length })
  return matchAlternatives(from, { after, most: 12 })
}

/** "May/June 2010", "Jan/Feb/March 2027", "spring or summer": from the first to the last. */
function matchAlternatives(
  from: DateParts,
  { after, most }: { after: Place; most: number },
): Match<Span> | null {
  const or = execAt(OR, after)
  if (or === null || from.unit === 'day' || !('year' in from) || from.year !== null) return null
  const next = matchDate({ ...after, index: after.index + or[0].length })
  if (next?.value.unit !== from.unit) return null
  const place = { ...after, index: next.end }
  const rest = most > 1 ? matchAlternatives(next.value, { after: place, most: most - 1 }) : null
  const to = rest?.value.kind === 'range' ? rest.value.to : next.value
  return { value: { kind: 'range', from, to }, end: rest?.end ?? next.end }
}

function matchBetween(place: Place): Match<Span> | null {
  const first = matchDate(place)
  if (first === null) return null
  const after = { ...place, index: first.end }
  const joined = execAt(AND, after) ?? execAt(BETWEEN, after)
  if (joined === null) return null
  return closeRange(first.value, { ...after, index: after.index + joined[0].length })
}

/** A range that would run backwards is two dates side by side, not a range. */
function closeRange(from: DateParts, place: Place): Match<Span> | null {
  const date = matchDate(place)
  if (date === null) return null
  const start = placeDate(from, { year: null, period: null })
  const end = placeDate(date.value, { year: null, period: null })
  if (start !== null && end !== null && end.last < start.first) return null
  return { value: { kind: 'range', from, to: date.value }, end: date.end }
}

/** "10–12 May 2026": the first day borrows month and year. */
function matchDays(place: Place): Match<Span> | null {
  const found = execAt(DAYS, place)
  if (found === null) return null
  const last = matchDate({ ...place, index: place.index + found[0].length })
  if (last?.value.unit !== 'day') return null
  const from = { ...last.value, day: Number(found[1]) }
  if (from.day >= last.value.day) return null
  return { value: { kind: 'range', from, to: last.value }, end: last.end }
}

function matchListedDay(place: Place): Match<Span> | null {
  const found = execAt(LISTED_DAY, place)
  if (found === null) return null
  const end = place.index + found[0].length
  const last = matchDate({ ...place, index: end + (found[2]?.length ?? 0) })
  if (last?.value.unit !== 'day') return null
  return { value: { kind: 'point', at: { ...last.value, day: Number(found[1]) } }, end }
}

function endsWord(text: string, index: number): boolean {
  return !/[a-z]/i.test(text[index] ?? '') || !/[a-z]/i.test(text[index - 1] ?? '')
}
