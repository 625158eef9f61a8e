import * as Y from 'yjs'
import { createApp } from '../../server/app.ts'
import type { AppDeps } from '../../server/app.ts'
import { createLocalBus } from '../../server/bus/local.ts'
import type { LiveDocuments } from '../../server/domain/context.ts'
import type { DoorContext } from '../../server/domain/links.ts'
import { createLinkPost } from '../../server/domain/link-post.ts'
import { watchHealth } from '../../server/domain/health.ts'
import { seatFor } from '../../server/domain/seats.ts'
import { readCredentials } from '../../server/routes/credentials.ts'
import { createLimiter } from '../../server/routes/limits.ts'
import type { Store } from '../../server/storage/store.ts'
import { editState } from '../../shared/writing/edit-state.ts'
import type { Seat } from '../../shared/access.ts'
import type { DocumentEvent } from '../../shared/events.ts'
import { createFixedClock } from './clock.ts'
import { createMemoryStore } from './memory-store.ts'

export const OFFICER: Seat = { id: 'petra', name: 'Petra Wick', colour: 3, role: 'officer' }

/**
 * The HTTP side over a store in memory, a clock that stands still and ids that count. Whoever shows
 * no cookie and no token is the officer Petra, unless `hasDoor`.
 */
export function startApp({ hasDoor = false, ...options }: AppOptions = {}) {
  const world = startWorld(options.store)
  const { store, bus, clock } = world
  const publicUrl = options.publicUrl ?? null
  const log: string[] = []
  const app = createApp({
    store,
    bus,
    live: world.live,
    health: watchHealth({ store, bus, now: clock.now }),
    now: clock.now,
    newId: clock.newId,
    newToken: world.ctx.newToken,
    seatFor: async (headers) => {
      const isShown = headers.cookie !== undefined || headers.authorization !== undefined
      if (!hasDoor && !isShown) return { ...OFFICER, provenAt: clock.now().toISOString() }
      return seatFor({ store, now: clock.now }, readCredentials(headers, publicUrl))
    },
    limiter: createLimiter(clock.now),
    council: null,
    links: createLinkPost({
      mail: null,
      ctx: world.ctx,
      origin: '',
      log: (line) => log.push(line),
    }),
    proxyHops: 0,
    publicUrl,
    servePage: async () => null,
    log: (line) => log.push(line),
    ...options,
  })
  return { ...world, app, log }
}

interface AppOptions extends Partial<AppDeps> {
  hasDoor?: boolean
}

/** What the domain reaches the world by, with a record of what it did to it. */
export function startWorld(store: Store = createMemoryStore()) {
  const clock = createFixedClock()
  const bus = createLocalBus()
  const events: [documentId: string, event: DocumentEvent][] = []
  const closed: string[] = []
  bus.subscribe((documentId, event) => events.push([documentId, event]))
  const live: LiveDocuments = {
    async stateOf(documentId) {
      return Y.mergeUpdates((await store.updates.load(documentId)).updates)
    },
    async edit(documentId, change) {
      const update = editState(await live.stateOf(documentId), change)
      if (update !== null) await store.updates.append(documentId, update)
      return update !== null
    },
    async forget(documentId) {
      const { lastSequence } = await store.updates.load(documentId)
      await store.updates.compact(documentId, await live.stateOf(documentId), lastSequence)
    },
    async close(documentId) {
      closed.push(documentId)
    },
  }
  let tokens = 0
  const ctx: DoorContext = {
    seat: OFFICER,
    store,
    bus,
    live,
    now: clock.now,
    newId: clock.newId,
    newToken: () => `token${String(++tokens).padStart(17, '0')}`,
  }
  return { ctx, store, bus, clock, live, events, closed }
}

/** A JSON request. */
export function sending(method: string, body?: unknown, headers: Record<string, string> = {}) {
  return {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  }
}
