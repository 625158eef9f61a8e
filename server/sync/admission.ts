/** How many sockets may be open at a time. */
export interface AdmissionLimits {
  /** A hall full of people may share one address. */
  perAddress: number
  perSeat: number
}

export const ADMISSION_LIMITS: AdmissionLimits = { perAddress: 300, perSeat: 20 }

/** Counts the open sockets of one address or seat. */
export class Admission {
  readonly #most: number
  readonly #open = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  /** Lets one more in, until the returned function is called; null if there are too many. */
  enter(key: string): (() => void) | null {
    const count = this.#open.get(key) ?? 0
    if (count >= this.#most) return null
    this.#open.set(key, count + 1)
    let hasLeft = false
    return () => {
      if (hasLeft) return
      hasLeft = true
      const left = (this.#open.get(key) ?? 1) - 1
      if (left === 0) this.#open.delete(key)
      else this.#open.set(key, left)
    }
  }
}
