import type { StartThreadRequest } from '../../shared/comments/thread.ts'
import { newKey } from './keys.ts'

/** A comment on its way: it stays on the device until the server has it. */
export interface Waiting {
  key: string
  documentId: string
  request: StartThreadRequest
  /** The server said no, in its words; the comment stays until somebody decides. */
  problem: string | null
}

/** What the sending needs of the world. */
export interface OutboxWorld {
  /** Sends one; rejects with `isRefused` where the server said no for good. */
  send: (waiting: Waiting) => Promise<void>
  storage: Pick<Storage, 'getItem' | 'setItem'>
  /** Calls back when it may be worth trying again; returns its own stop. */
  onChance: (listener: () => void) => () => void
}

export class Refused extends Error {}

const KEY = 'folkmoot-outbox'

/**
 * Comments that wait for the signal, in the order they were written. One is sent at a time, and
 * with the same key each time, so that it arrives once however often the signal goes.
 */
export class Outbox {
  readonly #world: OutboxWorld
  readonly #listeners = new Set<() => void>()
  readonly #stop: () => void
  #waiting: readonly Waiting[]
  #isSending = false

  constructor(world: OutboxWorld) {
    this.#world = world
    this.#waiting = readKept(world.storage)
    this.#stop = world.onChance(() => void this.flush())
  }

  /** The same array until something changes. */
  get waiting(): readonly Waiting[] {
    return this.#waiting
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async add(documentId: string, request: Omit<StartThreadRequest, 'key'>): Promise<void> {
    const key = newKey()
    this.#set([...this.#waiting, { key, documentId, request: { ...request, key }, problem: null }])
    await this.flush()
  }

  remove(key: string): void {
    this.#set(this.#waiting.filter((each) => each.key !== key))
  }

  /** Nothing waits any more: whoever wrote it takes it back. */
  clear(): void {
    this.#set([])
  }

  /** Sends what can be sent; what cannot stays. */
  async flush(): Promise<void> {
    if (this.#isSending) return
    this.#isSending = true
    try {
      for (let next = this.#next(); next !== undefined; next = this.#next()) {
        if (!(await this.#send(next))) break
      }
    } finally {
      this.#isSending = false
    }
  }

  stop(): void {
    this.#stop()
  }

  #next(): Waiting | undefined {
    return this.#waiting.find(({ problem }) => problem === null)
  }

  /** False where there is no signal. */
  async #send(waiting: Waiting): Promise<boolean> {
    try {
      await this.#world.send(waiting)
    } catch (error) {
      if (!(error instanceof Refused)) return false
      const refused = { ...waiting, problem: error.message }
      this.#set(this.#waiting.map((each) => (each.key === waiting.key ? refused : each)))
      return true
    }
    this.remove(waiting.key)
    return true
  }

  #set(waiting: readonly Waiting[]): void {
    this.#waiting = waiting
    try {
      this.#world.storage.setItem(KEY, JSON.stringify(waiting))
    } catch {
      // Without room on the device the comment waits in this page alone.
    }
    for (const listener of this.#listeners) listener()
  }
}

function readKept(storage: Pick<Storage, 'getItem'>): readonly Waiting[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? (kept as Waiting[]) : [] // written by this class alone
  } catch {
    return []
  }
}
