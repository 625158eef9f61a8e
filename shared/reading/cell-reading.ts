import { isPartyCorrection } from './correction.ts'
import type { Correction, TimescaleCorrection } from './correction.ts'
import type { Directory, KnownParty } from './directory.ts'
import { spanOf } from './edtf.ts'
import { readLeads } from './leads.ts'
import type { LeadReading, Party } from './leads.ts'
import { hasWords } from './plan.ts'
import { readTimescale } from './timescale.ts'
import type { TimescaleReading } from './timescale/reading.ts'
import { doubtsInWords, timescaleInWords } from './timescale-words.ts'

/** What is shown under a cell for one part of its words. */
export interface ReadingLine {
  /** `stale`: somebody corrected words that are no longer there. */
  state: 'sure' | 'assumed' | 'unread' | 'corrected' | 'stale'
  /** The part of the cell it is about, exactly as written; '' with `stale`. */
  text: string
  start: number
  /** What it is read as; '' where that is what is written anyway. */
  words: string
  /** Why it is worth a look; '' otherwise. */
  doubt: string
}

export type CellReading =
  | { kind: 'timescale'; readings: TimescaleReading[]; lines: ReadingLine[] }
  | { kind: 'leads'; readings: LeadReading[]; lines: ReadingLine[] }

/** Reads a timescale cell, as somebody corrected it where somebody did. */
export function readTimescaleCell(
  text: string,
  {
    corrections = [],
    ...context
  }: { period?: string; above?: TimescaleReading; corrections?: readonly Correction[] } = {},
): CellReading {
  const used = new Set<Correction>()
  const lines: ReadingLine[] = []
  const readings = readTimescale(text, context).map((reading) => {
    const correction = correctionFor(corrections, reading.text)
    if (correction === undefined || isPartyCorrection(correction)) {
      if (hasWords(reading.text)) lines.push(timescaleLine(reading))
      return reading
    }
    used.add(correction)
    const corrected = correctTimescale(reading, correction)
    lines.push({ ...lineAt(reading, 'corrected'), words: timescaleInWords(corrected) })
    return corrected
  })
  return { kind: 'timescale', readings, lines: [...lines, ...staleLines(corrections, used)] }
}

/** Reads a lead cell, as somebody corrected it where somebody did. */
export function readLeadsCell(
  text: string,
  { directory, corrections = [] }: { directory: Directory; corrections?: readonly Correction[] },
): CellReading {
  const used = new Set<Correction>()
  const lines: ReadingLine[] = []
  const readings = readLeads(text, directory).map((reading): LeadReading => {
    let from = reading.start
    const correct = (party: Party): Party[] => {
      const found = text.indexOf(party.text, from)
      const start = found < 0 ? reading.start : found
      if (found >= 0) from = found + party.text.length
      const correction = correctionFor(corrections, party.text)
      if (correction === undefined || !isPartyCorrection(correction)) {
        if (reading.ditto !== true && hasWords(text)) lines.push(partyLine(party, start, directory))
        return [party]
      }
      used.add(correction)
      const corrected = correctParty(party, correction.party, directory)
      const words = corrected === null ? 'nobody' : fullName(corrected, directory)
      lines.push({ ...lineAt({ text: party.text, start }, 'corrected'), words })
      return corrected === null ? [] : [corrected]
    }
    const parties = reading.parties.flatMap(correct)
    const supporting = reading.supporting.flatMap(correct)
    const corrected = new Set([...used].map((each) => each.for))
    const unknown = reading.unknown.filter((initials) => !corrected.has(initials))
    return { ...reading, parties, supporting, unknown }
  })
  return { kind: 'leads', readings, lines: [...lines, ...staleLines(corrections, used)] }
}

/** A reading with what somebody said instead. */
export function correctTimescale(
  { text, start }: Pick<TimescaleReading, 'text' | 'start'>,
  { kind, edtf, every }: TimescaleCorrection,
): TimescaleReading {
  const due = edtf === undefined || kind === 'from' || kind === 'done' ? null : spanOf(edtf)?.last
  return {
    text,
    start,
    kind,
    confidence: 'sure',
    ...(edtf !== undefined && { edtf }),
    ...(every !== undefined && { every }),
    ...(typeof due === 'string' && { due }),
  }
}

