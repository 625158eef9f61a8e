import type { SafetyPoint } from '../../shared/api-versions.ts'
import type { Store } from '../storage/store.ts'
import type { Context } from './context.ts'
import { requireDocument } from './documents.ts'
import {
  asSafetyPoint,
  changeVersions,
  findVersions,
  listVersionRecords,
  removeUnused,
} from './version-record.ts'
import type { StoredPoint } from './version-record.ts'

/**
 * Texts put by without anybody asking: before a great change, and after a while of writing. They
 * are apart from versions and go by themselves: see `worthKeeping`.
 */

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS
const MOST_POINTS = 60
const LAST_DAY = 30

/** Puts the text as it is by. Comes before a change that somebody could regret. */
export function keepSafetyPoint(
  ctx: Context,
  documentId: string,
  why: SafetyPoint['why'],
): Promise<SafetyPoint> {
  return inTurn(ctx.store, async () => {
    await requireDocument(ctx, documentId)
    return keep(ctx, documentId, why)
  })
}

/** Nobody has written for a moment: puts the text by unless that was done within the hour. */
export function keepQuietPoint(ctx: Context, documentId: string): Promise<SafetyPoint | null> {
  return inTurn(ctx.store, async () => {
    const { record } = await requireDocument(ctx, documentId)
    const { versions, points } = await findVersions(ctx.store, documentId)
    const times = [record.createdAt, ...versions.map(({ madeAt }) => madeAt)]
    const last = [...times, ...points.map(({ at }) => at)].toSorted().at(-1) ?? ''
    if (ctx.now().getTime() - Date.parse(last) < HOUR_MS) return null
    return keep(ctx, documentId, 'quiet')
  })
}

/** Bytes are put before a record points to them: until it does, nobody may tidy them away. */
export function inTurn<T>(store: Store, task: () => Promise<T>): Promise<T> {
  const before = turns.get(store) ?? Promise.resolve()
  const done = before.then(task, task) // a task that failed is its caller's, not the next one's
  turns.set(store, done)
  return done
}

const turns = new WeakMap<Store, Promise<unknown>>()

async function keep(
  ctx: Context,
  documentId: string,
  why: SafetyPoint['why'],
): Promise<SafetyPoint> {
  const { store, seat } = ctx
  const point: StoredPoint = {
    id: ctx.newId(),
    at: ctx.now().toISOString(),
    why,
    by: { id: seat.id, name: seat.name },
    state: await store.contents.put(await ctx.live.stateOf(documentId)),
  }
  await removeUnused(store, await thinOut(store, documentId, { now: ctx.now(), more: [point] }))
  return asSafetyPoint(point)
}

/** Safety points whose time is over go, also where nobody makes another one. */
export function removeOldPoints({ store, now }: Pick<Context, 'store' | 'now'>): Promise<void> {
  return inTurn(store, async () => {
    for (const { documentId, record } of await listVersionRecords(store)) {
      if (worthKeeping(record.points, now()).length === record.points.length) continue
      await removeUnused(store, await thinOut(store, documentId, { now: now() }))
    }
  })
}

/** Keeps the points that are worth it, with one more; answers the bytes of those that go. */
async function thinOut(
  store: Store,
  documentId: string,
  { now, more = [] }: { now: Date; more?: readonly StoredPoint[] },
): Promise<string[]> {
  let gone: string[] = []
  await changeVersions(store, documentId, (before) => {
    const points = [...before.points, ...more]
    const kept = worthKeeping(points, now)
    gone = points.filter((each) => !kept.includes(each)).map(({ state }) => state)
    return { ...before, points: kept }
  })
  return gone
}

/** All of the last day, then the last of each day for 30 days; 60 at most. */
function worthKeeping<P extends { at: string }>(points: readonly P[], now: Date): P[] {
  const lastOfDay = new Map(points.map((point) => [point.at.slice(0, 10), point]))
  const kept = points.filter((point) => {
    const ageMs = now.getTime() - Date.parse(point.at)
    if (ageMs < DAY_MS) return true
    return ageMs < LAST_DAY * DAY_MS && lastOfDay.get(point.at.slice(0, 10)) === point
  })
  return kept.slice(-MOST_POINTS)
}
