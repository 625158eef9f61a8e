import { Refusal } from '../shared/refusals.ts'

/** Lets a few heavy tasks run at once and a few more wait; see `enter`. */
export class WorkQueue {
  private running = 0
  private readonly waiting: { start: () => void }[] = []

  constructor(private readonly limits: { atOnce: number; waiting: number; busy: string }) {}

  /**
   * Runs the task when there is room.
   *
   * @throws {Refusal} `too_many` at once when the queue is full; the signal's reason when it is
   * aborted before the task has begun.
   */
  async enter<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    if (this.running >= this.limits.atOnce) await this.wait(signal)
    else this.running += 1
    try {
      return await task()
    } finally {
      // The place is handed to the next in the queue, or given up.
      const next = this.waiting.shift()
      if (next === undefined) this.running -= 1
      else next.start()
    }
  }

  private wait(signal: AbortSignal | undefined): Promise<void> {
    if (this.waiting.length >= this.limits.waiting) {
      throw new Refusal('too_many', this.limits.busy)
    }
    return new Promise((resolve, reject) => {
      const handleAbort = () => {
        this.waiting.splice(this.waiting.indexOf(place), 1)
        reject(signal?.reason)
      }
      const place = {
        start: () => {
          signal?.removeEventListener('abort', handleAbort)
          resolve()
        },
      }
      signal?.addEventListener('abort', handleAbort, { once: true })
      this.waiting.push(place)
    })
  }
}
