import type { Answer } from '../../shared/answers.ts'
import type { Ask } from '../../shared/compare/comparison.ts'
import type { Asked, VersionName } from '../../shared/golden-thread.ts'
import { labelInWords } from '../../shared/versions.ts'
import { listAnswers } from './answers-record.ts'
import type { Context } from './context.ts'
import { speakerOf } from './speakers.ts'
import { isSeen } from './thread-view.ts'
import { storedThreads } from './threads-record.ts'
import type { StoredThread } from './threads-record.ts'
import { rightsOn, viewerOf } from './threads.ts'
import { findVersions } from './version-record.ts'
import type { StoredVersion } from './version-record.ts'

/** Everything people said about the places of a document, and what became of it. */
export async function traceAsked(ctx: Context, documentId: string): Promise<Asked[]> {
  const viewer = viewerOf(ctx.seat, await rightsOn(ctx, documentId))
  const world = await gather(ctx, documentId)
  const isVisible = ({ visibility, comments: [first] }: StoredThread) =>
    (visibility === 'visible' || viewer.readsInternal) &&
    first !== undefined &&
    !first.isWithdrawn &&
    isSeen(first, viewer)
  return trace(world).flatMap(({ threads, asked }) => {
    const seen = threads.filter(isVisible).map(({ id }) => id)
    // An answer is told to everybody; a comment that waits to be checked is not.
    return seen.length === 0 && asked.answer === null ? [] : [{ ...asked, threads: seen }]
  })
}

/** Whose wish each changed place was. */
export async function listAsks(ctx: Context, documentId: string): Promise<Ask[]> {
  const asks = trace(await gather(ctx, documentId)).flatMap(({ asked }) =>
    asked.is === 'changed' ? asked.by.map((by) => ({ id: asked.place, by })) : [],
  )
  const unique = new Map(asks.map((ask) => [`${ask.id} ${ask.by}`, ask]))
  return [...unique.values()]
}

/** The version a change stands in: the one it was found in, or the first one made after its answer. */
export function versionOf(
  { at, version }: { at: string; version: string | null },
  versions: readonly StoredVersion[],
): VersionName | null {
  const standing = versions.filter(({ withdrawn }) => withdrawn === null)
  const found =
    standing.find(({ id }) => id === version) ?? standing.find(({ madeAt }) => madeAt >= at)
  return found === undefined ? null : { id: found.id, label: labelInWords(found) }
}

interface World {
  threads: StoredThread[]
  answers: Answer[]
  versions: StoredVersion[]
}

async function gather(ctx: Context, documentId: string): Promise<World> {
  const [threads, answers, { versions }] = await Promise.all([
    storedThreads(ctx.store, documentId),
    listAnswers(ctx, documentId),
    findVersions(ctx.store, documentId),
  ])
  return { threads, answers, versions }
}

interface Traced {
  threads: StoredThread[]
  asked: Omit<Asked, 'threads'>
}

function trace(world: World): Traced[] {
  const traced = [
    ...world.answers.flatMap((answer) => fromAnswer(answer, world)),
    ...world.threads.flatMap((thread) => fromSuggestion(thread, world)),
    ...world.threads.flatMap(waiting),
  ]
  return traced.sort((one, other) => other.asked.at.localeCompare(one.asked.at))
}

/** Where it changed, and every other place its comments are about. */
function fromAnswer(answer: Answer, { threads, versions }: World): Traced[] {
  const { id, outcome, said, words, change, at } = answer
  const own = threads.filter((thread) => thread.answer === id)
  const by = speakersOf(own)
  const whole = { answer: id, outcome, said, words, by, at }
  const changed = change?.place ?? null
  const found: Traced[] = []
  if (change !== null && changed !== null) {
    const { before, after } = change
    const version = versionOf({ at, version: change.version }, versions)
    const asked = { ...whole, place: changed, is: 'changed' as const, before, after, version }
    found.push({ threads: own, asked })
  }
  const places = new Set(own.flatMap((thread) => placeOf(thread) ?? []))
  for (const place of places) {
    if (place === changed) continue
    const asked = { ...whole, place, is: 'heard' as const, before: '', after: '', version: null }
    found.push({ threads: own.filter((thread) => placeOf(thread) === place), asked })
  }
  return found
}

/** Suggested words that were put in need no other answer. */
function fromSuggestion(thread: StoredThread, { versions }: World): Traced[] {
  const place = placeOf(thread)
  const decision = thread.suggestion?.decision
  if (place === null || decision?.is !== 'accepted') return []
  const { at, before, after } = decision
  const asked = {
    place,
    is: 'changed' as const,
    answer: null,
    outcome: 'changed' as const,
    said: '',
    words: 'The suggested words were put in.',
    before,
    after,
    by: [speakerOf(thread)],
    version: versionOf({ at, version: null }, versions),
    at,
  }
  return [{ threads: [thread], asked }]
}

function waiting(thread: StoredThread): Traced[] {
  const place = placeOf(thread)
  const isAccepted = thread.suggestion?.decision.is === 'accepted'
  if (place === null || thread.answer !== null || isAccepted) return []
  const asked = {
    place,
    is: 'heard' as const,
    answer: null,
    outcome: null,
    said: '',
    words: '',
    before: '',
    after: '',
    by: [speakerOf(thread)],
    version: null,
    at: thread.createdAt,
  }
  return [{ threads: [thread], asked }]
}

function speakersOf(threads: readonly StoredThread[]): string[] {
  return [...new Set(threads.map(speakerOf))].sort((one, other) =>
    one.localeCompare(other, 'en-GB'),
  )
}

function placeOf({ anchor }: StoredThread): string | null {
  return anchor.row ?? anchor.block
}
