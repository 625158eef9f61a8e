import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Seat } from '../../shared/access.ts'
import type { Schedule } from './alarm.ts'
import { encodePresence, toFrame } from './frames.ts'

/** Who takes part in the presence of a room. */
export interface PresenceMember {
  readonly seat: Seat
  /** The one awareness client id this socket has claimed. */
  presenceId: number | null
  readonly seesPresence: boolean
  send(message: Uint8Array): void
  /** Whole WebSocket frames. */
  write(frames: Uint8Array): void
}

/** How long changes gather, in ms: beyond so many people the caret of each moves less often. */
const WINDOW_MS = 45
const BIG_ROOM = 50
const BIG_ROOM_WINDOW_MS = 100
const MAX_STATE_BYTES = 1_024

interface Shown<M> {
  member: M
  clock: number
  /** As it goes over the wire: id, clock, state. */
  entry: Uint8Array
}

interface Move<M> {
  member: M
  /** The client's own. */
  clock: number
  state: string | null
}

/**
 * Carets and faces of one room. A socket speaks for the one awareness client id it claimed first;
 * whoever it says to be is overwritten with its seat. Changes are gathered for a moment and go out
 * together. The clocks others see are the server's own where those of the client are lower, so that
 * somebody who comes back with an old clock is seen at once.
 */
export class Presence<M extends PresenceMember> {
  readonly #members: ReadonlySet<M>
  readonly #schedule: Schedule
  /** The highest clock of those who have left. */
  #pastClock: number
  #shown = new Map<number, Shown<M>>()
  /** Newest state of those who moved in this window; null: they left. */
  #moved = new Map<number, Move<M>>()
  #stopWindow: (() => void) | null = null

  /** `startClock`: above all clocks that earlier lives of the room gave out. */
  constructor(deps: { members: ReadonlySet<M>; schedule: Schedule; startClock: number }) {
    this.#members = deps.members
    this.#schedule = deps.schedule
    this.#pastClock = deps.startClock
  }

  /**
   * Takes the sender's own state out of an awareness message; those of others are passed over,
   * because stock clients send back what they hear. Throws if it is not an awareness message.
   */
  receive(member: M, states: Uint8Array): void {
    const decoder = decoding.createDecoder(states)
    const count = decoding.readVarUint(decoder)
    for (let i = 0; i < count; i++) {
      const id = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const state = decoding.readVarUint8Array(decoder)
      if (!this.#speaksFor(member, id) || state.length > MAX_STATE_BYTES) continue
      this.#move(id, { member, clock, state: utf8.decode(state) })
    }
  }

  /** Shows a newcomer, or somebody who asks, everybody else. */
  introduce(member: M): void {
    if (!member.seesPresence || this.#shown.size === 0) return
    const others = [...this.#shown].filter(([id]) => id !== member.presenceId)
    member.send(encodePresence(others.map(([, { entry }]) => entry)))
  }

  /** The seat that is here under this awareness id, which is also its Yjs client id. */
  seatOf(id: number): string | null {
    return this.#ownerOf(id)?.seat.id ?? null
  }

  leave(member: M): void {
    const id = member.presenceId
    if (id !== null && this.#ownerOf(id) === member)
      this.#move(id, { member, clock: 0, state: null })
    member.presenceId = null
  }

  stop(): void {
    this.#stopWindow?.()
  }

  #speaksFor(member: M, id: number): boolean {
    if (member.presenceId !== null && member.presenceId !== id) return false
    const owner = this.#ownerOf(id)
    if (owner !== null && owner !== member) {
      // The same person on a new line, while the old one has not been noticed to be dead.
      if (owner.seat.id !== member.seat.id) return false
      owner.presenceId = null
    }
    member.presenceId = id
    return true
  }

  #ownerOf(id: number): M | null {
    const moved = this.#moved.get(id)
    if (moved !== undefined) return moved.state === null ? null : moved.member
    return this.#shown.get(id)?.member ?? null
  }

  #move(id: number, move: Move<M>): void {
    this.#moved.set(id, move)
    const windowMs = this.#members.size < BIG_ROOM ? WINDOW_MS : BIG_ROOM_WINDOW_MS
    this.#stopWindow ??= this.#schedule(windowMs, () => this.#flush())
  }

  #flush(): void {
    this.#stopWindow = null
    const entries = new Map<number, Uint8Array>()
    for (const [id, { member, clock, state }] of this.#moved) {
      const own = state === null ? null : withSeat(state, member.seat)
      const before = this.#shown.get(id)
      if (own === null && before === undefined) continue
      const next = Math.max(clock, (before?.clock ?? this.#pastClock) + 1)
      const entry = encodeEntry(id, next, own)
      entries.set(id, entry)
      if (own !== null) this.#shown.set(id, { member, clock: next, entry })
      else {
        this.#shown.delete(id)
        this.#pastClock = Math.max(this.#pastClock, next)
      }
    }
    this.#moved.clear()
    if (entries.size > 0) this.#tell(entries)
  }

  /** One frame for all who did not move; those who did are spared their own. */
  #tell(entries: ReadonlyMap<number, Uint8Array>): void {
    const list = [...entries.values()]
    const everything = toFrame(encodePresence(list))
    const places = new Map([...entries.keys()].map((id, place) => [id, place]))
    for (const member of this.#members) {
      if (!member.seesPresence) continue
      const own = member.presenceId === null ? undefined : places.get(member.presenceId)
      if (own === undefined) member.write(everything)
      else if (list.length > 1) member.send(encodePresence(list.toSpliced(own, 1)))
    }
  }
}

const utf8 = new TextDecoder()

/** The state with the seat in place of whoever it claims to be; null if it is no object. */
function withSeat(state: string, { id, name, colour }: Seat): object | null {
  try {
    const value: unknown = JSON.parse(state)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    return { ...value, user: { id, name, colour } }
  } catch {
    // Not JSON: as good as gone.
    return null
  }
}

function encodeEntry(id: number, clock: number, state: object | null): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, id)
  encoding.writeVarUint(encoder, clock)
  encoding.writeVarString(encoder, JSON.stringify(state))
  return encoding.toUint8Array(encoder)
}
