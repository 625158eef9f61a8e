import type { Node } from '@tiptap/pm/model'
import type { Seat } from '../../shared/access.ts'
import type { DocumentEvent } from '../../shared/events.ts'
import { encodeEvent } from '../../shared/protocol.ts'
import { Refusal } from '../../shared/refusals.ts'
import { unreachable } from '../../shared/unreachable.ts'
import { editState } from '../../shared/writing/edit-state.ts'
import type { Bus } from '../bus/bus.ts'
import type { Updates } from '../storage/store.ts'
import { createAlarm } from './alarm.ts'
import type { Alarm, Schedule } from './alarm.ts'
import { Answers } from './answers.ts'
import { Authors } from './authors.ts'
import { Broadcast, windowFor } from './broadcast.ts'
import type { RoomEntry } from './broadcast.ts'
import type { Connection } from './connection.ts'
import type { EditRights } from './edit-rights.ts'
import { encodeSync } from './frames.ts'
import type { Grammar } from './grammar.ts'
import type { Pace } from './pace.ts'
import { LiveText } from './live-text.ts'
import type { Taken } from './live-text.ts'
import type { RemovedRow } from './rows/removed-row.ts'
import type { RowsAfter } from './rows/row-keeper.ts'
import { Outbox } from './outbox.ts'
import { Presence } from './presence.ts'
import type { RoomLimits } from './room-limits.ts'
import { decodeStateVector } from './update.ts'

export interface RoomDeps {
  documentId: string
  updates: Updates
  grammar: Grammar
  bus: Bus
  presenceClock(): number
  schedule: Schedule
  pace: Pace
  limits: RoomLimits
  newId(): string
  /** Nobody has edited for a moment. */
  onQuiet(): void
  /** Rows of plans were taken out of the text; by nobody where the server did it for somebody. */
  onRowsRemoved(rows: readonly RemovedRow[], by: Seat | null): void
  /** So many bytes of the text are in memory. */
  onWeight(room: Room, bytes: number): void
  /** The room is of no use any more: its text could not be read, or nobody has come back. */
  onUnused(): void
  log(line: string): void
}

/** Who may not read internal threads does not even hear that there is one. */
function mayHear(connection: Connection, event: DocumentEvent): boolean {
  if (event.type !== 'thread.changed' || event.visibility === 'visible') return true
  return connection.may('readInternalComments')
}

type Edit = {
  is: 'step2' | 'update'
  update: Uint8Array
  /** Of whoever sends it; null: all of it. */
  rights: EditRights | null
}

const MAX_CLIENTS = 10_000
/** How much may build on something asked for before the one who sends it is cut off. */
const MAX_ASKED_BYTES = 1024 * 1024
/** What an edit takes in memory beside its bytes. */
const EDIT_BYTES = 256
const DRAIN_MS = 8_000
const NOT_STORED =
  'Changes cannot be stored at the moment. They are kept and stored as soon as it works again.'

/**
 * One document and everybody in it. An edit is judged, taken into the text, stored, and only then
 * acknowledged and shown to the others.
 */
export class Room {
  readonly #deps: RoomDeps
  readonly #connections = new Set<Connection>()
  readonly #text: LiveText
  readonly #outbox: Outbox<RoomEntry>
  readonly #broadcast: Broadcast
  readonly #authors = new Authors()
  readonly #answers: Answers
  readonly #quiet: Alarm
  readonly #idle: Alarm
  readonly presence: Presence<Connection>
  /** Bytes of edits that wait for the text to be read. */
  #unreadBytes = 0
  /** Who waits for a change of the server's own to be stored. */
  readonly #unanswered = new Set<(why: Refusal) => void>()
  #isDraining = false

