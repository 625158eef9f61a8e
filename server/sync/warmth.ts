import type { Schedule } from './alarm.ts'

/** Something that holds a text in memory and can let go of it, step by step. */
export interface Warm {
  /** Takes one step towards holding nothing; false if it is in use. */
  cool(): Promise<boolean>
}

export interface WarmthDeps {
  schedule: Schedule
  now(): Date
  /** Bytes that may be held before the texts used longest ago are let go of. */
  budgetBytes: number
}

/** A text is left alone for so long after it was used: making it anew costs more than it saves. */
const GRACE_MS = 2_000

/** Keeps what all rooms together hold in memory within a budget. */
export class Warmth {
  readonly #deps: WarmthDeps
  /** What holds something, the one used longest ago first. */
  readonly #holders = new Map<Warm, { bytes: number; usedAt: number }>()
  #bytes = 0
  #stopWaiting: (() => void) | null = null
  #isCooling = false
  #isStopped = false

  constructor(deps: WarmthDeps) {
    this.#deps = deps
  }

  /** `holder` was used, and holds so much now. */
  note(holder: Warm, bytes: number): void {
    this.#bytes += bytes - (this.#holders.get(holder)?.bytes ?? 0)
    this.#holders.delete(holder)
    if (bytes > 0) this.#holders.set(holder, { bytes, usedAt: this.#deps.now().getTime() })
    if (this.#bytes > this.#deps.budgetBytes) void this.#cool()
  }

  stop(): void {
    this.#stopWaiting?.()
    this.#isStopped = true
  }

  async #cool(): Promise<void> {
    if (this.#isCooling || this.#isStopped || this.#stopWaiting !== null) return
    this.#isCooling = true
    while (this.#bytes > this.#deps.budgetBytes) {
      const [oldest] = this.#holders
      if (oldest === undefined) break
      const [holder, { bytes, usedAt }] = oldest
      const leftMs = usedAt + GRACE_MS - this.#deps.now().getTime()
      if (leftMs > 0) {
        this.#wait(leftMs)
        break
      }
      // Behind all others, whatever comes of it, so that each gets its turn.
      this.#holders.delete(holder)
      this.#holders.set(holder, { bytes, usedAt: this.#deps.now().getTime() })
      await holder.cool()
    }
    this.#isCooling = false
  }

  #wait(delayMs: number): void {
    this.#stopWaiting = this.#deps.schedule(delayMs, () => {
      this.#stopWaiting = null
      void this.#cool()
    })
  }
}
