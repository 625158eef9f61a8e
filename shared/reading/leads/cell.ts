import { type KnownHere, knownAt, type KnownNames } from './known-names.ts'
import { endsInKind, looksLikeInitials, looksLikePerson, type Token, tokenise } from './names.ts'

/** A lead cell, ready to be walked through. */
export interface Cell {
  text: string
  tokens: readonly Token[]
  names: KnownNames
  /** Initials stand alone somewhere in it, so unknown ones before a word are people too. */
  hasInitials: boolean
}

/** In words and marks. */
const LONGEST_NAME = 16

const SUPPORTING: readonly string[][] = [
  'in conjunction with',
  'in partnership with',
  'in consultation with',
  'in collaboration with',
  'in liaison with',
  'working with',
  'with the support of',
  'with support from',
  'with help from',
  'with input from',
  'supported by',
  'support from',
  'support :',
  'supporting :',
  'assisted by',
  'helped by',
  'together with',
  'along with',
  'alongside',
  'with',
].map((phrase) => phrase.split(' '))

const TO_BE_CONFIRMED: readonly string[][] = [
  'to be confirmed',
  'to be agreed',
  'to be decided',
  'to be appointed',
  'to be identified',
  'to be advised',
  'tbc',
  'tba',
  'tbd',
  'vacant',
  'vacancy',
].map((phrase) => phrase.split(' '))

export function openCell(text: string, names: KnownNames): Cell {
  const tokens = tokenise(text)
  const cell = { text, tokens, names, hasInitials: false }
  const hasInitials = tokens.some(
    (_, index) => isInitialsAt(cell, index) && standsAlone(cell, index),
  )
  return { ...cell, hasInitials }
}

/** How many tokens of "in conjunction with" and the like stand here; 0: none. */
export function supportingAt(cell: Cell, index: number): number {
  return phraseAt(cell, { index, phrases: SUPPORTING })
}

/** How many tokens of "Tbc", "to be agreed", "vacant" stand here; 0: none. */
export function unconfirmedAt(cell: Cell, index: number): number {
  return phraseAt(cell, { index, phrases: TO_BE_CONFIRMED })
}

/** "to collate", "leads on training", "– to chair": what a party does. */
export function doesAt(cell: Cell, index: number): boolean {
  const [key, next] = [cell.tokens[index]?.key, wordAt(cell, index + 1)]
  const isLower = /^[a-z]/.test(wordAt(cell, index))
  if (!isLower) return false
  if (key === 'to') return /^[a-z]/.test(next)
  return /^(?:will|leads|leading|responsible|chairs|collates)$/.test(key ?? '')
}

export function isJoin(cell: Cell, index: number): boolean {
  return /^[/,;+|]$/.test(cell.tokens[index]?.key ?? '')
}

export function isAnd(cell: Cell, index: number): boolean {
  return cell.tokens[index]?.key === 'and'
}

export function isDash(cell: Cell, index: number): boolean {
  return /^[-–—]$/.test(cell.tokens[index]?.key ?? '')
}

export function isBullet(cell: Cell, index: number): boolean {
  return /^[•·▪*]$/.test(cell.tokens[index]?.key ?? '')
}

export function startsLine(cell: Cell, index: number): boolean {
  const [before, token] = [cell.tokens[index - 1], cell.tokens[index]]
  return (
    before !== undefined &&
    token !== undefined &&
    cell.text.slice(before.end, token.start).includes('\n')
  )
}

export function wordAt({ text, tokens }: Cell, index: number): string {
  const token = tokens[index]
  return token === undefined ? '' : text.slice(token.start, token.end)
}

/** Unknown letters that can only be somebody's initials, or known ones. */
export function isInitialsAt(cell: Cell, index: number): boolean {
  return looksLikeInitials(wordAt(cell, index))
}

/**
 * The known name here, if it is the whole of a name: not the first words of a longer one that
 * nobody knows ("Youth Council Chair").
 */
export function wholeNameAt(cell: Cell, index: number): KnownHere | null {
  const known = knownAt(cell.names, { text: cell.text, tokens: cell.tokens, index })
  if (known === null) return null
  const end = index + known.length
  if (known.isInitials && cell.hasInitials && known.party.kind === 'person') return known
  return endsName(cell, { known, end }) ? known : null
}

function endsName(cell: Cell, { known, end }: { known: KnownHere; end: number }): boolean {
  if (end >= cell.tokens.length || isStop(cell, end) || doesAt(cell, end)) return true
  if (isAnd(cell, end)) return known.length > 1 || known.isInitials || isKnown(cell, end + 1)
  if (isKnown(cell, end)) return true
  const next = wordAt(cell, end)
  if (!/^\p{Lu}/u.test(next)) return isDash(cell, end)
  return known.party.kind === 'person' || !endsInKind([cell.tokens[end]?.key ?? ''])
}

/** Where any name ends: a new line, a mark, a bracket, "in conjunction with", "Tbc". */
export function isStop(cell: Cell, index: number): boolean {
  return (
    index >= cell.tokens.length ||
    startsLine(cell, index) ||
    isJoin(cell, index) ||
    isBullet(cell, index) ||
    /^[().[\]]$/.test(cell.tokens[index]?.key ?? '') ||
    supportingAt(cell, index) > 0 ||
    unconfirmedAt(cell, index) > 0
  )
}

export function isKnown(cell: Cell, index: number): boolean {
  return knownAt(cell.names, { text: cell.text, tokens: cell.tokens, index }) !== null
}

/** The text of these tokens, with single spaces. */
export function textOf(cell: Cell, from: number, to: number): string {
  const [first, last] = [cell.tokens[from], cell.tokens[to - 1]]
  if (first === undefined || last === undefined) return ''
  return cell.text.slice(first.start, last.end).replace(/\s+/g, ' ')
}

/** Whether "and" here stands between two parties and not inside a name. */
export function andParts(
  cell: Cell,
  { from, and, to }: { from: number; and: number; to: number },
): boolean {
  if (and - from > LONGEST_NAME || to - and > LONGEST_NAME) return false
  return [textOf(cell, from, and), textOf(cell, and + 1, to)].every(
    (side) => looksLikePerson(side) || looksLikeInitials(side) || isWholeKnown(cell, side),
  )
}

function isWholeKnown(cell: Cell, text: string): boolean {
  const tokens = tokenise(text)
  const known = knownAt(cell.names, { text, tokens, index: 0 })
  return known !== null && known.length === tokens.length
}

function standsAlone(cell: Cell, index: number): boolean {
  const isEdge = (at: number) =>
    at < 0 ||
    at >= cell.tokens.length ||
    isStop(cell, at) ||
    isAnd(cell, at) ||
    isInitialsAt(cell, at)
  return isEdge(index - 1) && (isEdge(index + 1) || startsLine(cell, index + 1))
}

function phraseAt(
  { tokens }: Cell,
  { index, phrases }: { index: number; phrases: readonly (readonly string[])[] },
): number {
  const found = phrases.find((phrase) =>
    phrase.every((word, offset) => tokens[index + offset]?.key === word),
  )
  return found?.length ?? 0
}
