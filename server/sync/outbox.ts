import * as Y from 'yjs'
import type { Schedule } from './alarm.ts'
import type { Pace } from './pace.ts'

/** Something that happens only when everything put in before it is on the disk. */
export interface Entry {
  /** An update to store; null for what only keeps its place in the order. */
  readonly update: Uint8Array | null
}

/** Entries whose turn has come, in order, and all their updates in one (null: they had none). */
export interface Delivery<E extends Entry> {
  entries: readonly E[]
  merged: Uint8Array | null
}

export interface OutboxDeps<E extends Entry> {
  /** Resolves when the update is durable. */
  store(update: Uint8Array): Promise<void>
  /** All of this and all before it are durable. */
  deliver(deliveries: readonly Delivery<E>[]): void
  /** Storing fails (and will be tried again) or works again. */
  onFailing(error: unknown): void
  onWorking(): void
  schedule: Schedule
  /** Shared by all rooms. */
  pace: Pace
  /** The least time from one delivery of updates to the next. */
  windowMs(): number
}

/** More than this merged in one go costs more than it saves: merging is worse than linear. */
const BATCH = 64
const FIRST_RETRY_MS = 250
const LONGEST_RETRY_MS = 5_000

/**
 * The order of a room: updates are stored one batch after another, never two at a time, so that the
 * log never holds an update without those before it, and nobody hears of what could still be lost.
 * After a silence an update goes out at once; those that follow gather until the window is over.
 */
export class Outbox<E extends Entry> {
  readonly #deps: OutboxDeps<E>
  #waiting: E[] = []
  /** The batch that is being stored. */
  #storing: E[] = []
  /** Updates, and their bytes, accepted and not yet stored. */
  #heldCount = 0
  #heldBytes = 0
  #isRunning = false
  /** It is its turn soon. */
  #isDue = false
  #isStopped = false
  #retryMs: number | null = null
  #stopRetry: () => void = () => {}
  /** Not null until the window is over. */
  #stopWindow: (() => void) | null = null
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
    if (entry.update !== null) {
      this.#heldCount += 1
      this.#heldBytes += entry.update.length
    }
    if (!this.#isRunning && !this.isFailing) this.#go()
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
    this.#stopWindow?.()
    this.#waiting = []
    if (this.isEmpty) for (const resolve of this.#whenEmpty.splice(0)) resolve()
  }

  #go(): void {
    // Who only asks need not wait, unless what they are to see does.
    if (this.#heldCount === 0) return void this.#run()
    if (this.#stopWindow !== null || this.#isDue) return
    this.#isDue = true
    this.#deps.pace.next(() => {
      this.#isDue = false
      if (!this.#isRunning && !this.isFailing && this.#waiting.length > 0) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    if (this.#heldCount > 0 && this.#stopWindow === null) this.#openWindow()
    const { deliveries, hasFailed } = await this.#storeAll(this.#waiting.length)
    if (deliveries.length > 0) this.#deps.deliver(deliveries)
    this.#isRunning = false
    for (const resolve of this.#whenSettled.splice(0)) resolve()
    if (this.isEmpty) for (const resolve of this.#whenEmpty.splice(0)) resolve()
    else if (!hasFailed) this.#go()
  }

  #openWindow(): void {
    const windowMs = this.#deps.windowMs()
    if (windowMs === 0 || this.#isStopped) return
    this.#stopWindow = this.#deps.schedule(windowMs, () => {
      this.#stopWindow = null
      if (!this.#isRunning && !this.isFailing && this.#waiting.length > 0) this.#go()
    })
  }

  /** The first `count` that wait, as far as they can be stored. */
  async #storeAll(count: number): Promise<{ deliveries: Delivery<E>[]; hasFailed: boolean }> {
    const deliveries: Delivery<E>[] = []
    for (let left = count; left > 0 && this.#waiting.length > 0; left -= BATCH) {
      this.#storing = this.#waiting.splice(0, Math.min(BATCH, left))
      const updates = this.#storing.flatMap(({ update }) => update ?? [])
      const merged = mergeAll(updates)
      if (merged !== null && !(await this.#store(merged))) return { deliveries, hasFailed: true }
      this.#heldCount -= updates.length
      for (const update of updates) this.#heldBytes -= update.length
      deliveries.push({ entries: this.#storing.splice(0), merged })
    }
    return { deliveries, hasFailed: false }
  }

  async #store(update: Uint8Array): Promise<boolean> {
    try {
      await this.#deps.store(update)
    } catch (error) {
      const failed = this.#storing.splice(0)
      if (this.#isStopped) return false
      this.#waiting.unshift(...failed)
      const wasFailing = this.isFailing
      const delayMs = this.#retryMs ?? FIRST_RETRY_MS
      this.#retryMs = Math.min(delayMs * 2, LONGEST_RETRY_MS)
      this.#stopWindow?.()
      this.#stopWindow = null
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

function mergeAll(updates: Uint8Array[]): Uint8Array | null {
  const [first] = updates
  if (first === undefined) return null
  return updates.length === 1 ? first : Y.mergeUpdates(updates)
}
