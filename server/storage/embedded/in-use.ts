interface Entry<T> {
  thing: T
  users: number
}

export interface InUseOptions<T> {
  make(key: string): T
  /** True while it knows something that would have to be found out again. */
  isWorthKeeping(thing: T): boolean
}

/**
 * One thing per key, and never two at a time: it lives as long as somebody uses it, or it is worth
 * keeping. So asking for names that do not exist fills no memory.
 */
export class InUse<T> {
  readonly #options: InUseOptions<T>
  readonly #entries = new Map<string, Entry<T>>()

  constructor(options: InUseOptions<T>) {
    this.#options = options
  }

  /** Calls `task` before it returns, so that the order of calls is kept. */
  async use<R>(key: string, task: (thing: T) => Promise<R>): Promise<R> {
    const entry = this.#entries.get(key) ?? { thing: this.#options.make(key), users: 0 }
    this.#entries.set(key, entry)
    entry.users++
    try {
      return await task(entry.thing)
    } finally {
      entry.users--
      if (entry.users === 0 && !this.#options.isWorthKeeping(entry.thing)) this.#entries.delete(key)
    }
  }

  all(): T[] {
    return [...this.#entries.values()].map(({ thing }) => thing)
  }
}
