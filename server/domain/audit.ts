import { createHash } from 'node:crypto'
import { z } from 'zod'
import { auditEntry } from '../../shared/api-seats.ts'
import type { AuditEntry } from '../../shared/api-seats.ts'
import type { Store } from '../storage/store.ts'
import type { Context } from './context.ts'

/** What is recorded. `about` holds ids and words of the program, never names or addresses. */
export interface AuditNote {
  did:
    | 'seat.signedIn'
    | 'seat.signedOut'
    | 'seat.signedOutEverywhere'
    | 'seat.proved'
    | 'passkey.made'
    | 'passkey.removed'
    | 'account.invited'
    | 'account.link'
    | 'account.role'
    | 'account.suspended'
    | 'account.restored'
    | 'account.address'
    | 'document.made'
    | 'document.removed'
    | 'document.restored'
    | 'document.exported'
    | 'document.updatedFromFile'
    | 'delivery.updated'
    | 'delivery.statuses'
    | 'delivery.linkMade'
    | 'delivery.linkEnded'
    | 'delivery.feedMade'
    | 'delivery.feedEnded'
    | 'document.shared'
    | 'document.unshared'
    | 'version.made'
    | 'version.withdrawn'
    | 'version.copied'
    | 'version.broughtBack'
    | 'approval.started'
    | 'approval.decided'
    | 'cover.template'
    | 'cover.submitted'
    | 'cover.decided'
    | 'approval.partnersAsked'
    | 'approval.conditionDone'
    | 'approval.feedMade'
    | 'approval.feedEnded'
    | 'document.published'
    | 'document.takenDown'
    | 'charter.adopted'
    | 'charter.ended'
    | 'demo.removed'
    | 'comment.moderated'
    | 'comment.redacted'
    | 'comment.appealed'
    | 'comment.madeVisible'
    | 'group.adults'
    | 'groupLink.made'
    | 'groupLink.ended'
    | 'young.joined'
    | 'young.newWords'
    | 'young.removed'
    | 'person.erased'
    | 'sitting.opened'
    | 'sitting.checkedIn'
    | 'sitting.checkedOut'
    | 'sitting.ended'
    | 'step.linked'
    | 'step.closed'
    | 'token.made'
    | 'token.removed'
    | 'comment.answered'
    | 'concern.reported'
    | 'concern.read'
    | 'concern.noted'
    | 'concern.deputyTold'
    | 'safety.changed'
    | 'consultation.started'
    | 'consultation.changed'
    | 'consultation.closed'
    | 'consultation.answered'
    | 'consultation.feedMade'
    | 'consultation.feedEnded'
  about: Record<string, string>
}

/** What was found when the chain was read from its beginning. */
export interface AuditCheck {
  entries: number
  /** The hash of the last entry: noted elsewhere, it proves later that nothing was taken away. */
  head: string
  /** Of all entries. */
  hashes: ReadonlySet<string>
  /** In plain words; empty while all is well. */
  problems: string[]
}

const PAGE_ENTRIES = 100
const START = '0'.repeat(64)
const page = z.strictObject({ entries: z.array(auditEntry) })
const head = z.strictObject({ sequence: z.number(), hash: z.string() })

/** The entries of one store are written one after the other. */
const writers = new WeakMap<Store, Promise<unknown>>()

/**
 * Adds an entry whose hash covers the one before, so that nothing can be changed, moved or taken
 * out of the middle unseen. The last hash is kept beside the pages, so that a missing end shows.
 */
export function recordAudit(
  ctx: Pick<Context, 'store' | 'seat' | 'now'>,
  note: AuditNote,
): Promise<void> {
  const { store, seat, now } = ctx
  const write = async () => {
    const last = await findLast(store)
    const who = await whoIs(store, seat)
    const entry = linked(last, { at: now().toISOString(), who, ...note })
    await store.records.change('audit', pageId(entry.sequence), (value) => {
      const { entries } = value === null ? { entries: [] } : page.parse(value)
      return { entries: [...entries, entry] }
    })
    await putHead(store, entry)
  }
  const before = writers.get(store) ?? Promise.resolve()
  const written = before.then(write, write) // a failed entry is its caller's, not the next one's
  writers.set(store, written)
  return written
}

