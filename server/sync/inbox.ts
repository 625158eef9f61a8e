/** What one client may send within ten seconds; people who type stay far below. */
export interface InboxLimits {
  messages: number
  bytes: number
}

export const INBOX_LIMITS: InboxLimits = { messages: 15_000, bytes: 96 * 1024 * 1024 }

export interface InboxDeps {
  limits: InboxLimits
  now(): Date
  handle(message: Uint8Array): void
  /** Nothing more is to be read before what is here is dealt with, or again. */
  onFull(isFull: boolean): void
  onFlood(): void
}

/** How long one socket may keep the others waiting. */
const TURN_MS = 4
const WINDOW_MS = 10_000

/**
 * What one socket has sent and nobody has dealt with yet. Sockets take turns: whoever sends more
 * than fits into a turn waits for the others, and is not read from meanwhile.
 */
export class Inbox {
  readonly #deps: InboxDeps
  #waiting: Uint8Array[] = []
  #spentMs = 0
  #isTurn = false
  #isFull = false
  #messages = 0
  #bytes = 0
  #windowEnd = 0
  #whenDone: (() => void) | null = null

  constructor(deps: InboxDeps) {
    this.#deps = deps
  }

  push(message: Uint8Array): void {
    this.#count(message.length)
    if (!this.#isFull && this.#spentMs < TURN_MS) return this.#handle(message)
    this.#waiting.push(message)
    if (this.#isFull) return
    this.#isFull = true
    this.#deps.onFull(true)
  }

  /** Calls `done` when everything that came is dealt with. */
  end(done: () => void): void {
    if (this.#waiting.length === 0) done()
    else this.#whenDone = done
  }

  #count(sizeBytes: number): void {
    const now = this.#deps.now().getTime()
    if (now >= this.#windowEnd) {
      this.#windowEnd = now + WINDOW_MS
      this.#messages = 0
      this.#bytes = 0
    }
    this.#messages += 1
    this.#bytes += sizeBytes
    const { messages, bytes } = this.#deps.limits
    if (this.#messages > messages || this.#bytes > bytes) this.#deps.onFlood()
  }

  #handle(message: Uint8Array): void {
    const start = performance.now()
    this.#deps.handle(message)
    this.#spentMs += performance.now() - start
    if (this.#isTurn) return
    this.#isTurn = true
    setImmediate(() => this.#nextTurn())
  }

  #nextTurn(): void {
    this.#isTurn = false
    this.#spentMs = 0
    let next = 0
    for (; next < this.#waiting.length && this.#spentMs < TURN_MS; next++) {
      const message = this.#waiting[next]
      if (message !== undefined) this.#handle(message)
    }
    this.#waiting.splice(0, next)
    if (!this.#isFull || this.#waiting.length > 0) return
    this.#isFull = false
    this.#deps.onFull(false)
    this.#whenDone?.()
  }
}
