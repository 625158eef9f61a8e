import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { limitedTo, may } from '../../shared/access.ts'
import type { Operation, Seat, Sharing } from '../../shared/access.ts'
import { encodeRefused } from '../../shared/protocol.ts'
import { REFUSALS } from '../../shared/refusals.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import type { Schedule } from './alarm.ts'
import { toFrame } from './frames.ts'
import { Tally } from './tally.ts'

/** Bytes that may wait for a reader beyond the last whole document it asked for. */
const SLOW_READER_BYTES = 4 * 1024 * 1024
/** How long a socket may take to say goodbye before it is cut off. */
const GOODBYE_MS = 2_000
const STRIKES = 10
/** Strikes, questions and work are counted over so long. */
const WITHIN_MS = 10_000
/** A client asks when it comes in; some ask again each second. */
const QUESTIONS = 30
/** Neighbours that may be passed over for what one client writes; people stay far below. */
const STEPS = 2_000_000
const TRY_AGAIN_LATER = 1013
/** Somebody's rights are others now: the client comes back by itself and is greeted with them. */
const RIGHTS_CHANGED = 4501

export interface ConnectionDeps {
  socket: WebSocket
  /** What lies under the socket: frames that are the same for many are written to it as they are. */
  line: Duplex
  seat: Seat
  sharing: Sharing
  /** The accounts that have the document open. */
  present: { has(account: string): boolean }
  /** Which of the heartbeats is for it. */
  beat: number
  now(): Date
  schedule: Schedule
  log(line: string): void
}

/** One socket of one seat in one room. */
export class Connection {
  readonly beat: number
  /** As it was when its rights were looked at last; each edit is asked about anew. */
  mayEdit = false
  /** The headings under which alone it may edit; null: anywhere. */
  sections: readonly string[] | null = null
  seesPresence = false
  presenceId: number | null = null
  /** Has been given the document, so that what changes since is sent. */
  isSynced = false
  /** How many of its document messages are on the disk. */
  savedCount = 0
  /** Bytes it sent that build on what it was asked for and has not sent yet; null: not asked. */
  askedBytes: number | null = null
  /** The server has said goodbye: what still comes is not heard. */
  isEnded = false
  /** False from one heartbeat until it answers. */
  isAlive = true
  /** Its person has done something since the last heartbeat. */
  isUsed = false
  readonly #deps: ConnectionDeps
  #seat: Seat
  #sharing: Sharing
  readonly #strikes: Tally
  readonly #questions: Tally
  readonly #steps: Tally
  #allowedBytes = SLOW_READER_BYTES

  constructor(deps: ConnectionDeps) {
    this.#deps = deps
    this.#seat = deps.seat
    this.#sharing = deps.sharing
    this.#strikes = new Tally(deps.now, WITHIN_MS)
    this.#questions = new Tally(deps.now, WITHIN_MS)
    this.#steps = new Tally(deps.now, WITHIN_MS)
    this.beat = deps.beat
    this.admit(deps)
  }

  get seat(): Seat {
    return this.#seat
  }

  get documentId(): string {
    return this.#sharing.documentId
  }

  /** Takes on who this is, and what decides about them, as it is now. */
  admit({ seat, sharing }: { seat: Seat; sharing: Sharing }): void {
    this.#seat = seat
    this.#sharing = sharing
    this.sections = this.#limits()
    this.mayEdit = this.sections !== null || this.may('editDocument')
    this.seesPresence = this.may('seePresence')
  }

  /** What the client was told about it: when this changes, it has to come back. */
  get rights(): string {
    const locks = this.may('lockColumns') ? 'unlocks' : 'held'
    return `${this.mayEdit} ${locks} ${this.sections?.join(' ') ?? 'all'}`
  }

  /** Asked at each edit, because a share may end between two of them. */
  may(operation: Operation): boolean {
    const { now, present } = this.#deps
    return may(this.#seat, operation, { sharing: this.#sharing, now: now(), present })
  }

  /** The headings under which alone an edit may stand; null: anywhere; `none`: it may not edit. */
  whereToEdit(): readonly string[] | null | 'none' {
    const sections = this.#limits()
    return sections === null && !this.may('editDocument') ? 'none' : sections
  }

  #limits(): readonly string[] | null {
    return limitedTo(this.#seat, { sharing: this.#sharing, now: this.#deps.now() })
  }

  send(message: Uint8Array): void {
    this.write(toFrame(message))
  }

  /** Sends whole frames (see `toFrame`), any number of them in one piece. */
  write(frames: Uint8Array): void {
    const { socket, line, log } = this.#deps
    if (socket.readyState !== socket.OPEN) return
    if (line.writableLength > this.#allowedBytes) {
      log(`socket of seat ${this.seat.id} closed: it is too slow`)
      this.#close(TRY_AGAIN_LATER, 'This connection is too slow to keep up.')
      return
    }
    line.write(frames)
  }

  /** Writes the frame of a whole document, which may be larger than what may otherwise wait. */
  writeDocument(frame: Uint8Array): void {
    this.#allowedBytes = SLOW_READER_BYTES + frame.length
    this.write(frame)
  }

  /** What is sent meanwhile goes out together. */
  together(send: () => void): void {
    const { line } = this.#deps
    line.cork()
    send()
    line.uncork()
  }

  refuse(code: RefusalCode, message: string): void {
    this.send(encodeRefused(code, message))
  }

  /** Counts something no honest client sends; too many in a short time close the socket. */
  strike(): void {
    if (this.#strikes.add(1) < STRIKES) return
    this.#deps.log(`socket of seat ${this.seat.id} closed after ${STRIKES} bad messages`)
    this.close('too_many', 'Too many messages could not be accepted.')
  }

  /** Whether it may ask for the text once more. */
  mayAsk(): boolean {
    return this.#questions.add(1) <= QUESTIONS
  }

  /** Counts what its edits cost (see `Verdict`); too much in a short time closes the socket. */
  noteWork(steps: number): void {
    if (this.#steps.add(steps) > STEPS) this.close('too_many', 'Too much work at once.')
  }

  close(code: RefusalCode, message: string): void {
    this.#close(REFUSALS[code].close, message)
  }

  /** The server stops or restarts: the client is to come back by itself. */
  sendAway(): void {
    this.#close(1012, 'The server is restarting.')
  }

  /** The client comes back by itself, with the rights it has now. */
  rejoin(): void {
    this.#close(RIGHTS_CHANGED, 'What you may do here has changed.')
  }

  #close(code: number, reason: string): void {
    const { socket, schedule } = this.#deps
    this.isEnded = true
    if (socket.readyState !== socket.OPEN) return
    socket.close(code, reason)
    const stop = schedule(GOODBYE_MS, () => socket.terminate())
    socket.once('close', stop)
  }
}