const marked = z.looseObject({ mark: z.string() })

/** Young people stand under a mark that nothing leads to them by once they are gone. */
async function whoIs(store: Store, { id }: Context['seat']): Promise<string> {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) return id
  const young = marked.safeParse((await store.records.read('young', id))?.value)
  return young.success ? young.data.mark : id
}

export interface AuditQuery {
  /** The number of an entry: only those before it. */
  before?: number
  count?: number
  /** Only what this account did. */
  who?: string
  /** The first word of what was done: "document". */
  about?: string
}

/** The newest first: at most `count` entries that fit. */
export async function listAudit(
  store: Store,
  { before = Infinity, count = 100, who, about }: AuditQuery = {},
): Promise<AuditEntry[]> {
  const entries = await readAll(store)
  return entries
    .filter(({ sequence }) => sequence < before)
    .filter((entry) => who === undefined || entry.who === who)
    .filter(({ did }) => about === undefined || did.startsWith(`${about}.`))
    .slice(-count)
    .reverse()
}

/** Reads the whole chain and says what does not fit. Changes nothing. */
export async function verifyAudit(store: Store): Promise<AuditCheck> {
  const problems: string[] = []
  const hashes = new Set<string>()
  let previous = START
  let expected = 1
  for (const { id, value } of await pagesOf(store)) {
    const parsed = page.safeParse(value)
    if (!parsed.success) {
      problems.push(`Page ${id} of the audit log cannot be read.`)
      continue
    }
    for (const entry of parsed.data.entries) {
      if (pageId(entry.sequence) !== id || entry.sequence !== expected) {
        problems.push(`Entry ${expected} is missing or not in its place.`)
      }
      if (entry.previous !== previous) {
        problems.push(`Entry ${entry.sequence} does not follow the one before it.`)
      }
      if (entry.hash !== hashOf(entry)) problems.push(`Entry ${entry.sequence} was changed.`)
      previous = entry.hash
      hashes.add(entry.hash)
      expected = entry.sequence + 1
    }
  }
  const kept = await findHead(store)
  const isBehind = kept.sequence === expected - 2 // a crash between an entry and its head
  if (kept.sequence === expected - 1 ? kept.hash !== previous : !isBehind) {
    problems.push('The end of the audit log is missing or was changed.')
  }
  return { entries: expected - 1, head: previous, hashes, problems }
}

interface Unlinked extends AuditNote {
  at: string
  who: string
}

function linked(last: { sequence: number; hash: string }, note: Unlinked): AuditEntry {
  const { at, who, did, about } = note
  const entry = { sequence: last.sequence + 1, at, who, did, about, previous: last.hash, hash: '' }
  return { ...entry, hash: hashOf(entry) }
}

function hashOf({ sequence, at, who, did, about, previous }: AuditEntry): string {
  const ordered = Object.entries(about).sort(([one], [other]) => (one < other ? -1 : 1))
  const canonical = JSON.stringify([sequence, at, who, did, ordered, previous])
  return createHash('sha256').update(canonical).digest('hex')
}

/** The last entry that was written; after a crash the head may be one behind. */
async function findLast(store: Store): Promise<{ sequence: number; hash: string }> {
  const kept = await findHead(store)
  const stored = await store.records.read('audit', pageId(kept.sequence + 1))
  const entries = stored === null ? [] : page.parse(stored.value).entries
  return entries.find(({ sequence }) => sequence === kept.sequence + 1) ?? kept
}

async function findHead(store: Store): Promise<{ sequence: number; hash: string }> {
  const stored = await store.records.read('workspace', 'audit')
  return stored === null ? { sequence: 0, hash: START } : head.parse(stored.value)
}

async function putHead(store: Store, { sequence, hash }: AuditEntry): Promise<void> {
  await store.records.change('workspace', 'audit', () => ({ sequence, hash }))
}

async function readAll(store: Store): Promise<AuditEntry[]> {
  return (await pagesOf(store)).flatMap(({ value }) => page.parse(value).entries)
}

async function pagesOf(store: Store) {
  const pages = await store.records.list('audit')
  return pages.sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** Entries 1–100 are on the first page. */
function pageId(sequence: number): string {
  return String(Math.ceil(sequence / PAGE_ENTRIES)).padStart(8, '0')
}
