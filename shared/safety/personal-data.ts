import { findNames } from './personal-names.ts'
import { findNumbers } from './personal-numbers.ts'
import { findPlaces } from './personal-places.ts'

export const PERSONAL_KINDS = [
  'phone',
  'email',
  'postcode',
  'address',
  'handle',
  'birth',
  'school',
  'nhs',
  'insurance',
  'name',
] as const
export type PersonalKind = (typeof PERSONAL_KINDS)[number]

/** Words that could tell who somebody is or where to find them: `from` to `to` (UTF-16) of the text. */
export interface PersonalData {
  kind: PersonalKind
  from: number
  to: number
}

/** What a pattern of one kind found; the group is the part that is personal, 0 all of it. */
export interface Pattern {
  kind: PersonalKind
  /** With the flags g and, where the part is not the whole, d. */
  find: RegExp
  part?: number
  isPersonal?(part: string, match: RegExpMatchArray): boolean
}

/**
 * Finds personal data as it is written in the UK: a hint before posting, and marks in the queue.
 * In the order of the text; where two overlap, the longer stays. Never throws, and takes a time
 * in proportion to the text.
 */
export function findPersonalData(text: string): PersonalData[] {
  const found = [...findNumbers(text), ...findPlaces(text), ...findNames(text)]
  const kept: PersonalData[] = []
  for (const each of found.toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)) {
    if (!kept.some(({ from, to }) => each.from < to && from < each.to)) kept.push(each)
  }
  return kept.toSorted((a, b) => a.from - b.from)
}

export function findByPatterns(text: string, patterns: readonly Pattern[]): PersonalData[] {
  return patterns.flatMap(({ kind, find, part = 0, isPersonal = () => true }) =>
    [...text.matchAll(find)].flatMap((match) => {
      const words = match[part]
      if (words === undefined || words === '' || !isPersonal(words, match)) return []
      const from = match.indices?.[part]?.[0] ?? match.index
      return [{ kind, from, to: from + words.length }]
    }),
  )
}
