import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import * as Y from 'yjs'
import { createLocalBus } from '../../../server/bus/local.ts'
import { addDocument } from '../../../server/domain/documents.ts'
import { createRooms } from '../../../server/sync/rooms.ts'
import type { RoomLimits } from '../../../server/sync/room-limits.ts'
import { createSync } from '../../../server/sync/socket.ts'
import type { SyncLimits } from '../../../server/sync/socket.ts'
import type { RemovedRow } from '../../../server/sync/rows/removed-row.ts'
import type { Schedule } from '../../../server/sync/alarm.ts'
import type { Store } from '../../../server/storage/store.ts'
import { ROLES } from '../../../shared/access.ts'
import type { Role, Seat, Share } from '../../../shared/access.ts'
import type { DocumentEvent } from '../../../shared/events.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import { createFixedClock } from '../../support/clock.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import type { MemoryStore } from '../../support/memory-store.ts'
import { RawClient } from './raw-client.ts'
import type { Joining } from './raw-client.ts'

export interface StartOptions {
  store?: Store & Partial<Pick<MemoryStore, 'failWith'>>
  limits?: Partial<RoomLimits>
  socketLimits?: Partial<SyncLimits>
  /** Memory for texts. */
  textBytes?: number
  /** Nobody is known before it resolves. */
  doorkeeper?: Promise<void>
  /** Real timers instead of the ones that `advance` moves. */
  isRealTime?: boolean
  publicUrl?: URL
}

/** The live engine on a real HTTP server, over a store in memory and time that is moved by hand. */
export async function startSync(options: StartOptions = {}) {
  const store = options.store ?? createMemoryStore()
  const clock = createFixedClock()
  const timers = createTimers(clock)
  const schedule = options.isRealTime === true ? undefined : timers.schedule
  const bus = createLocalBus()
  const log: string[] = []
  const events: [documentId: string, event: DocumentEvent][] = []
  bus.subscribe((documentId, event) => events.push([documentId, event]))
  const quiet: string[] = []
  const removedRows: RemovedRow[] = []
  const deps = { store, bus, schedule, now: clock.now, log: (line: string) => log.push(line) }
  const rooms = createRooms({
    ...deps,
    newId: clock.newId,
    // Where time is moved by hand, nothing is to wait for it by the way.
    limits: { ...(options.isRealTime === true ? {} : { commitGapMs: 0 }), ...options.limits },
    textBytes: options.textBytes,
    onQuiet: (documentId) => quiet.push(documentId),
    onRowsRemoved: (_documentId, rows) => removedRows.push(...rows),
  })
  const sync = createSync({
    ...deps,
    rooms,
    async seatFor(request) {
      await options.doorkeeper
      return seatOf(request)
    },
    // Tests let hundreds in from one address and as one person.
    limits: { perAddress: Infinity, perSeat: Infinity, ...options.socketLimits },
    publicUrl: options.publicUrl ?? null,
  })
  const server = createServer()
  const lines = new Set<Socket>()
  server.on('connection', (line) => lines.add(line))
  server.on('upgrade', sync.handleUpgrade)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const clients: RawClient[] = []

  return {
    store,
    bus,
    rooms,
    log,
    events,
    quiet,
    removedRows,
    port,
    url: `ws://127.0.0.1:${port}/sync`,
    advance: timers.advance,
    /** Bytes the server has read from all who ever connected. */
    bytesRead: () => [...lines].reduce((sum, line) => sum + line.bytesRead, 0),
    /** A document of one paragraph. */
    async createDocument(words = 'Hello', shares: Share[] = SHARES): Promise<string> {
      const ctx = {
        seat: seatOf(null),
        store,
        bus,
        live: rooms,
        now: clock.now,
        newId: clock.newId,
      }
      const paragraph = documentSchema.node('paragraph', null, documentSchema.text(words))
      const summary = await addDocument(ctx, {
        title: 'A plan',
        kind: 'other',
        body: documentSchema.node('doc', null, paragraph),
        isDemo: false,
        origin: { from: 'template', template: 'blank' },
        shares,
      })
      return summary.id
    },
    async connect(documentId: string, joining: Joining = {}): Promise<RawClient> {
      const client = await RawClient.open(`ws://127.0.0.1:${port}/sync/${documentId}`, joining)
      clients.push(client)
      return client
    },
    /** A client that has the document and was asked for its own. */
    async join(documentId: string, joining: Joining = {}): Promise<RawClient> {
      const client = await this.connect(documentId, joining)
      await client.sync()
      return client
    },
    /** The document as somebody would find it after a restart. */
    async stored(documentId: string): Promise<Y.Doc> {
      const doc = new Y.Doc()
      for (const update of (await store.updates.load(documentId)).updates)
        Y.applyUpdate(doc, update)
      return doc
    },
    async stop() {
      for (const client of clients) client.terminate()
      store.failWith?.(null)
      const drained = rooms.drain()
      timers.advance(10_000)
      await drained
      sync.stop()
      server.close()
      server.closeAllConnections()
    },
  }
}

/** With everybody who signs in, as editors, and with Rae, who may be young. */
const SHARES: Share[] = [
  { who: { is: 'everyone' }, as: 'editor', until: null },
  { who: { is: 'account', id: 'rae' }, as: 'editor', until: null },
]

export type SyncWorld = Awaited<ReturnType<typeof startSync>>

/** Timers that ring when time is moved, in order. */
function createTimers(clock: { now(): Date; advance(ms: number): void }) {
  let timers: { at: number; action: () => void }[] = []
  const schedule: Schedule = (delayMs, action) => {
    const timer = { at: clock.now().getTime() + delayMs, action }
    timers.push(timer)
    return () => {
      timers = timers.filter((each) => each !== timer)
    }
  }
  return {
    schedule,
    advance(ms: number) {
      const end = clock.now().getTime() + ms
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)
        if (next === undefined) break
        timers = timers.filter((each) => each !== next)
        clock.advance(next.at - clock.now().getTime())
        next.action()
      }
      clock.advance(end - clock.now().getTime())
    },
  }
}

/** The header `x-seat` says who connects: "role id". */
function seatOf(request: IncomingMessage | null): Seat {
  const header = request?.headers['x-seat']
  const [role = 'officer', id = 'petra'] = typeof header === 'string' ? header.split(' ') : []
  const known = ROLES.find((each): each is Role => each === role)
  return { id, name: `Name of ${id}`, colour: 3, role: known ?? 'public' }
}
