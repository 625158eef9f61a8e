import type { TimescaleKind } from './timescale/reading.ts'

/**
 * What somebody said a cell means where the readers read it otherwise. Kept with the cell (attribute
 * `reading`) as JSON, beside its words and never in them. `for`: the words it was made for; when
 * they are gone from the cell, it no longer holds.
 */
export type Correction = TimescaleCorrection | PartyCorrection

export interface TimescaleCorrection {
  for: string
  kind: TimescaleKind
  edtf?: string
  every?: string
}

export interface PartyCorrection {
  for: string
  /** Who is meant; '' for nobody: these words name no one. */
  party: string
}

/** Longest stored form, in letters. */
export const MAX_CORRECTIONS = 1000

const KINDS: Record<TimescaleKind, true> = {
  point: true,
  by: true,
  from: true,
  range: true,
  recurring: true,
  ongoing: true,
  'on-demand': true,
  tbc: true,
  done: true,
  asap: true,
  none: true,
  unread: true,
}

/** The corrections of a cell from its attribute; what another program may have put there is left out. */
export function readCorrections(attribute: unknown): Correction[] {
  if (typeof attribute !== 'string' || attribute === '') return []
  try {
    const stored: unknown = JSON.parse(attribute)
    return Array.isArray(stored) ? stored.flatMap(asCorrection) : []
  } catch {
    return [] // not written by us: the readers' own reading stands
  }
}

/** The attribute for these corrections, the newest last. Older ones go where there is no room. */
export function writeCorrections(corrections: readonly Correction[]): string | null {
  for (let from = 0; from < corrections.length; from++) {
    const text = JSON.stringify(corrections.slice(from))
    if (text.length <= MAX_CORRECTIONS) return text
  }
  return null
}

export function isPartyCorrection(correction: Correction): correction is PartyCorrection {
  return 'party' in correction
}

function asCorrection(value: unknown): Correction[] {
  if (typeof value !== 'object' || value === null) return []
  const { for: words, kind, edtf, every, party } = value as Record<string, unknown> // checked here
  if (typeof words !== 'string' || words === '') return []
  if (typeof party === 'string') return [{ for: words, party }]
  if (!isKind(kind)) return []
  return [
    {
      for: words,
      kind,
      ...(typeof edtf === 'string' && { edtf }),
      ...(typeof every === 'string' && { every }),
    },
  ]
}

function isKind(kind: unknown): kind is TimescaleKind {
  return typeof kind === 'string' && Object.hasOwn(KINDS, kind)
}
