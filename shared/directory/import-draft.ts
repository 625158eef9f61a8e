import type { FoundRow, FoundTable } from './found-tables.ts'
import type { FieldChange, ImportChoices, ImportLine } from './import-plan.ts'
import type { Entry, Noun } from './model.ts'
import { looksAlike, nameKey, nearKeys } from './names.ts'

/** The directory while a file is read into it. */
export interface Draft {
  entries: Map<string, Entry>
  lines: Map<string, DraftLine>
  choices: ImportChoices
  /** The entry each line is about, by the key of the line; one entry, one line. */
  subjects: Map<string, string>
  claimed: Set<string>
  /** Ids by noun and key: of names, of other names, and of names that look alike. */
  byName: Map<string, string[]>
  byAlias: Map<string, string[]>
  byNear: Map<string, string[]>
  made: number
}

/** A line that is still being written; `changed` is known at the end. */
export type DraftLine = Omit<ImportLine, 'outcome' | 'changes' | 'notes'> & {
  outcome: Exclude<ImportLine['outcome'], 'changed'>
  changes: FieldChange[]
  notes: string[]
}

export function openDraft(entries: readonly Entry[], choices: ImportChoices): Draft {
  const draft: Draft = {
    entries: new Map(),
    lines: new Map(),
    choices,
    subjects: new Map(),
    claimed: new Set(),
    byName: new Map(),
    byAlias: new Map(),
    byNear: new Map(),
    made: 0,
  }
  for (const entry of entries) putEntry(draft, entry)
  return draft
}

/** True for the ids of entries that an import would add. */
export function isNewId(id: string): boolean {
  return id.startsWith('new-')
}

export function newId(draft: Draft): string {
  draft.made += 1
  return `new-${draft.made}`
}

/** An entry keeps being found under the names it had before. */
export function putEntry(draft: Draft, entry: Entry): void {
  const { noun, id, name, aliases } = entry
  const before = draft.entries.get(id)
  draft.entries.set(id, entry)
  if (before?.name !== name) {
    const key = nameKey(name)
    addTo(draft.byName, `${noun} ${key}`, id)
    for (const near of nearKeys(key)) addTo(draft.byNear, `${noun} ${near}`, id)
  }
  if (before?.aliases === aliases) return
  for (const alias of aliases) addTo(draft.byAlias, `${noun} ${nameKey(alias)}`, id)
}

function addTo(index: Map<string, string[]>, key: string, id: string): void {
  const ids = index.get(key)
  if (ids === undefined) index.set(key, [id])
  else if (!ids.includes(id)) ids.push(id)
}

/** Entries with this name; only where there is none, those with this other name. */
export function entriesNamed(draft: Draft, noun: Noun, name: string): Entry[] {
  const key = `${noun} ${nameKey(name)}`
  return entriesOf(draft, draft.byName.get(key) ?? draft.byAlias.get(key))
}

/** Entries whose name differs from this one by a letter or the order of words. */
export function entriesLike(draft: Draft, noun: Noun, name: string): Entry[] {
  const key = nameKey(name)
  const ids = nearKeys(key).flatMap((near) => draft.byNear.get(`${noun} ${near}`) ?? [])
  return entriesOf(draft, new Set(ids)).filter((entry) => looksAlike(nameKey(entry.name), key))
}

function entriesOf(draft: Draft, ids: Iterable<string> = []): Entry[] {
  return [...ids].flatMap((id) => draft.entries.get(id) ?? [])
}

export function lineKey({ sheet }: FoundTable, { row }: FoundRow): string {
  return `${sheet + 1}:${row}`
}

/** Whom a cell names, given whom it points to now. */
export type Pointed =
  | { state: 'found'; id: string }
  | { state: 'unknown' }
  | { state: 'unclear'; why: string }

export function findNamed(
  draft: Draft,
  { noun, name, now }: { noun: Noun; name: string; now: string | null },
): Pointed {
  const named = entriesNamed(draft, noun, name)
  const [only, ...others] = named
  if (now !== null && named.some(({ id }) => id === now)) return { state: 'found', id: now }
  if (others.length > 0) return { state: 'unclear', why: `There are several called “${name}”.` }
  if (only !== undefined) return { state: 'found', id: only.id }
  const [alike] = entriesLike(draft, noun, name)
  if (alike === undefined) return { state: 'unknown' }
  return { state: 'unclear', why: `“${name}” looks like “${alike.name}”, but is not the same.` }
}
