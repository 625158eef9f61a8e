import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ROLES } from '../../shared/access.ts'
import { anchor } from '../../shared/comments/anchor-schema.ts'
import { decision, voice } from '../../shared/comments/thread.ts'
import { MODERATIONS, REACTIONS, VISIBILITIES } from '../../shared/comments/kinds.ts'
import { RULES } from '../../shared/safety/rules.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Json, Store } from '../storage/store.ts'

/**
 * Threads as they are kept: beside the document, never in it. The threads of a document stand on 36
 * shelves by the last letter of their id, a record each: a change is one write of one small record,
 * and listing needs no index that could disagree. See docs/decisions/0130.
 */
const storedComment = z.strictObject({
  id: z.string(),
  /** The seat itself: it never leaves the server for a young person. */
  author: z.strictObject({
    seat: z.string(),
    name: z.string(),
    colour: z.number(),
    role: z.enum(ROLES),
    group: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  }),
  body: z.string(),
  moderation: z.enum(MODERATIONS),
  reason: z.string(),
  rule: z.enum(RULES).nullable().default(null),
  isRedacted: z.boolean(),
  appealedAt: z.string().nullable().default(null),
  isWithdrawn: z.boolean(),
  reactions: z.array(z.strictObject({ seat: z.string(), reaction: z.enum(REACTIONS) })),
  createdAt: z.string(),
  editedAt: z.string().nullable(),
})
export type StoredComment = z.infer<typeof storedComment>

const storedThread = z.strictObject({
  id: z.string(),
  anchor,
  visibility: z.enum(VISIBILITIES),
  people: z.number().default(1),
  /** Where its author alone does not say it: see speakers.ts. */
  voice: voice.nullable().default(null),
  mayQuote: z.boolean().default(false),
  consultation: z.string().nullable().default(null),
  suggestion: z
    .strictObject({ words: z.string(), decision, isRedacted: z.boolean().default(false) })
    .nullable(),
  madeVisible: z.strictObject({ at: z.string(), by: z.string() }).nullable().default(null),
  resolved: z.strictObject({ at: z.string(), by: z.string() }).nullable(),
  answer: z.string().nullable(),
  /** Whoever opened it has been told of the answer on their page. */
  isHeard: z.boolean().default(false),
  comments: z.array(storedComment).min(1),
  createdAt: z.string(),
  changedAt: z.string(),
})
export type StoredThread = z.infer<typeof storedThread>

const shelf = z.strictObject({ threads: z.array(storedThread) })

const SHELVES = [...'0123456789abcdefghijklmnopqrstuvwxyz']
/** So that one record stays small; about 5,000 threads to a document. */
const MOST_ON_SHELF = 200

/** Where a thread is. */
export interface ThreadPlace {
  documentId: string
  threadId: string
}

/** All threads of a document, the oldest first. */
export async function storedThreads(store: Store, documentId: string): Promise<StoredThread[]> {
  const shelves = await Promise.all(
    SHELVES.map((name) => readShelf(store, shelfId(documentId, name))),
  )
  return shelves
    .flat()
    .sort((one, other) =>
      one.createdAt === other.createdAt
        ? one.id.localeCompare(other.id)
        : one.createdAt.localeCompare(other.createdAt),
    )
}

/** Those of all documents, in no particular order. */
export async function threadsEverywhere(
  store: Store,
): Promise<{ documentId: string; thread: StoredThread }[]> {
  return (await store.records.list('threads')).flatMap(({ id, value }) =>
    shelf.parse(value).threads.map((thread) => ({ documentId: id.slice(0, -2), thread })),
  )
}

export async function findStoredThread(
  store: Store,
  { documentId, threadId }: ThreadPlace,
): Promise<StoredThread | null> {
  if (!isThreadId(threadId)) return null
  const threads = await readShelf(store, shelfOf({ documentId, threadId }))
  return threads.find(({ id }) => id === threadId) ?? null
}

/**
 * Changes one thread as one step; null removes it. `change` gets null where there is none.
 *
 * @throws {Refusal} `too_many` if there is no room for one more.
 */
export async function changeStoredThread(
  store: Store,
  place: ThreadPlace,
  change: (thread: StoredThread | null) => StoredThread | null,
): Promise<StoredThread | null> {
  if (!isThreadId(place.threadId)) throw noThread()
  let changed: StoredThread | null = null
  await store.records.change('threads', shelfOf(place), (value) => {
    const threads = value === null ? [] : shelf.parse(value).threads
    const before = threads.find(({ id }) => id === place.threadId) ?? null
    changed = change(before)
    const others = threads.filter(({ id }) => id !== place.threadId)
    if (before === null && changed !== null && others.length >= MOST_ON_SHELF) {
      throw new Refusal('too_many', 'This document has as many comments as it can hold.')
    }
    const after = changed === null ? others : [...others, changed]
    return after.length === 0 ? null : asJson(after)
  })
  return changed
}

/** Takes away all threads of a document that goes for good. */
export async function removeThreads(store: Store, documentId: string): Promise<void> {
  for (const name of SHELVES) {
    await store.records.change('threads', shelfId(documentId, name), () => null)
  }
}

/** The same for the same parts: who sends something twice makes one of it. */
export function idFrom(...parts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  return BigInt(`0x${digest}`).toString(36).padStart(50, '0').slice(-16)
}

export function noThread(): Refusal {
  return new Refusal('not_found', 'There is no such comment. It may have been taken back.')
}

async function readShelf(store: Store, id: string): Promise<StoredThread[]> {
  const stored = await store.records.read('threads', id)
  return stored === null ? [] : shelf.parse(stored.value).threads
}

function shelfOf({ documentId, threadId }: ThreadPlace): string {
  return shelfId(documentId, threadId.slice(-1))
}

function shelfId(documentId: string, name: string): string {
  return `${documentId}-${name}`
}

function isThreadId(id: string): boolean {
  return /^[0-9a-z]{16}$/.test(id)
}

function asJson(threads: StoredThread[]): Json {
  return shelf.parse({ threads })
}
