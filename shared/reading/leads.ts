import type { Directory, KnownParty } from './directory.ts'
import { EMPTY_DIRECTORY } from './directory.ts'
import {
  type Cell,
  doesAt,
  isAnd,
  isBullet,
  isDash,
  isJoin,
  openCell,
  startsLine,
  supportingAt,
  textOf,
} from './leads/cell.ts'
import { knownNames } from './leads/known-names.ts'
import { takeParty } from './leads/parties.ts'

/** Somebody named in a lead cell. */
export interface Party {
  /** As written, with single spaces and without a closing full stop. */
  text: string
  /** `tbc`: somebody still to be named. */
  state: 'known' | 'unknown' | 'tbc'
  known?: KnownParty
  /** Others with the same initials: which one is meant cannot be seen. */
  others?: KnownParty[]
  /** Whom an unknown name probably means. Never put in its place. */
  suggestion?: KnownParty
  /** Unknown letters: to be explained in the key. */
  isInitials?: boolean
  /** What stood in brackets after the name. */
  note?: string
}

/** One line of leads: those who share one action. */
export interface LeadReading {
  /** Exactly as written: `raw.slice(start, start + text.length)`. */
  text: string
  start: number
  parties: Party[]
  supporting: Party[]
  /** "to collate". */
  does?: string
  /** Initials that are not in the directory. */
  unknown: string[]
  /** It repeats the line above. */
  ditto?: boolean
}

interface Line {
  from: number
  to: number
  parties: Party[]
  supporting: Party[]
  does: string | null
  ditto: boolean
}

const DITTO = /^(?:[“”"″〃]|ditto)$/i

/**
 * Reads a lead cell: one reading for each line, or for each group of names that no comma, stroke or
 * "and" joins to the ones before. Known names are found first and never split; repeated lines are
 * kept, because they stand for different actions. Nothing is ever put in place of what was written.
 * Never throws.
 */
export function readLeads(raw: string, directory: Directory = EMPTY_DIRECTORY): LeadReading[] {
  const cell = openCell(raw, knownNames(directory))
  const lines: Line[] = []
  let index = 0
  while (index < cell.tokens.length) {
    const line = readLine(cell, index, lines.at(-1) ?? null)
    const { parties, supporting, does, ditto } = line
    if (parties.length + supporting.length > 0 || does !== null || ditto) lines.push(line)
    index = Math.max(line.to, index + 1)
  }
  return lines.map((line) => asReading(cell, line))
}

/** Reads from here to where the next line begins: a name that nothing joins to the one before. */
function readLine(cell: Cell, from: number, above: Line | null): Line {
  const line: Line = { from, to: from, parties: [], supporting: [], does: null, ditto: false }
  let isSupporting = false
  let isJoined = true
  let index = from
  while (index < cell.tokens.length) {
    const isNew = startsLine(cell, index) || isBullet(cell, index)
    if (isNew && index > from && !isJoined) break
    const supporting = supportingAt(cell, index)
    if (supporting > 0) {
      isSupporting = true
      isJoined = true
      index += supporting
    } else if (isLabel(cell, index)) {
      index += 2
    } else if (isJoin(cell, index) || isAnd(cell, index)) {
      isJoined = true
      index += 1
    } else if (doesAt(cell, index) && line.parties.length > 0) {
      const end = endOfDoing(cell, index)
      const does = textOf(cell, index, end)
      line.does = line.does === null ? does : `${line.does}; ${does}`
      isJoined = false
      index = end
    } else if (isMark(cell, index)) {
      isJoined ||= isDash(cell, index)
      index += 1
    } else {
      if (!isJoined) break
      isJoined = false
      if (isDitto(cell, index)) {
        line.ditto = true
        line.parties.push(...(above?.parties ?? []))
        line.supporting.push(...(above?.supporting ?? []))
        index += 1
      } else {
        const { party, to, isHelper } = takeParty(cell, index, line.parties.at(-1) ?? null)
        if (isSupporting || isHelper) line.supporting.push(party)
        else line.parties.push(party)
        index = to
      }
    }
    line.to = index
  }
  return line
}

function asReading(cell: Cell, { from, to, parties, supporting, does, ditto }: Line): LeadReading {
  const start = cell.tokens[from]?.start ?? 0
  const text = cell.text.slice(start, cell.tokens[to - 1]?.end ?? start)
  const unknown = [...parties, ...supporting]
    .filter(({ isInitials, state }) => isInitials === true && state === 'unknown')
    .map(({ text }) => text)
  const reading: LeadReading = {
    text,
    start,
    parties,
    supporting,
    unknown: [...new Set(unknown)],
  }
  if (does !== null) reading.does = does
  if (ditto) reading.ditto = true
  return reading
}

/** "Lead: PW". */
function isLabel(cell: Cell, index: number): boolean {
  return (
    /^(?:leads?|joint leads?|lead officer|owner)$/.test(cell.tokens[index]?.key ?? '') &&
    cell.tokens[index + 1]?.key === ':'
  )
}

function isMark(cell: Cell, index: number): boolean {
  const key = cell.tokens[index]?.key ?? ''
  return !/[\p{L}\p{N}]/u.test(key) && !DITTO.test(key)
}

function isDitto(cell: Cell, index: number): boolean {
  return DITTO.test(cell.tokens[index]?.key ?? '')
}

/** What somebody does goes on to the end of the line or to a comma before a capital. */
function endOfDoing(cell: Cell, from: number): number {
  let index = from + 1
  while (index < cell.tokens.length && !startsLine(cell, index) && !isBullet(cell, index)) {
    if (isJoin(cell, index) || cell.tokens[index]?.key === '.') break
    if (supportingAt(cell, index) > 0) break
    index += 1
  }
  return index
}
