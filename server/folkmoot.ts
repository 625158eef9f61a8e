import { randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import type { Seat } from '../shared/access.ts'
import { createApp } from './app.ts'
import { createLocalBus } from './bus/local.ts'
import type { Config } from './config.ts'
import type { Context } from './domain/context.ts'
import { startPartnership } from './domain/demo.ts'
import { finishRemovals, refreshSummary } from './domain/documents.ts'
import { watchHealth } from './domain/health.ts'
import { seatFor } from './domain/seats.ts'
import { createId } from './ids.ts'
import { readSeatToken } from './routes/seat-cookie.ts'
import type { ServePage } from './static-files.ts'
import { openEmbeddedStore } from './storage/embedded/store.ts'
import { createRooms } from './sync/rooms.ts'
import { createSync } from './sync/socket.ts'
import { keepHeapSmall } from './sync/warmth.ts'

/** Everything that runs but the port: for the server, for development and for tests. */
export interface Folkmoot {
  handleRequest: RequestListener
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Stores what was accepted, sends everybody away to come back, lets go of the data folder. */
  stop(): Promise<void>
}

/** How long requests on their way may take to finish when the server stops. */
const FINISH_MS = 5_000

/** Who acts when nobody does. */
const SERVER: Seat = { id: 'server', name: 'Folkmoot', colour: 0, role: 'operator' }

/**
 * Opens the data folder and puts everything together on it.
 *
 * @throws {UnusableFolder} if the data folder cannot be used, or another process has it open.
 */
export async function openFolkmoot(
  { dataFolder, publicUrl, hasDemo }: Pick<Config, 'dataFolder' | 'publicUrl' | 'hasDemo'>,
  { servePage, log }: { servePage: ServePage; log(line: string): void },
): Promise<Folkmoot> {
  keepHeapSmall()
  const now = () => new Date()
  const store = await openEmbeddedStore({ folder: dataFolder, onProblem: log })
  const bus = createLocalBus()
  const health = watchHealth({ store, bus, now })
  const live = createRooms({ store, bus, now, log, onQuiet: (id) => void summarise(id) })
  const ctx: Context = { seat: SERVER, store, bus, live, now, newId: createId }
  const findSeat = (cookies: string | undefined) =>
    seatFor(store, readSeatToken(cookies, publicUrl))
  const sync = createSync({
    rooms: live,
    seatFor: ({ headers }) => findSeat(headers.cookie),
    publicUrl,
    now,
    log,
  })
  const app = createApp({
    store,
    bus,
    live,
    health,
    now,
    newId: createId,
    newToken: () => randomBytes(16).toString('base64url'),
    seatFor: findSeat,
    publicUrl,
    servePage,
    log,
  })

  const requests = new Set<Promise<Response>>()

  try {
    await finishRemovals(ctx)
    await startPartnership(ctx, { hasDemo })
  } catch (error) {
    await stop()
    throw error
  }
  return {
    handleRequest: getRequestListener(answer, { overrideGlobalObjects: false }),
    handleUpgrade: sync.handleUpgrade,
    stop,
  }

  async function answer(request: Request): Promise<Response> {
    const answering = Promise.resolve(app.fetch(request))
    requests.add(answering)
    try {
      return await answering
    } finally {
      requests.delete(answering)
    }
  }

  async function summarise(documentId: string): Promise<void> {
    try {
      await refreshSummary(ctx, documentId)
    } catch (error) {
      log(`The summary of ${documentId} could not be refreshed: ${String(error)}`)
    }
  }

  async function stop(): Promise<void> {
    health.stop()
    await live.drain()
    sync.stop()
    await Promise.race([Promise.allSettled(requests), delay(FINISH_MS, null, { ref: false })])
    await store.close()
  }
}
