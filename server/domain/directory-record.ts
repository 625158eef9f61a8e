import { z } from 'zod'
import { GROUP_KINDS, MEMBER_ROLES, ORGANISATION_KINDS } from '../../shared/directory/kinds.ts'
import type { Directory, Entry } from '../../shared/directory/model.ts'
import { allQuestions } from '../../shared/directory/questions.ts'
import type { Json, Store } from '../storage/store.ts'
import type { Context } from './context.ts'
import { withoutPointersTo } from './directory-pointers.ts'
import { forgetMemberships } from './kept-memberships.ts'

/**
 * The directory as it is kept: one record, so that a change is one write and no entry ever points
 * to one that was never there. A removed entry keeps what points to it until it goes for good.
 */
const named = {
  id: z.string(),
  revision: z.number(),
  isDemo: z.boolean(),
  name: z.string(),
  aliases: z.array(z.string()),
  /** Null: it is there. */
  removedAt: z.string().nullable(),
}

const storedEntry = z.discriminatedUnion('noun', [
  z.strictObject({
    ...named,
    noun: z.literal('organisation'),
    kind: z.enum(ORGANISATION_KINDS),
    champion: z.string().nullable(),
    contactRole: z.string(),
    contactMailbox: z.string(),
  }),
  z.strictObject({
    ...named,
    noun: z.literal('group'),
    kind: z.enum(GROUP_KINDS),
    parent: z.string().nullable(),
    ages: z.strictObject({ from: z.number(), to: z.number() }).nullable(),
    reaches: z.string(),
    members: z.array(
      z.strictObject({
        person: z.string(),
        role: z.enum(MEMBER_ROLES),
        representing: z.string(),
        organisation: z.string().nullable(),
      }),
    ),
  }),
  z.strictObject({
    ...named,
    noun: z.literal('person'),
    initials: z.string(),
    title: z.string(),
    organisation: z.string().nullable(),
    email: z.string(),
  }),
])
export type StoredEntry = z.infer<typeof storedEntry>

const directoryRecord = z.strictObject({
  revision: z.number(),
  entries: z.array(storedEntry),
  settled: z.array(z.string()),
})
export type DirectoryRecord = z.infer<typeof directoryRecord>

const EMPTY: DirectoryRecord = { revision: 0, entries: [], settled: [] }

/** How long what was removed can come back. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000

export async function readRecord(store: Store): Promise<DirectoryRecord> {
  const stored = await store.records.read('workspace', 'directory')
  return stored === null ? EMPTY : directoryRecord.parse(stored.value)
}

/**
 * Changes the directory as one step. What was removed over a week ago goes for good on the way, and
 * so do answers to questions that nobody asks any more. If `change` throws, nothing changes.
 */
export async function changeRecord(
  ctx: Context,
  change: (record: DirectoryRecord) => Pick<DirectoryRecord, 'entries' | 'settled'>,
): Promise<DirectoryRecord> {
  let changed: DirectoryRecord | null = null
  await ctx.store.records.change('workspace', 'directory', (value) => {
    const before = value === null ? EMPTY : directoryRecord.parse(value)
    const revision = before.revision + 1
    const after = change({ ...before, revision })
    const entries = withoutExpired(after.entries, ctx.now())
    changed = { revision, entries, settled: stillAsked(entries, after.settled) }
    return asJson(changed)
  })
  if (changed === null) throw new Error('The store did not run the change of the directory')
  forgetMemberships(ctx.store)
  ctx.bus.announce({ of: 'directory' })
  return changed
}

/** What was removed over a week ago goes for good, also where nobody changes anything else. */
export async function removeOldEntries(ctx: Context): Promise<void> {
  const { entries } = await readRecord(ctx.store)
  if (entries.every((entry) => !isExpired(entry, ctx.now()))) return
  await changeRecord(ctx, (record) => record)
}

/** What people see of it: without what was removed, and nothing pointing there. */
export function asDirectory({ revision, entries, settled }: DirectoryRecord): Directory {
  const there = entries.filter(({ removedAt }) => removedAt === null)
  return { revision, entries: withoutPointersTo(there).map(withoutPlace), settled }
}

/** The entry without what only storing needs. */
function withoutPlace(stored: StoredEntry): Entry {
  const entry: Entry & { removedAt?: string | null } = { ...stored }
  delete entry.removedAt
  return entry
}

function withoutExpired(entries: readonly StoredEntry[], now: Date): StoredEntry[] {
  return withoutPointersTo(entries.filter((entry) => !isExpired(entry, now)))
}

function isExpired({ removedAt }: StoredEntry, now: Date): boolean {
  return removedAt !== null && Date.parse(removedAt) <= now.getTime() - KEPT_MS
}

/** Asked now, or asked again if what was removed comes back. */
function stillAsked(entries: readonly StoredEntry[], settled: readonly string[]): string[] {
  if (settled.length === 0) return []
  const there = withoutPointersTo(entries.filter(({ removedAt }) => removedAt === null))
  const asked = new Set(
    [...allQuestions({ entries: there }), ...allQuestions({ entries })].map(({ key }) => key),
  )
  return settled.filter((key) => asked.has(key))
}

function asJson(record: DirectoryRecord): Json {
  return directoryRecord.parse(record)
}
