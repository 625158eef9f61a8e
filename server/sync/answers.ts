import type { Connection } from './connection.ts'
import type { EncodedText } from './encoded-text.ts'
import type { LiveText } from './live-text.ts'

/** The answer to a SyncStep1, ready to be sent when its turn comes. */
export interface Answer {
  is: 'answer'
  update: null
  to: Connection
  stateVector: Uint8Array
  frame: Buffer
}

export interface AnswersDeps {
  text: LiveText
  /** While nothing can be stored, newcomers still get what is. */
  isFailing(): boolean
  /** It is sent once all before it is stored. */
  push(answer: Answer): void
  /** What may wait to be sent, beside one text. */
  mostBytes: number
  onUnreadable(error: unknown): void
}

/**
 * Gives those who ask what they lack of the text. Each is owed one answer at a time, whatever they
 * ask meanwhile, and what is ready for many is held once.
 */
export class Answers {
  readonly #deps: AnswersDeps
  /** What each asked for last; the same as their answer is made of, unless they asked again. */
  readonly #asked = new Map<Connection, Uint8Array>()
  readonly #frames = new Map<Buffer, number>()
  #heldBytes = 0
  /** The text as it is on the disk, while it is being read. */
  #reading: Promise<EncodedText> | null = null

  constructor(deps: AnswersDeps) {
    this.#deps = deps
  }

  ask(from: Connection, stateVector: Uint8Array): void {
    const isWaiting = this.#asked.has(from)
    this.#asked.set(from, stateVector)
    if (!isWaiting) this.#prepare(from, stateVector)
  }

  /** It was sent. */
  delivered(answer: Answer): void {
    this.#release(answer)
    this.#end(answer.to, answer.stateVector)
  }

  /** Its turn will not come soon, because nothing can be stored. */
  postponed(answer: Answer): void {
    this.#release(answer)
    void this.#answerFromStore(answer.to, answer.stateVector)
  }

  forget(connection: Connection): void {
    this.#asked.delete(connection)
  }

  #prepare(to: Connection, stateVector: Uint8Array): void {
    const { text, isFailing, push, mostBytes } = this.#deps
    text.whenReady(() => {
      if (isFailing()) return void this.#answerFromStore(to, stateVector)
      const frame = text.frameSince(stateVector)
      const answer: Answer = { is: 'answer', update: null, to, stateVector, frame }
      this.#hold(answer)
      if (this.#heldBytes > mostBytes + frame.length) {
        this.#release(answer)
        return to.close('unavailable', 'Too many people come in at once. Please wait a moment.')
      }
      push(answer)
    })
  }

  async #answerFromStore(to: Connection, stateVector: Uint8Array): Promise<void> {
    // What is stored while this is being read is sent as well: twice does no harm.
    to.isSynced = true
    try {
      this.#reading ??= this.#deps.text.readStored().finally(() => {
        this.#reading = null
      })
      const stored = await this.#reading
      to.writeDocument(stored.frameSince(stateVector))
      this.#end(to, stateVector)
    } catch (error) {
      this.#deps.onUnreadable(error)
      to.close('unavailable', 'This document cannot be read at the moment.')
    }
  }

  /** They have been given what they asked for then; if they have asked since, it is their turn. */
  #end(to: Connection, stateVector: Uint8Array): void {
    const asked = this.#asked.get(to)
    this.#asked.delete(to)
    if (asked !== undefined && asked !== stateVector) this.ask(to, asked)
  }

  #hold({ frame }: Answer): void {
    const count = this.#frames.get(frame) ?? 0
    this.#frames.set(frame, count + 1)
    if (count === 0) this.#heldBytes += frame.length
  }

  #release({ frame }: Answer): void {
    const count = this.#frames.get(frame) ?? 0
    if (count > 1) return void this.#frames.set(frame, count - 1)
    if (this.#frames.delete(frame)) this.#heldBytes -= frame.length
  }
}
