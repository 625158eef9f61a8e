export interface QuietWorkDeps {
  work(documentId: string): Promise<void>
  log(line: string): void
}

/**
 * What is done for a document when nobody has edited it for a moment: one document after the other,
 * and each once, however often it fell quiet while it waited.
 */
export class QuietWork {
  readonly #deps: QuietWorkDeps
  readonly #due = new Set<string>()
  #isBusy = false

  constructor(deps: QuietWorkDeps) {
    this.#deps = deps
  }

  note(documentId: string): void {
    this.#due.add(documentId)
    if (!this.#isBusy) void this.#work()
  }

  async #work(): Promise<void> {
    this.#isBusy = true
    for (const documentId of this.#due) {
      this.#due.delete(documentId)
      try {
        await this.#deps.work(documentId)
      } catch (error) {
        this.#deps.log(`What follows an edit of ${documentId} failed: ${String(error)}`)
      }
    }
    this.#isBusy = false
  }
}
