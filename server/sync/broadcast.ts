import { encodeSaved } from '../../shared/protocol.ts'
import type { Schedule } from './alarm.ts'
import type { Answer } from './answers.ts'
import type { Connection } from './connection.ts'
import { encodeSync, toFrame } from './frames.ts'
import type { Delivery } from './outbox.ts'

/** What waits for the disk, in the order of the room. */
export type RoomEntry =
  | { is: 'edit'; update: Uint8Array; from: Connection }
  /** A change by the server itself, for somebody who asked for it over HTTP. */
  | { is: 'edit'; update: Uint8Array; from: null; onStored: () => void }
  | { is: 'nothingNew'; update: null; from: Connection }
  | Answer

/**
 * How long edits gather before they go out together, in ms, by how many are in the room. A write to
 * a socket costs the same whatever it carries, so in a big room fewer writes are the only saving.
 */
const WINDOWS: [members: number, windowMs: number][] = [
  [5, 0],
  [20, 5],
  [100, 8],
  [400, 50],
]
const LONGEST_WINDOW_MS = 90
/** In a room of more than this, "saved" may wait a moment to go out with something else. */
const SMALL_ROOM = 5
const SAVED_WITHIN_MS = 100

export function windowFor(members: number): number {
  return WINDOWS.find(([most]) => members <= most)?.[1] ?? LONGEST_WINDOW_MS
}

/** Sends what is on the disk to everybody in a room, in as few writes as can be. */
export class Broadcast {
  readonly #members: ReadonlySet<Connection>
  readonly #schedule: Schedule
  /** Who has not been told yet that more of theirs is saved. */
  readonly #owed = new Set<Connection>()
  #stopWaiting: (() => void) | null = null

  constructor(deps: { members: ReadonlySet<Connection>; schedule: Schedule }) {
    this.#members = deps.members
    this.#schedule = deps.schedule
  }

  deliver(deliveries: readonly Delivery<RoomEntry>[]): void {
    const edits: Extract<RoomEntry, { is: 'edit' }>[] = []
    for (const entry of deliveries.flatMap(({ entries }) => entries)) {
      if (entry.is === 'answer') {
        entry.to.isSynced = true
        entry.to.writeDocument(entry.frame)
        continue
      }
      if (entry.is === 'edit') edits.push(entry)
      if (entry.from === null) {
        entry.onStored()
        continue
      }
      entry.from.savedCount += 1
      this.#owed.add(entry.from)
    }
    if (edits.length > 0) this.#show(deliveries, edits)
    if (this.#members.size <= SMALL_ROOM) return this.settle()
    if (this.#owed.size > 0) {
      this.#stopWaiting ??= this.#schedule(SAVED_WITHIN_MS, () => this.settle())
    }
  }

  /** Tells everybody now what of theirs is saved. */
  settle(): void {
    this.#stopWaiting?.()
    this.#stopWaiting = null
    for (const connection of this.#owed) connection.send(encodeSaved(connection.savedCount))
    this.#owed.clear()
  }

  leave(connection: Connection): void {
    this.#owed.delete(connection)
  }

  stop(): void {
    this.#stopWaiting?.()
    this.#owed.clear()
  }

  /** One piece of bytes for all who wrote nothing; those who did are spared their own. */
  #show(
    deliveries: readonly Delivery<RoomEntry>[],
    edits: readonly Extract<RoomEntry, { is: 'edit' }>[],
  ): void {
    const everything = joined(deliveries.flatMap(({ merged }) => merged ?? []))
    const authors = new Set<Connection | null>(edits.map(({ from }) => from))
    for (const member of this.#members) {
      if (!member.isSynced) continue
      if (!authors.has(member)) this.#write(member, everything)
      else if (authors.size > 1) {
        this.#write(member, joined(edits.filter(({ from }) => from !== member).map(updateOf)))
      }
    }
  }

  #write(member: Connection, frames: Buffer): void {
    if (!this.#owed.delete(member)) return member.write(frames)
    member.write(Buffer.concat([frames, toFrame(encodeSaved(member.savedCount))]))
  }
}

function updateOf({ update }: { update: Uint8Array }): Uint8Array {
  return update
}

function joined(updates: readonly Uint8Array[]): Buffer {
  const frames = updates.map((update) => toFrame(encodeSync('update', update)))
  const [first] = frames
  return frames.length === 1 && first !== undefined ? first : Buffer.concat(frames)
}
