import * as Y from 'yjs'
import { createApp } from '../../server/app.ts'
import type { AppDeps } from '../../server/app.ts'
import { createLocalBus } from '../../server/bus/local.ts'
import type { Context, LiveDocuments } from '../../server/domain/context.ts'
import { watchHealth } from '../../server/domain/health.ts'
import { seatFor } from '../../server/domain/seats.ts'
import { readSeatToken } from '../../server/routes/seat-cookie.ts'
import type { Store } from '../../server/storage/store.ts'
import type { Seat } from '../../shared/access.ts'
import type { DocumentEvent } from '../../shared/events.ts'
import { createFixedClock } from './clock.ts'
import { createMemoryStore } from './memory-store.ts'

export const OFFICER: Seat = { id: 'petra', name: 'Petra Wick', colour: 3, role: 'officer' }

/** The HTTP side over a store in memory, a clock that stands still and ids that count. */
export function startApp(options: Partial<AppDeps> = {}) {
  const world = startWorld(options.store)
  const { store, bus, clock } = world
  const publicUrl = options.publicUrl ?? null
  const log: string[] = []
  let tokens = 0
  const app = createApp({
    store,
    bus,
    live: world.live,
    health: watchHealth({ store, bus, now: clock.now }),
    now: clock.now,
    newId: clock.newId,
    newToken: () => `token${String(++tokens).padStart(17, '0')}`,
    seatFor: (cookies) => seatFor(store, readSeatToken(cookies, publicUrl)),
    publicUrl,
    servePage: async () => null,
    log: (line) => log.push(line),
    ...options,
  })
  return { ...world, app, log }
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
    async close(documentId) {
      closed.push(documentId)
    },
  }
  const ctx: Context = {
    seat: OFFICER,
    store,
    bus,
    live,
    now: clock.now,
    newId: clock.newId,
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
