import type { DateContext, DateParts, Edge } from './date-parts.ts'
import { execAt, longestMatch, type Match } from './match.ts'
import { MONTH_FORMS } from './months.ts'
import { SEASON_FORMS } from './seasons.ts'
import { EDGED_FORMS, YEAR_FORMS } from './years.ts'

const FORMS = [...MONTH_FORMS, ...SEASON_FORMS, ...YEAR_FORMS]
const FORMS_AFTER_EDGE = [...FORMS, ...EDGED_FORMS]

const EDGE =
  /(?:the\s{1,4})?(?:very\s{1,4})?(?:(end|close|start|beginning|middle|early part|later part|latter part)\s{1,4}of|(?:(?:early|mid)[\s-]{1,3}to[\s-]{1,3})?(end|mid(?:dle)?|early|late))(?:\s{1,4}(?:of|in))?[\s-]{0,4}(?:the\s{1,4}|this\s{1,4}|in\s{1,4})*(?=[\da-z'’])/iy

/** The longest date at this place, with "end of", "early", "mid" before it. */
export function matchDate(at: {
  text: string
  index: number
  context: DateContext
}): Match<DateParts> | null {
  const found = execAt(EDGE, at)
  if (found === null) return longestMatch(FORMS, at)
  const match = longestMatch(FORMS_AFTER_EDGE, { ...at, index: at.index + found[0].length })
  if (match === null) return longestMatch(FORMS, at)
  const edge = edgeNamed((found[1] ?? found[2] ?? '').toLowerCase())
  return { value: withEdge(match.value, edge), end: match.end }
}

function withEdge(parts: DateParts, edge: Edge): DateParts {
  const isVague = edge === 'early' || edge === 'mid' || edge === 'late'
  const isLong = parts.unit === 'year' || parts.unit === 'years'
  if (parts.unit === 'month' && parts.assumed !== undefined && edge === 'start')
    return { ...parts, month: parts.month === 7 ? 9 : 4, edge } // the start of a school or financial year
  const assumed = [...(parts.assumed ?? [])]
  if (isVague && isLong && !assumed.includes('period')) assumed.push('period')
  return assumed.length === 0 ? { ...parts, edge } : { ...parts, edge, assumed }
}

function edgeNamed(word: string): Edge {
  if (word.startsWith('e') && word !== 'end') return 'early'
  if (word === 'end' || word === 'close') return 'end'
  if (word.startsWith('mid')) return 'mid'
  return word.startsWith('l') ? 'late' : 'start'
}
