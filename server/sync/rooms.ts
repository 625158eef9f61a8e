import type { Seat } from '../../shared/access.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Bus } from '../bus/bus.ts'
import type { LiveDocuments } from '../domain/context.ts'
import { requireDocument } from '../domain/documents.ts'
import type { Store } from '../storage/store.ts'
import { scheduleOnTimer } from './alarm.ts'
import type { Schedule } from './alarm.ts'
import { documentGrammar } from './grammar.ts'
import type { Grammar } from './grammar.ts'
import { Pace } from './pace.ts'
import { Room } from './room.ts'
import type { RoomLimits } from './room-limits.ts'
import type { RemovedRow } from './rows/removed-row.ts'
import { Warmth } from './warmth.ts'

export interface RoomsDeps {
  store: Store
  bus: Bus
  now(): Date
  log(line: string): void
  /** A document was edited and nobody has edited it since for two seconds. */
  onQuiet?(documentId: string): void
  /** Rows of plans were taken out of a text. */
  onRowsRemoved?(documentId: string, rows: readonly RemovedRow[], by: Seat | null): void
  newId(): string
  schedule?: Schedule
  limits?: Partial<RoomLimits>
  /** What documents may be made of; that of our schema unless a benchmark brings its own. */
  grammar?: Grammar
  /** Presence clocks begin behind it; the time by default, so that they rise over a restart. */
  presenceClock?(): number
  /** Memory for texts, over all rooms. */
  textBytes?: number
}

/** The open documents of this process. */
export interface Rooms extends LiveDocuments {
  /**
   * The room of a document, shared by all who are in it.
   * @throws {Refusal} `not_found` if there is no such document; `unavailable` while stopping.
   */
  open(documentId: string): Promise<Room>
  /** How many rooms are open, and how many of them hold a Y.Doc. */
  count(): { open: number; live: number }
  /** Stores everything, sends all sockets away to come back, opens nothing any more. */
  drain(): Promise<void>
}

const LIMITS: RoomLimits = {
  quietMs: 2_000,
  // An alarm rings within twice its time: what nobody uses is gone within a minute.
  idleMs: 28_000,
  compactAfter: 500,
  documentBytes: 10 * 1024 * 1024,
  heldBytes: 16 * 1024 * 1024,
  answerBytes: 16 * 1024 * 1024,
  commitGapMs: 7,
}

const TEXT_BYTES = 40 * 1024 * 1024

export function createRooms(deps: RoomsDeps): Rooms {
  const {
    store,
    bus,
    now,
    log,
    onQuiet,
    onRowsRemoved,
    newId,
    schedule = scheduleOnTimer,
    grammar = documentGrammar,
  } = deps
  const { presenceClock = () => now().getTime(), textBytes = TEXT_BYTES } = deps
  const limits = { ...LIMITS, ...deps.limits }
  const rooms = new Map<string, Room>()
  const warmth = new Warmth({ schedule, now, budgetBytes: textBytes })
  const pace = new Pace({ schedule, gapMs: limits.commitGapMs })
  let isDraining = false

  const unsubscribe = bus.subscribe((documentId, event) => {
    const room = rooms.get(documentId)
    if (room === undefined) return
    room.tell(event)
    if (event.type === 'document.removed') void close(documentId)
  })

  return {
    async open(documentId) {
      await requireDocument({ store }, documentId)
      return roomOf(documentId)
    },
    async stateOf(documentId) {
      return roomOf(documentId).state()
    },
    async edit(documentId, change) {
      await requireDocument({ store }, documentId)
      return roomOf(documentId).change(change)
    },
    async forget(documentId, seatId) {
      await requireDocument({ store }, documentId)
      await roomOf(documentId).forget(seatId)
    },
    close,
    count() {
      const live = [...rooms.values()].filter(({ isLive }) => isLive).length
      return { open: rooms.size, live }
    },
    async drain() {
      isDraining = true
      unsubscribe()
      warmth.stop()
      await Promise.all([...rooms.values()].map((room) => room.drain()))
      rooms.clear()
    },
  }

  function roomOf(documentId: string): Room {
    if (isDraining) throw new Refusal('unavailable', 'The server is restarting.')
    const open = rooms.get(documentId)
    if (open !== undefined) return open
    const room: Room = new Room({
      documentId,
      updates: store.updates,
      grammar,
      presenceClock,
      bus,
      schedule,
      pace,
      limits,
      log,
      newId,
      onQuiet: () => onQuiet?.(documentId),
      onRowsRemoved: (rows, by) => onRowsRemoved?.(documentId, rows, by),
      onWeight: (self, bytes) => warmth.note(self, bytes),
      onUnused: () => forget(documentId, room),
    })
    rooms.set(documentId, room)
    return room
  }

  function forget(documentId: string, room: Room): void {
    if (rooms.get(documentId) !== room) return
    rooms.delete(documentId)
    void room.close(new Refusal('unavailable', 'This document was closed for the moment.'))
  }

  async function close(documentId: string): Promise<void> {
    const room = rooms.get(documentId)
    if (room === undefined) return
    rooms.delete(documentId)
    await room.close(new Refusal('not_found', 'This document was removed.'))
  }
}
