import type { WebSocket } from 'ws'
import { Refusal } from '../../shared/refusals.ts'
import { unreachable } from '../../shared/unreachable.ts'
import type { RightsChange } from '../bus/bus.ts'
import type { Schedule } from './alarm.ts'
import type { Connection } from './connection.ts'
import { asRefusal } from './doorkeeper.ts'
import type { Asking, Doorkeeper } from './doorkeeper.ts'
import { encodePresence, PING, toFrame } from './frames.ts'

/** Somebody in a room, and how they asked to come in. */
export interface Joined extends Asking {
  connection: Connection
}

export interface AttendanceDeps {
  doorkeeper: Doorkeeper
  schedule: Schedule
  log(line: string): void
}

/** Stock clients drop a line on which no message came for 30 seconds; pings do not count. */
const HEARTBEAT_MS = 15_000
const BEATS = 15
/** A ping, whose answer is waited for, and a message of no presence. */
const SIGN_OF_LIFE = Buffer.concat([PING, toFrame(encodePresence([]))])

/** Which accounts have a document open: some things only happen in their presence. */
export interface Present {
  has(account: string): boolean
}

/** All who are in any room: whether they are still there, and may be. */
export class Attendance {
  readonly #deps: AttendanceDeps
  readonly #present = new Map<WebSocket, Joined>()
  /** Counts changes of rights, so that one that falls into somebody's joining is not missed. */
  #changes = 0
  #beat = 0
  #joinCount = 0
  #stopHeartbeat: () => void

  constructor(deps: AttendanceDeps) {
    this.#deps = deps
    this.#stopHeartbeat = this.#nextBeat()
  }

  get changes(): number {
    return this.#changes
  }

  /** The heartbeat the next to come belongs to. */
  nextBeat(): number {
    return this.#joinCount++ % BEATS
  }

  /** `changesBefore`: those known when they were let in. */
  add(webSocket: WebSocket, joined: Joined, changesBefore: number): void {
    this.#present.set(webSocket, joined)
    webSocket.on('pong', () => {
      joined.connection.isAlive = true
    })
    webSocket.on('close', () => {
      this.#present.delete(webSocket)
      this.#comeOrGo(joined)
    })
    this.#comeOrGo(joined)
    if (this.#changes !== changesBefore) void this.#review(joined)
  }

  /** Somebody's rights have changed, here or anywhere: whoever it is about is looked at again. */
  lookAgain(change: RightsChange): void {
    this.#changes += 1
    for (const joined of this.#present.values()) {
      if (isAbout(change, joined.connection)) void this.#review(joined)
    }
  }

  /** The accounts that have a document open, as they come and go. */
  presentIn(documentId: string): Present {
    return {
      has: (account) =>
        [...this.#present.values()].some(
          ({ connection }) =>
            connection.documentId === documentId &&
            connection.seat.id === account &&
            !connection.isEnded,
        ),
    }
  }

  /** Whether young people may edit hangs on which adults are there. */
  #comeOrGo({ connection: { seat, documentId } }: Joined): void {
    if (seat.role === 'young') return
    for (const joined of this.#present.values()) {
      const { connection } = joined
      if (connection.documentId !== documentId || connection.seat.role !== 'young') continue
      if (connection.seat.adults?.includes(seat.id) === true) void this.#review(joined)
    }
  }

  stop(): void {
    this.#stopHeartbeat()
  }

  /** What somebody was let in with is asked for again, and what has changed takes effect. */
  async #review({ connection, ...asking }: Joined): Promise<void> {
    const { rights, isUsed } = connection
    connection.isUsed = false
    try {
      const options = { isUse: isUsed, isLooking: true }
      connection.admit(await this.#deps.doorkeeper.admit(asking, options))
      if (connection.rights !== rights) connection.rejoin()
    } catch (error) {
      if (!(error instanceof Refusal)) {
        this.#deps.log(`a socket could not be reviewed: ${String(error)}`)
      }
      const { code, message } = asRefusal(error)
      connection.close(code, message)
    }
  }

  #nextBeat(): () => void {
    return this.#deps.schedule(HEARTBEAT_MS / BEATS, () => this.#callRoll())
  }

  /** A share of all sockets at a time, so that nobody waits for thousands of writes. */
  #callRoll(): void {
    this.#stopHeartbeat = this.#nextBeat()
    this.#beat = (this.#beat + 1) % BEATS
    for (const [webSocket, joined] of this.#present) {
      const { connection } = joined
      if (connection.beat !== this.#beat) continue
      if (!connection.isAlive) {
        webSocket.terminate()
        continue
      }
      connection.isAlive = false
      connection.write(SIGN_OF_LIFE)
      // Sessions and shares end by themselves, too.
      void this.#review(joined)
    }
  }
}

/** Whether a change of rights may be one for whoever is behind a connection. */
function isAbout(change: RightsChange, { seat, documentId }: Connection): boolean {
  switch (change.of) {
    case 'document':
      return documentId === change.id
    case 'account':
      return [seat.id, seat.viewer, ...(seat.adults ?? [])].includes(change.id)
    case 'group':
      return [...(seat.groups ?? []), ...(seat.looksAfter ?? [])].includes(change.id)
    case 'directory':
      return true
    default:
      return unreachable(change)
  }
}
