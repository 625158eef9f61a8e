import { may } from '../../shared/access.ts'
import type {
  ChangeEntryRequest,
  DirectoryResponse,
  EntryRequest,
  SettleRequest,
} from '../../shared/api.ts'
import { MAX_ENTRIES } from '../../shared/directory/model.ts'
import type { Directory, Entry } from '../../shared/directory/model.ts'
import { allQuestions } from '../../shared/directory/questions.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Context } from './context.ts'
import { requireSound, withHiddenPointers } from './directory-pointers.ts'
import { asDirectory, changeRecord, readRecord } from './directory-record.ts'
import type { DirectoryRecord, StoredEntry } from './directory-record.ts'

/** The directory as the seat may see it: e-mail addresses of people for those who may edit it. */
export async function readDirectory(ctx: Context): Promise<DirectoryResponse> {
  const directory = asDirectory(await readRecord(ctx.store))
  const mayEdit = may(ctx.seat, 'editDirectory')
  return { directory: mayEdit ? directory : withoutEmail(directory), mayEdit }
}

/**
 * Adds an entry, also one that looks like another: that is a question, never a refusal.
 *
 * @throws {Refusal} `invalid` if it points to something that is not there, or the directory is full.
 */
export async function addEntry(ctx: Context, request: EntryRequest): Promise<Entry> {
  const id = ctx.newId()
  const record = await changeRecord(ctx, ({ revision, entries, settled }) => {
    requireRoom(entries.length + 1)
    const entry = tidied({ ...request, id, revision, isDemo: false, removedAt: null })
    requireSound(entries, entry)
    return { entries: [...entries, entry], settled }
  })
  return requireEntry(record, id)
}

/**
 * @throws {Refusal} `conflict` if somebody else has changed the entry since; `not_found`; `invalid`
 * if it points to something that is not there, or would be part of itself.
 */
export async function changeEntry(
  ctx: Context,
  id: string,
  { revision: seen, ...request }: ChangeEntryRequest,
): Promise<Entry> {
  const record = await changeRecord(ctx, (record) => {
    const before = findStored(record, id)
    if (before?.removedAt !== null || before.noun !== request.noun) throw noEntry()
    if (before.revision !== seen) throw changedSince()
    const { isDemo, removedAt } = before
    const { revision, settled, entries } = record
    const entry = tidied({ ...request, id, revision, isDemo, removedAt })
    requireSound(entries, entry)
    const kept = withHiddenPointers(entries, { before, after: entry })
    return { entries: entries.map((each) => (each.id === id ? kept : each)), settled }
  })
  return requireEntry(record, id)
}

/** What points to the entry stays, and shows again if it is restored within a week. */
export async function removeEntry(ctx: Context, id: string): Promise<void> {
  const removedAt = ctx.now().toISOString()
  await changePlace(ctx, id, (entry) => {
    if (entry.removedAt !== null) throw noEntry()
    return { ...entry, removedAt }
  })
}

/** @throws {Refusal} `not_found` if it is not among what was removed in the last week. */
export async function restoreEntry(ctx: Context, id: string): Promise<Entry> {
  const record = await changePlace(ctx, id, (entry) => {
    if (entry.removedAt === null) throw noEntry()
    return { ...entry, removedAt: null }
  })
  return requireEntry(record, id)
}

/** @throws {Refusal} `conflict` if the question is not asked (any more). */
export async function settleQuestion(
  ctx: Context,
  { question, isSettled }: SettleRequest,
): Promise<void> {
  await changeRecord(ctx, (record) => {
    const { entries, settled } = record
    if (!allQuestions(asDirectory(record)).some(({ key }) => key === question)) {
      throw new Refusal('conflict', 'This question is not asked any more.')
    }
    const others = settled.filter((key) => key !== question)
    return { entries, settled: isSettled ? [...others, question] : others }
  })
}

/** @throws {Refusal} `invalid` over the number of entries a directory holds. */
export function requireRoom(entries: number): void {
  if (entries <= MAX_ENTRIES) return
  const most = MAX_ENTRIES.toLocaleString('en-GB')
  throw new Refusal('invalid', `A directory holds at most ${most} entries.`)
}

/** Without what an entry of its kind does not have; readonly lists become the store's own. */
export function tidied(entry: Entry & { removedAt: string | null }): StoredEntry {
  const aliases = [...new Set(entry.aliases)].filter((alias) => alias !== entry.name)
  if (entry.noun !== 'group') return { ...entry, aliases }
  const members = entry.members.map((member) => ({
    ...member,
    representing: member.role === 'representing' ? member.representing : '',
  }))
  return { ...entry, aliases, members }
}

async function changePlace(
  ctx: Context,
  id: string,
  move: (entry: StoredEntry) => StoredEntry,
): Promise<DirectoryRecord> {
  return changeRecord(ctx, (record) => {
    const { revision, entries, settled } = record
    const entry = findStored(record, id)
    if (entry === null) throw noEntry()
    const moved = { ...move(entry), revision }
    return { entries: entries.map((each) => (each.id === id ? moved : each)), settled }
  })
}

function withoutEmail(directory: Directory): Directory {
  const entries = directory.entries.map((entry) =>
    entry.noun === 'person' ? { ...entry, email: '' } : entry,
  )
  return { ...directory, entries }
}

function requireEntry(record: DirectoryRecord, id: string): Entry {
  const entry = asDirectory(record).entries.find((each) => each.id === id)
  if (entry === undefined) throw new Error('The changed entry is not in the directory')
  return entry
}

function findStored({ entries }: DirectoryRecord, id: string): StoredEntry | null {
  return entries.find((entry) => entry.id === id) ?? null
}

function noEntry(): Refusal {
  return new Refusal('not_found', 'This entry is not in the directory. It may have been removed.')
}

function changedSince(): Refusal {
  return new Refusal(
    'conflict',
    'Somebody else has changed this entry meanwhile. Nothing of yours was saved yet.',
  )
}
