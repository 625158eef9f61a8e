/** Runs tasks one after another, in the order they were asked for. A failed task holds up nobody. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  take<T>(task: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(task)
    // Whoever asked hears of the failure; the next turn only waits for the end.
    this.#last = mine.catch(() => undefined)
    return mine
  }

  /** Resolves when everything asked for until now is over. */
  async settled(): Promise<void> {
    await this.#last
  }
}