  constructor(deps: RoomDeps) {
    const { documentId, updates, grammar, schedule, limits, newId, log } = deps
    this.#deps = deps
    this.#text = new LiveText({
      documentId,
      updates,
      grammar,
      ...limits,
      newId,
      log,
      pending: () => this.#outbox.entries.flatMap(({ update }) => update ?? []),
      onFailed: (refusal) => this.#fail(refusal),
      onWeight: () => deps.onWeight(this, this.#text.weight),
    })
    this.#outbox = new Outbox<RoomEntry>({
      schedule,
      pace: deps.pace,
      store: (update) => this.#text.append(update),
      deliver: (deliveries) => {
        this.#broadcast.deliver(deliveries)
        for (const entry of deliveries.flatMap(({ entries }) => entries)) {
          if (entry.is === 'answer') this.#answers.delivered(entry)
        }
      },
      windowMs: () => windowFor(this.#connections.size),
      onFailing: (error) => this.#reportFailing(error),
      onWorking: () => this.#publish({ type: 'storage.working' }),
    })
    this.#answers = new Answers({
      text: this.#text,
      isFailing: () => this.#outbox.isFailing,
      push: (answer) => this.#outbox.push(answer),
      mostBytes: limits.answerBytes,
      onUnreadable: (error) => log(`document ${documentId} could not be read: ${String(error)}`),
    })
    const members = this.#connections
    this.#broadcast = new Broadcast({ members, schedule })
    this.presence = new Presence({ members, schedule, startClock: deps.presenceClock() })
    this.#quiet = createAlarm({ schedule, delayMs: limits.quietMs }, () => deps.onQuiet())
    this.#idle = createAlarm({ schedule, delayMs: limits.idleMs }, () => this.#rest())
    this.#idle.touch()
  }

  /** True while the room holds a Y.Doc. */
  get isLive(): boolean {
    return this.#text.isLive
  }

  join(connection: Connection): void {
    this.#connections.add(connection)
    this.#idle.touch()
    this.presence.introduce(connection)
    if (this.#outbox.isFailing) connection.send(encodeEvent(FAILING))
    // A reader is not asked for what it might have: it could only be refused.
    if (connection.mayEdit) this.#text.whenReady(() => this.#ask(connection))
  }

  leave(connection: Connection): void {
    if (!this.#connections.delete(connection)) return
    this.presence.leave(connection)
    this.#broadcast.leave(connection)
    this.#answers.forget(connection)
    this.#idle.touch()
  }

  /** SyncStep1: sends what the client lacks, once nothing in it can be lost any more. */
  answer(connection: Connection, stateVector: Uint8Array): void {
    try {
      decodeStateVector(stateVector, MAX_CLIENTS)
    } catch {
      // Whatever is wrong with it, no honest client wrote it.
      return connection.strike()
    }
    this.#idle.touch()
    this.#answers.ask(connection, stateVector)
  }

  /** SyncStep2 or an update of somebody who may edit. */
  edit(connection: Connection, edit: Edit): void {
    // Not acknowledged, so the client sends it again when it comes back.
    if (this.#isDraining) return
    const sizeBytes = edit.update.length + EDIT_BYTES
    if (this.#outbox.heldBytes + this.#unreadBytes + sizeBytes > this.#deps.limits.heldBytes) {
      return connection.close('unavailable', NOT_STORED)
    }
    this.#idle.touch()
    this.#unreadBytes += sizeBytes
    this.#text.whenReady(() => {
      this.#unreadBytes -= sizeBytes
      this.#take(connection, edit)
    })
  }

  tell(event: DocumentEvent): void {
    const frame = encodeEvent(event)
    for (const connection of this.#connections) {
      if (mayHear(connection, event)) connection.send(frame)
    }
  }

  /** The whole text as one update, with what is taken and not yet stored. */
  state(): Promise<Uint8Array> {
    this.#idle.touch()
    return new Promise((resolve, reject) => {
      this.#text.whenReady(() => resolve(this.#text.encode().full), reject)
    })
  }

  /**
   * A change by the server itself: the smallest edits that make of the text what `change` makes.
   * Resolves when they are on the disk; false if there was nothing to change.
   */
  change(change: (body: Node) => Node): Promise<boolean> {
    this.#idle.touch()
    return new Promise((resolve, reject) => {
      this.#text.whenReady(() => {
        try {
          this.#write(editState(this.#text.encode().full, change), { resolve, reject })
        } catch (error) {
          reject(error)
        }
      }, reject)
    })
  }

  /** Forgets under which marks a seat wrote, and writes the log anew without what was deleted. */
  async forget(seatId: string): Promise<void> {
    this.#authors.forget(seatId)
    await this.state()
    await this.#isStored()
    await this.#text.rewrite()
  }

  /** Holds less of the text in memory, if nothing is on its way; false if it cannot now. */
  cool(): boolean {
    return this.#outbox.isEmpty && this.#text.rest()
  }

  /** Closes all sockets; resolves when nothing is being written any more. */
  async close(refusal: Refusal): Promise<void> {
    for (const connection of this.#connections) connection.close(refusal.code, refusal.message)
    await this.#end(refusal)
  }

  /** Stores what was taken, for a few seconds if storing fails, then asks everybody to come back. */
  async drain(): Promise<void> {
    this.#isDraining = true
    await this.#isStored()
    this.#broadcast.settle()
    for (const connection of this.#connections) connection.sendAway()
    await this.#end(new Refusal('unavailable', 'The server is restarting.'))
  }

  #ask(connection: Connection): void {
    connection.askedBytes = 0
    connection.send(encodeSync('step1', this.#text.stateVector))
  }

  #take(from: Connection, { is, update, rights }: Edit): void {
    const wasAsked = from.askedBytes
    if (is === 'step2') from.askedBytes = null
    const isForeign = (clientId: number) => this.#isForeign(from, clientId)
    const taken = this.#text.take(update, { isForeign, rights })
    switch (taken.is) {
      case 'taken':
        from.noteWork(taken.steps)
        if (taken.fresh === null) {
          return this.#outbox.push({ is: 'nothingNew', update: null, from })
        }
        if (is === 'update') this.#authors.note(taken.writers, from.seat.id)
        this.#quiet.touch()
        this.#outbox.push({ is: 'edit', update: taken.fresh, from })
        return this.#seeToRows(taken.rows, from)
      case 'foreign':
        // Somebody who passes on what others wrote may only be ahead of them; what is typed is not.
        if (is === 'update') return this.#refuse(from, FOREIGN)
        from.refuse('conflict', FOREIGN.message)
        from.strike()
        return this.#ask(from)
      case 'incomplete':
        from.refuse('conflict', 'Something before this change is missing. It was asked for.')
        if (is === 'step2' || wasAsked === null) {
          from.strike()
          return this.#ask(from)
        }
        from.askedBytes = wasAsked + update.length
        if (from.askedBytes > MAX_ASKED_BYTES)
          from.close('too_many', 'What was asked for did not come.')
        return
      case 'refused':
        return this.#refuse(from, taken)
      default:
        return unreachable(taken)
    }
  }

  #write(
    update: Uint8Array | null,
    { resolve, reject }: { resolve: (isChanged: boolean) => void; reject: (why: Refusal) => void },
  ): void {
    if (this.#isDraining || this.#outbox.isFailing) {
      return reject(new Refusal('unavailable', NOT_NOW))
    }
    if (update === null) return resolve(false)
    const taken = this.#text.take(update, { isForeign: () => false })
    if (taken.is === 'refused') return reject(new Refusal(taken.code, taken.message))
    if (taken.is !== 'taken' || taken.fresh === null) {
      throw new Error(`A change by the server itself was ${taken.is}`)
    }
    this.#quiet.touch()
    this.#unanswered.add(reject)
    const onStored = () => {
      this.#unanswered.delete(reject)
      resolve(true)
    }
    this.#outbox.push({ is: 'edit', update: taken.fresh, from: null, onStored })
    this.#seeToRows(taken.rows, null)
  }

  /** What was written to keep rows and words goes out behind the edit that made it necessary. */
  #seeToRows(rows: RowsAfter | null, from: Connection | null): void {
    if (rows === null) return
    const { update, removed, handedBack } = rows
    if (update !== null) {
      this.#outbox.push({ is: 'edit', update, from: null, onStored: () => {} })
    }
    if (removed.length > 0) this.#deps.onRowsRemoved(removed, from?.seat ?? null)
    for (const { client, row, words } of handedBack) {
      const author = this.#authors.ownerOf(client)
      if (author === null) continue
      const event = encodeEvent({ type: 'words.handedBack', row, words })
      for (const each of this.#connections) if (each.seat.id === author) each.send(event)
    }
  }

  /** Whether somebody else writes under this Yjs client id, or is here under it. */
  #isForeign({ seat }: Connection, clientId: number): boolean {
    const owner = this.#authors.ownerOf(clientId) ?? this.presence.seatOf(clientId)
    return owner !== null && owner !== seat.id
  }

  #refuse(
    from: Connection,
    { code, message }: Omit<Extract<Taken, { is: 'refused' }>, 'is'>,
  ): void {
    const { log, documentId } = this.#deps
    log(`document ${documentId}: a change of seat ${from.seat.id} was refused: ${message}`)
    from.refuse(code, message)
    from.strike()
  }

  #reportFailing(error: unknown): void {
    const { log, documentId } = this.#deps
    log(`document ${documentId}: changes cannot be stored: ${String(error)}`)
    this.#publish(FAILING)
    const waiting = this.#outbox.takeIdle()
    for (const entry of waiting) {
      if (entry.is === 'answer') this.#answers.postponed(entry)
      else this.#outbox.push(entry)
    }
  }

  #publish(event: DocumentEvent): void {
    this.#deps.bus.publish(this.#deps.documentId, event)
  }

  #rest(): void {
    const isCooler = this.cool()
    if (isCooler && this.#connections.size === 0 && this.#outbox.isEmpty) {
      return this.#deps.onUnused()
    }
    if (!this.#text.isAsleep) this.#idle.touch()
  }

  #fail(refusal: Refusal): void {
    for (const connection of this.#connections) connection.close(refusal.code, refusal.message)
    this.#deps.onUnused()
  }

  #isStored(): Promise<void> {
    return new Promise((resolve) => {
      const stopWaiting = this.#deps.schedule(DRAIN_MS, resolve)
      void this.#outbox.emptied().then(() => {
        stopWaiting()
        resolve()
      })
    })
  }

  async #end(refusal: Refusal): Promise<void> {
    this.#quiet.stop()
    this.#idle.stop()
    this.presence.stop()
    this.#outbox.stop()
    this.#broadcast.stop()
    for (const reject of this.#unanswered) reject(refusal)
    await Promise.all([this.#outbox.settled(), this.#text.close(refusal)])
  }
}

const NOT_NOW = 'The server cannot store anything just now. Nothing was changed.'
const FAILING: DocumentEvent = { type: 'storage.failing', message: NOT_STORED }
const FOREIGN = {
  code: 'invalid',
  message: 'This change was written under the mark of somebody else.',
} as const
