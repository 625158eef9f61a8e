import type { Party } from '../leads.ts'
import {
  andParts,
  type Cell,
  doesAt,
  isAnd,
  isDash,
  isInitialsAt,
  isKnown,
  isStop,
  startsLine,
  textOf,
  unconfirmedAt,
  wholeNameAt,
  wordAt,
} from './cell.ts'
import { knownAs, type KnownHere } from './known-names.ts'
import { endsInKind, keysOf } from './names.ts'
import { suggestParty } from './suggest.ts'

export interface TakenParty {
  party: Party
  /** The token after it. */
  to: number
  /** "(support)" stood after the name. */
  isHelper: boolean
}

/** Words with which a name goes on in the next line. */
const OPEN_END = /^(?:and|of|for|the|in|on|to)$/

/** The party that begins at this token; `before` is the one it is joined to. */
export function takeParty(cell: Cell, index: number, before: Party | null): TakenParty {
  const unconfirmed = unconfirmedAt(cell, index)
  if (unconfirmed > 0) {
    const to = index + unconfirmed
    return { party: { text: textOf(cell, index, to), state: 'tbc' }, to, isHelper: false }
  }
  const known = wholeNameAt(cell, index)
  if (known !== null) return withNote(cell, knownParty(cell, index, known), index + known.length)
  const to = endOfUnknown(cell, index)
  return withNote(cell, unknownParty(cell, { from: index, to, before }), to)
}

function knownParty(cell: Cell, index: number, { party, length, others }: KnownHere): Party {
  const text = textOf(cell, index, index + length)
  return others.length === 0
    ? { text, state: 'known', known: party }
    : { text, state: 'known', known: party, others: [...others] }
}

function unknownParty(
  cell: Cell,
  { from, to, before }: { from: number; to: number; before: Party | null },
): Party {
  const text = textOf(cell, from, to)
  const short = before === null ? null : asShortForm(cell, { text, before })
  if (short !== null) return { text, state: 'known', known: short }
  const party: Party = { text, state: 'unknown' }
  if (to === from + 1 && isInitialsAt(cell, from)) party.isInitials = true
  const suggestion = suggestParty(cell.names, text)
  if (suggestion !== null) party.suggestion = suggestion
  return party
}

/** "Youth Voice Officer/Group": the second shares the first words of the one before. */
function asShortForm(cell: Cell, { text, before }: { text: string; before: Party }) {
  const own = keysOf(text)
  const first = keysOf(before.text)
  for (let kept = first.length - 1; kept > 0; kept--) {
    const known = knownAs(cell.names, [...first.slice(0, kept), ...own])
    if (known !== null) return known
  }
  return null
}

/** Where a name ends that the directory does not have. */
function endOfUnknown(cell: Cell, from: number): number {
  if (isInitialsAt(cell, from) && standsForPerson(cell, from)) return from + 1
  let index = from + 1
  while (index < cell.tokens.length && !endsAt(cell, { from, index })) index += 1
  return index
}

function endsAt(cell: Cell, { from, index }: { from: number; index: number }): boolean {
  if (startsLine(cell, index)) return !goesOn(cell, index)
  if (isStop(cell, index) || doesAt(cell, index)) return true
  if (isAnd(cell, index))
    return andParts(cell, { from, and: index, to: endOfSide(cell, index + 1) })
  if (isDash(cell, index)) return doesAt(cell, index + 1) || isPersonAt(cell, index + 1)
  if (isPersonAt(cell, index)) return !OPEN_END.test(cell.tokens[index - 1]?.key ?? '')
  const isAfterKind = endsInKind([cell.tokens[index - 1]?.key ?? ''])
  if (isInitialsAt(cell, index))
    return isAfterKind && (isStop(cell, index + 1) || isInitialsAt(cell, index + 1))
  return isAfterKind && isKnown(cell, index) && wholeNameAt(cell, index) !== null
}

/**
 * A line that begins in lower case, or after "and" or "of", goes on with the name above; so does one
 * that is nothing but "Group" or "Officer".
 */
function goesOn(cell: Cell, index: number): boolean {
  const [before, own] = [cell.tokens[index - 1]?.key ?? '', cell.tokens[index]?.key ?? '']
  const isAlone = index + 1 >= cell.tokens.length || startsLine(cell, index + 1)
  if (isAlone && endsInKind([own]) && !endsInKind([before])) return true
  return OPEN_END.test(cell.tokens[index - 1]?.key ?? '') || /^\p{Ll}/u.test(wordAt(cell, index))
}

/**
 * Letters before a word are a person's only where other initials stand alone, and not before a word
 * that ends names: "NHS Trust", "IT Manager".
 */
function standsForPerson(cell: Cell, index: number): boolean {
  const next = index + 1
  if (isStop(cell, next) || isAnd(cell, next) || isInitialsAt(cell, next)) return true
  if (doesAt(cell, next) || isDash(cell, next) || wholeNameAt(cell, next) !== null) return true
  const isShort = wordAt(cell, index).length === 2 && !isKnown(cell, index)
  return cell.hasInitials && isShort && !endsInKind([cell.tokens[next]?.key ?? ''])
}

function isPersonAt(cell: Cell, index: number): boolean {
  return wholeNameAt(cell, index)?.party.kind === 'person'
}

function endOfSide(cell: Cell, from: number): number {
  let index = from
  while (
    index < cell.tokens.length &&
    !isStop(cell, index) &&
    !doesAt(cell, index) &&
    !isAnd(cell, index)
  )
    index += 1
  return index
}

/** Brackets after a name belong to it: "(CYPS)", "(lead)", "(support)". */
function withNote(cell: Cell, party: Party, to: number): TakenParty {
  if (cell.tokens[to]?.key !== '(' || startsLine(cell, to)) return { party, to, isHelper: false }
  let end = to + 1
  while (end < cell.tokens.length && cell.tokens[end]?.key !== ')' && !startsLine(cell, end))
    end += 1
  const note = textOf(cell, to + 1, end)
  const after = cell.tokens[end]?.key === ')' ? end + 1 : end
  const isHelper = /^support(?:ing)?$/i.test(note)
  return { party: { ...party, note }, to: after, isHelper }
}
