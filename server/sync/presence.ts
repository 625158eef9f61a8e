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
  /** What is written meanwhile goes out together. */
  together(write: () => void): void
}

const WINDOW_MS = 45
const BIG_ROOM = 50
const BIG_ROOM_WINDOW_MS = 70
/** Of so many at most the others hear at a time; whoever moved later has to wait. */
const MOST_AT_A_TIME = 100
/** States in one message: whoever moved is sent all messages but the one with their own as they are. */
const MESSAGE_STATES = 25
const MAX_STATE_BYTES = 1_024

/** How long changes gather, in ms: the more people, the less often the caret of each moves. */
function windowFor(members: number): number {
  return members < BIG_ROOM ? WINDOW_MS : Math.max(BIG_ROOM_WINDOW_MS, members / 3)
}

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
  state: Uint8Array | null
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
      // A copy, or the whole message would be kept for it.
      this.#move(id, { member, clock, state: state.slice() })
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
    this.#wait()
  }

  #wait(): void {
    this.#stopWindow ??= this.#schedule(windowFor(this.#members.size), () => this.#flush())
  }

  #flush(): void {
    this.#stopWindow = null
    const entries = new Map<number, Uint8Array>()
    for (const [id, move] of [...this.#moved].slice(0, MOST_AT_A_TIME)) {
      this.#moved.delete(id)
      const entry = this.#show(id, move)
      if (entry !== null) entries.set(id, entry)
    }
    if (this.#moved.size > 0) this.#wait()
    if (entries.size > 0) this.#tell(entries)
  }

  /** What others are to be sent; null if they would see no difference. */
  #show(id: number, { member, clock, state }: Move<M>): Uint8Array | null {
    const own = state === null ? null : withSeat(state, member.seat)
    const before = this.#shown.get(id)
    if (own === null && before === undefined) return null
    const next = Math.max(clock, (before?.clock ?? this.#pastClock) + 1)
    const entry = encodeEntry(id, next, own)
    if (own !== null) this.#shown.set(id, { member, clock: next, entry })
    else {
      this.#shown.delete(id)
      this.#pastClock = Math.max(this.#pastClock, next)
    }
    return entry
  }

  /** The same bytes for all; only the message with their own state is made for each who moved. */
  #tell(entries: ReadonlyMap<number, Uint8Array>): void {
    const messages = inMessages([...entries])
    const everything = Buffer.concat(messages.map(({ frame }) => frame))
    const messageOf = new Map(messages.flatMap((each) => each.ids.map((id) => [id, each])))
    for (const member of this.#members) {
      if (!member.seesPresence) continue
      const own = member.presenceId === null ? undefined : messageOf.get(member.presenceId)
      if (own === undefined) member.write(everything)
      else {
        member.together(() => {
          if (own.start > 0) member.write(everything.subarray(0, own.start))
          const others = own.ids.filter((id) => id !== member.presenceId)
          if (others.length > 0) {
            member.send(encodePresence(others.flatMap((id) => entries.get(id) ?? [])))
          }
          const end = own.start + own.frame.length
          if (end < everything.length) member.write(everything.subarray(end))
        })
      }
    }
  }
}

interface Message {
  ids: number[]
  frame: Buffer
  /** Where it begins among all of them. */
  start: number
}

function inMessages(entries: readonly [id: number, entry: Uint8Array][]): Message[] {
  const messages: Message[] = []
  let start = 0
  for (let next = 0; next < entries.length; next += MESSAGE_STATES) {
    const some = entries.slice(next, next + MESSAGE_STATES)
    const frame = toFrame(encodePresence(some.map(([, entry]) => entry)))
    messages.push({ ids: some.map(([id]) => id), frame, start })
    start += frame.length
  }
  return messages
}

const utf8 = new TextDecoder()

/** The state with the seat in place of whoever it claims to be; null if it is no object. */
function withSeat(state: Uint8Array, { id, name, colour }: Seat): object | null {
  try {
    const value: unknown = JSON.parse(utf8.decode(state))
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
