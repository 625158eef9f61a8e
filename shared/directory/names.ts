import { keysOf } from '../reading/leads/names.ts'

/**
 * Text on one line as it is kept: composed letters, single spaces, no control characters, none that
 * turn the direction of writing, no halves of letters.
 */
export function tidy(text: string): string {
  return text
    .replace(/(?!\s)[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
}

/** "CYC; County youth council" as it is typed; each name once. */
export function splitAliases(text: string): string[] {
  const parts = text.split(';').map((part) => part.trim())
  return [...new Set(parts.filter((part) => part !== ''))]
}

/** Loose on purpose: only sending a letter tells. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@"<>,;:()]+@[^\s@"<>,;:()]+\.[^\s@"<>,;:().]+$/.test(text)
}

const TITLE = /^(?:mr|mrs|ms|miss|mx|dr|prof|professor|cllr|councillor|rev|revd)\.?$/

/**
 * A name as it is compared: no case, no accents, no marks, short forms written out, without "the"
 * and the titles of people. '' where nothing is left.
 */
export function nameKey(name: string): string {
  const keys = keysOf(name).filter((key) => /[\p{L}\p{N}]/u.test(key))
  const first = keys.findIndex((key) => key !== 'the' && key !== '.' && !TITLE.test(key))
  return (first === -1 ? keys : keys.slice(first)).join(' ')
}

const SHORTEST = 6

/**
 * Whether two keys of names differ by one letter (missing, added, changed or two swapped), or only
 * in the order of their words. Names that differ in a number are different names.
 */
export function looksAlike(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false
  const isLongEnough = Math.min(one.length, other.length) >= SHORTEST
  return isLongEnough && isStep(one, other) && numbersIn(one) === numbersIn(other)
}

/**
 * Keys that names which look alike share (and some that do not: ask `looksAlike`): the name with
 * each letter left out, and its words in order. So alike names are found without comparing all.
 */
export function nearKeys(key: string): string[] {
  if (key.length < SHORTEST) return []
  const letters = [...key]
  const without = letters.map((_, at) => letters.filter((_, index) => index !== at).join(''))
  return [key, inOrder(key), ...without]
}

function isStep(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  let from = 0
  while (from < short.length && short[from] === long[from]) from += 1
  if (short.length < long.length) return short.slice(from) === long.slice(from + 1)
  if (short.slice(from + 1) === long.slice(from + 1)) return true
  const isSwapped = short[from] === long[from + 1] && short[from + 1] === long[from]
  if (isSwapped && short.slice(from + 2) === long.slice(from + 2)) return true
  return inOrder(one) === inOrder(other)
}

function inOrder(key: string): string {
  return key.split(' ').sort().join(' ')
}

function numbersIn(key: string): string {
  return (key.match(/\d+/g) ?? []).join(' ')
}
