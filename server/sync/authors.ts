/** More ids than this are not remembered; nobody has so many people in one document at a time. */
const REMEMBERED = 10_000

/**
 * Under which Yjs client ids each seat writes. An id belongs to whoever was seen typing under it, so
 * that nobody can write as somebody else, and two who drew the same id by chance are noticed.
 */
export class Authors {
  /** By client id, the one seen longest ago first. */
  #seats: Map<number, string> | null = null

  /** The seat an id belongs to; null: to nobody yet. */
  ownerOf(clientId: number): string | null {
    return this.#seats?.get(clientId) ?? null
  }

  /** Nothing leads to this seat any more; what it wrote stands under ids that are nobody's. */
  forget(seatId: string): void {
    for (const [clientId, owner] of this.#seats ?? []) {
      if (owner === seatId) this.#seats?.delete(clientId)
    }
  }

  note(clientIds: readonly number[], seatId: string): void {
    const seats = (this.#seats ??= new Map())
    for (const clientId of clientIds) {
      if (seats.has(clientId)) continue
      seats.set(clientId, seatId)
      const [oldest] = seats.keys()
      if (seats.size > REMEMBERED && oldest !== undefined) seats.delete(oldest)
    }
  }
}
