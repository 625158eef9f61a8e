import { setFlagsFromString } from 'node:v8'
import type { Schedule } from './alarm.ts'

/** Something that holds a text in memory and can let go of it, step by step. */
export interface Warm {
  /** Takes one step towards holding nothing; false if it is in use. */
  cool(): boolean
}

export interface WarmthDeps {
  schedule: Schedule
  now(): Date
  /** Bytes that may be held before the texts used longest ago are let go of. */
  budgetBytes: number
}

/**
 * A text is left alone for so long after it was used. Those that turn out to be needed again soon
 * are left alone for longer, because making one anew costs far more than an edit.
 */
const GRACE_MS = 500
const LONGEST_GRACE_MS = 60_000
/** Needed again within so many times its grace: it was let go of too early. */
const TOO_EARLY = 20

/** Keeps what all rooms together hold in memory within a budget. */
export class Warmth {
  readonly #deps: WarmthDeps
  /** What holds something, the one whose turn to let go was longest ago first. */
  readonly #holders = new Map<Warm, { bytes: number; usedAt: number; turnAt: number }>()
  readonly #cooled = new WeakMap<Warm, { at: number; graceMs: number }>()
  #bytes = 0
  #stopWaiting: (() => void) | null = null
  #isCooling = false
  #isStopped = false

  constructor(deps: WarmthDeps) {
    this.#deps = deps
  }

  /** `holder` was used, and holds so much now. */
  note(holder: Warm, bytes: number): void {
    const usedAt = this.#deps.now().getTime()
    const before = this.#holders.get(holder)?.bytes ?? 0
    const cooled = this.#cooled.get(holder)
    if (
      cooled !== undefined &&
      bytes > 2 * before &&
      usedAt - cooled.at < TOO_EARLY * cooled.graceMs
    ) {
      cooled.graceMs = Math.min(4 * cooled.graceMs, LONGEST_GRACE_MS)
    }
    this.#bytes += bytes - before
    this.#holders.delete(holder)
    if (bytes > 0) this.#holders.set(holder, { bytes, usedAt, turnAt: usedAt })
    if (this.#bytes > this.#deps.budgetBytes) this.#cool()
  }

  stop(): void {
    this.#stopWaiting?.()
    this.#isStopped = true
  }

  #cool(): void {
    if (this.#isCooling || this.#isStopped || this.#stopWaiting !== null) return
    this.#isCooling = true
    while (this.#bytes > this.#deps.budgetBytes) {
      const [oldest] = this.#holders
      if (oldest === undefined) break
      const [holder, { bytes, usedAt, turnAt }] = oldest
      const now = this.#deps.now().getTime()
      const graceMs = this.#cooled.get(holder)?.graceMs ?? GRACE_MS
      const leftMs = turnAt + GRACE_MS - now
      if (leftMs > 0) {
        this.#wait(leftMs)
        break
      }
      // Behind all others, whatever comes of it, so that each gets its turn.
      this.#holders.delete(holder)
      this.#holders.set(holder, { bytes, usedAt, turnAt: now })
      if (now - usedAt < graceMs) continue
      if (holder.cool()) this.#cooled.set(holder, { at: now, graceMs })
    }
    this.#isCooling = false
  }

  #wait(delayMs: number): void {
    this.#stopWaiting = this.#deps.schedule(delayMs, () => {
      this.#stopWaiting = null
      this.#cool()
    })
  }
}

/**
 * Asks V8 to collect garbage before the heap has grown by more than half. Left alone it lets texts
 * that were let go of pile up to gigabytes, and gives little of it back.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50')
}
