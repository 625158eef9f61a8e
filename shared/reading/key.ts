import type { LeadReading } from './leads.ts'
import { looksLikeInitials } from './leads/names.ts'
import type { TimescaleReading } from './timescale/reading.ts'

/** One line of a KEY: "PN – Priya Nair". */
export interface KeyEntry {
  initials: string
  name: string
}

export type KeyProblem =
  | { kind: 'notInKey'; initials: string; times: number; suggestion: KeyEntry | null }
  | { kind: 'unused'; initials: string; name: string }
  | { kind: 'doesNotFit'; initials: string; name: string; fitting: string }
  | { kind: 'sameTwice'; initials: string; names: string[] }

const ENTRY = /^\s*[•·*]?\s*\(?([\p{L}.]{1,6})\)?\s*(?:[-–—:=]|\t|\s{2,})\s*(\S.*?)\s*[.;,]?\s*$/u
const TITLES =
  /^(?:mr|mrs|ms|miss|mx|dr|prof|professor|cllr|councillor|rev|revd|sir|dame|lord|lady)\.?$/i
const SMALL_NAMES = /^(?:de|der|den|di|da|du|la|le|van|von|bin|ibn|al|el|of|ap)$/i

/** The initials that cells use, once for each use: people in lead cells, and "GH to agree". */
export function initialsUsed({
  leads,
  timescales,
}: {
  leads: readonly LeadReading[]
  timescales: readonly TimescaleReading[]
}): string[] {
  const parties = leads.flatMap(({ parties, supporting, ditto }) =>
    ditto === true ? [] : [...parties, ...supporting],
  )
  const named = parties
    .filter(({ known, isInitials }) => isInitials === true || known?.kind === 'person')
    .map(({ text }) => text)
  const awaited = timescales.flatMap(({ waitingFor = '' }) => waitingFor.split(/[\s/,&]+/))
  return [...named, ...awaited]
    .filter(looksLikeInitials)
    .map((initials) => initials.replaceAll('.', ''))
}

/** Reads the lines of a KEY block; hyphen, en dash, colon or tab. Other lines are left out. */
export function readKey(text: string): KeyEntry[] {
  return text.split(/\n|;(?=\s*[\p{Lu}.]{2,6}\s*[-–—:=])/u).flatMap((line) => {
    const [, letters = '', name = ''] = ENTRY.exec(line) ?? []
    const initials = letters.replaceAll('.', '')
    return looksLikeInitials(initials) ? [{ initials, name }] : []
  })
}

/**
 * Checks a KEY both ways against the initials that a plan uses (once for each use, in any order):
 * used but not explained, explained but not used, letters that are not those of the name, and the
 * same letters for two people.
 */
export function checkKey(key: readonly KeyEntry[], used: readonly string[]): KeyProblem[] {
  const counts = new Map<string, number>()
  for (const initials of used) counts.set(initials, (counts.get(initials) ?? 0) + 1)
  const explained = new Set(key.map(({ initials }) => initials))
  const notInKey = [...counts]
    .filter(([initials]) => !explained.has(initials))
    .map(([initials, times]): KeyProblem => ({
      kind: 'notInKey',
      initials,
      times,
      suggestion:
        key.find((each) => each.initials !== initials && fitsName(initials, each.name)) ?? null,
    }))
  const unused = key
    .filter(({ initials }) => !counts.has(initials))
    .map(({ initials, name }): KeyProblem => ({ kind: 'unused', initials, name }))
  const misfits = key
    .filter(({ initials, name }) => !fitsName(initials, name))
    .map(({ initials, name }): KeyProblem => ({
      kind: 'doesNotFit',
      initials,
      name,
      fitting: initialsOf(name),
    }))
  return [...notInKey, ...unused, ...misfits, ...sameTwice(key)]
}

/**
 * Whether letters can stand for a name: first and last name, middle names and small words ("van
 * der") left out or in, both halves of a double name, "Mc" and "O’" as one letter or two.
 */
export function fitsName(initials: string, name: string): boolean {
  const letters = initials.replaceAll('.', '').toUpperCase()
  const words = wordsOf(name).map((word) => word.split('-').filter(Boolean))
  const parts = words.flat()
  const [first, last] = [parts[0], words.at(-1)]
  if (first === undefined || last === undefined || letters === '') return false
  if (words.length === 1 && parts.length === 1) return capitalsOf(first).startsWith(letters)
  const pool = parts.map(capitalsOf).join('')
  const endsInLast = last.some((part) => capitalsOf(part).includes(letters.at(-1) ?? ''))
  return letters.startsWith(capitalsOf(first)[0] ?? '') && endsInLast && isInOrder(letters, pool)
}

/** The usual initials of a name: first letters, without titles and small words. */
export function initialsOf(name: string): string {
  return wordsOf(name)
    .filter((word) => !SMALL_NAMES.test(word))
    .map((word) => capitalsOf(word)[0] ?? '')
    .join('')
}

function sameTwice(key: readonly KeyEntry[]): KeyProblem[] {
  const names = new Map<string, Set<string>>()
  for (const { initials, name } of key)
    names.set(initials, (names.get(initials) ?? new Set()).add(name))
  return [...names]
    .filter(([, each]) => each.size > 1)
    .map(([initials, each]) => ({ kind: 'sameTwice', initials, names: [...each] }))
}

/** A name without titles, and without what follows a comma or stands in brackets. */
function wordsOf(name: string): string[] {
  return name
    .replace(/[,(–].*$|\s-\s.*$/, '')
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word) && !TITLES.test(word))
}

/** "McDonald" gives MD, "O’Neil" ON, "brook" B. */
function capitalsOf(word: string): string {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '')
  const inner = [...plain.slice(1).matchAll(/\p{Lu}/gu)].map(([letter]) => letter).join('')
  const isAllCapitals = plain.length > 3 && plain === plain.toUpperCase()
  return (plain[0] ?? '').toUpperCase() + (isAllCapitals ? '' : inner)
}

function isInOrder(letters: string, pool: string): boolean {
  let from = 0
  return [...letters].every((letter) => {
    const found = pool.indexOf(letter, from)
    from = found + 1
    return found !== -1
  })
}
