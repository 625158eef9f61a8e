import type { Schedule } from './alarm.ts'

/**
 * Lets what many rooms have to store happen together. After a pause the first is done at once; what
 * comes within `gapMs` of it waits, and is done in one go. Each write to the disk wakes threads,
 * which costs more than all that is written.
 */
export class Pace {
  readonly #schedule: Schedule
  readonly #gapMs: number
  #waiting: (() => void)[] = []
  #isOpen = true

  constructor(deps: { schedule: Schedule; gapMs: number }) {
    this.#schedule = deps.schedule
    this.#gapMs = deps.gapMs
  }

  next(action: () => void): void {
    if (!this.#isOpen) return void this.#waiting.push(action)
    if (this.#gapMs > 0) this.#close()
    action()
  }

  #close(): void {
    this.#isOpen = false
    this.#schedule(this.#gapMs, () => {
      this.#isOpen = true
      if (this.#waiting.length === 0) return
      this.#close()
      for (const action of this.#waiting.splice(0)) action()
    })
  }
}