/** Everybody a correction can mean, by name. */
export function partiesOf({ people, groups, organisations, roles }: Directory): KnownParty[] {
  const as =
    (kind: KnownParty['kind']) =>
    ({ name, id }: { name: string; id?: string }) =>
      id === undefined ? { kind, name } : { kind, name, id }
  return [
    ...people.map(as('person')),
    ...groups.map(as('group')),
    ...organisations.map(as('organisation')),
    ...roles.map(as('role')),
  ]
}

function correctParty(party: Party, name: string, directory: Directory): Party | null {
  if (name === '') return null
  const known = partiesOf(directory).find((each) => each.name === name)
  return { text: party.text, state: 'known', known: known ?? { kind: 'role', name } }
}

function timescaleLine(reading: TimescaleReading): ReadingLine {
  const words = timescaleInWords(reading)
  const doubt = doubtsInWords(reading)
  if (reading.confidence === 'unread') {
    return { ...lineAt(reading, 'unread'), doubt: words }
  }
  const isPlain =
    doubt === '' && (saysTheSame(reading.text, words) || PLAIN_REPEAT.test(reading.text.trim()))
  return {
    ...lineAt(reading, doubt === '' ? 'sure' : 'assumed'),
    words: isPlain ? '' : words,
    doubt,
  }
}

function partyLine(party: Party, start: number, directory: Directory): ReadingLine {
  const at = { text: party.text, start }
  if (party.state === 'tbc') {
    const words = 'to be confirmed'
    return { ...lineAt(at, 'sure'), words: saysTheSame(party.text, words) ? '' : words }
  }
  if (party.state === 'known') {
    const words = fullName(party, directory)
    if (party.others !== undefined) {
      const others = party.others.map(({ name }) => name).join(' or ')
      return { ...lineAt(at, 'assumed'), words, doubt: `or ${others}` }
    }
    const isPlain = saysTheSame(party.text, party.known?.name ?? words)
    return { ...lineAt(at, 'sure'), words: isPlain ? '' : words }
  }
  if (party.suggestion !== undefined) {
    return { ...lineAt(at, 'unread'), doubt: `perhaps ${party.suggestion.name}` }
  }
  if (party.isInitials === true) return { ...lineAt(at, 'unread'), doubt: 'not in the key' }
  const hasBodies = directory.groups.length + directory.organisations.length > 0
  return hasBodies ? { ...lineAt(at, 'unread'), doubt: 'not in the directory' } : lineAt(at, 'sure') // a key alone does not claim to have everybody
}

/** "Petra Wick, Youth Service"; for a post, who holds it. */
function fullName({ text, known }: Party, directory: Directory): string {
  if (known === undefined) return text
  if (known.isEveryPartner === true) return 'each partner'
  if (known.kind !== 'person') return known.name
  const person = directory.people.find(
    ({ id, name }) => name === known.name && (known.id === undefined || id === known.id),
  )
  const title = saysTheSame(text, person?.title ?? '') ? undefined : person?.title
  const after = person?.organisation ?? title
  return after === undefined ? known.name : `${known.name}, ${after}`
}

function correctionFor(corrections: readonly Correction[], text: string): Correction | undefined {
  return corrections.findLast((each) => each.for === text)
}

function staleLines(
  corrections: readonly Correction[],
  used: ReadonlySet<Correction>,
): ReadingLine[] {
  return corrections
    .filter(
      (each) => !used.has(each) && corrections.findLast((one) => one.for === each.for) === each,
    )
    .map((each) => ({
      state: 'stale',
      text: '',
      start: 0,
      words: '',
      doubt: `was corrected for other words: “${each.for}”`,
    }))
}

function lineAt(
  { text, start }: { text: string; start: number },
  state: ReadingLine['state'],
): ReadingLine {
  return { state, text, start, words: '', doubt: '' }
}

const PLAIN_REPEAT = /^(?:daily|weekly|monthly|quarterly|annually|yearly|termly)\.?$/i

/** "Ongoing." needs no line that says "ongoing". */
function saysTheSame(text: string, words: string): boolean {
  const plain = (each: string) =>
    each
      .toLowerCase()
      .replace(/^(?:by|on|from|due)\s+/, '')
      .replace(/[\s.,;]+/g, ' ')
      .trim()
  return plain(text) === plain(words)
}
