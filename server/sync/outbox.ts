import * as Y from 'yjs'
import type { Schedule } from './alarm.ts'

/** Something that happens only when everything put in before it is on the disk. */
export interface Entry {
  /** An update to store; null for what only keeps its place in the order. */
  readonly update: Uint8Array | null
}

export interface OutboxDeps<E extends Entry> {
  /** Resolves when the update is durable. */
  store(update: Uint8Array): Promise<void>
  /** Entries whose turn has come, in order: all of them and all before them are durable. */
  deliver(entries: readonly E[]): void
  /** Storing fails (and will be tried again) or works again. */
  onFailing(error: unknown): void
  onWorking(): void
  schedule: Schedule
}

/** More than this merged in one go costs more than it saves: merging is worse than linear. */
const BATCH = 64
const FIRST_RETRY_MS = 250
const LONGEST_RETRY_MS = 5_000

/**
 * The order of a room: updates are stored one batch after another, never two at a time, so that the
 * log never holds an update without those before it, and nobody hears of what could still be lost.
 */
export class Outbox<E extends Entry> {
  readonly #deps: OutboxDeps<E>
  #waiting: E[] = []
  /** The batch that is being stored. */
  #storing: E[] = []
  #heldBytes = 0
  #isRunning = false
  #isStopped = false
  #retryMs: number | null = null
  #stopRetry: () => void = () => {}
  #whenSettled: (() => void)[] = []
  #whenEmpty: (() => void)[] = []

  constructor(deps: OutboxDeps<E>) {
    this.#deps = deps
  }

  get isFailing(): boolean {
    return this.#retryMs !== null
  }

  /** Bytes accepted and not yet stored. */
  get heldBytes(): number {
    return this.#heldBytes
  }

  /** What is not yet delivered, in order. */
  get entries(): readonly E[] {
    return [...this.#storing, ...this.#waiting]
  }

  get isEmpty(): boolean {
    return this.#storing.length === 0 && this.#waiting.length === 0
  }

  push(entry: E): void {
    this.#waiting.push(entry)
    this.#heldBytes += entry.update?.length ?? 0
    if (!this.#isRunning && !this.isFailing) void this.#run()
  }

  /** Takes out, while storing fails, the entries that have nothing to store. */
  takeIdle(): E[] {
    const taken = this.#waiting.filter(({ update }) => update === null)
    this.#waiting = this.#waiting.filter(({ update }) => update !== null)
    return taken
  }

  /** Resolves when nothing is being stored any more: all is durable, or storing fails. */
  settled(): Promise<void> {
    if (!this.#isRunning) return Promise.resolve()
    return new Promise((resolve) => this.#whenSettled.push(resolve))
  }

  /** Resolves when everything is delivered, or `stop` was called. */
  emptied(): Promise<void> {
    if (this.isEmpty) return Promise.resolve()
    return new Promise((resolve) => this.#whenEmpty.push(resolve))
  }

  /** Tries no more. What is being stored at this moment goes on; see `settled`. */
  stop(): void {
    this.#isStopped = true
    this.#stopRetry()
    this.#waiting = []
    if (this.isEmpty) for (const resolve of this.#whenEmpty.splice(0)) resolve()
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#waiting.length > 0) {
      this.#storing = this.#waiting.splice(0, BATCH)
      const updates = this.#storing.flatMap(({ update }) => update ?? [])
      if (updates.length > 0 && !(await this.#store(updates))) break
      for (const update of updates) this.#heldBytes -= update.length
      this.#deps.deliver(this.#storing.splice(0))
    }
    this.#isRunning = false
    for (const resolve of this.#whenSettled.splice(0)) resolve()
    if (this.isEmpty) for (const resolve of this.#whenEmpty.splice(0)) resolve()
  }

  async #store(updates: Uint8Array[]): Promise<boolean> {
    const [first] = updates
    try {
      await this.#deps.store(
        updates.length === 1 && first !== undefined ? first : Y.mergeUpdates(updates),
      )
    } catch (error) {
      const failed = this.#storing.splice(0)
      if (this.#isStopped) return false
      this.#waiting.unshift(...failed)
      const wasFailing = this.isFailing
      const delayMs = this.#retryMs ?? FIRST_RETRY_MS
      this.#retryMs = Math.min(delayMs * 2, LONGEST_RETRY_MS)
      this.#stopRetry = this.#deps.schedule(delayMs, () => void this.#run())
      if (!wasFailing) this.#deps.onFailing(error)
      return false
    }
    if (this.isFailing) {
      this.#retryMs = null
      this.#deps.onWorking()
    }
    return true
  }
}
