/** Adds up what happened within a time up to now. */
export class Tally {
  readonly #now: () => Date
  readonly #withinMs: number
  #events: { at: number; count: number }[] = []

  constructor(now: () => Date, withinMs: number) {
    this.#now = now
    this.#withinMs = withinMs
  }

  /** Returns the sum with what is added. */
  add(count: number): number {
    const now = this.#now().getTime()
    this.#events = this.#events.filter(({ at }) => now - at < this.#withinMs)
    const last = this.#events.at(-1)
    // What comes close together is one event, or a flood would be a long list.
    if (last !== undefined && now - last.at < this.#withinMs / 20) last.count += count
    else if (count > 0) this.#events.push({ at: now, count })
    return this.#events.reduce((sum, event) => sum + event.count, 0)
  }
}
