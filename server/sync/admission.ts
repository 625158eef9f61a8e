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

const OWN_NETWORK =
  /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^(?:::1$|f[cd])/i

interface From {
  socket: { remoteAddress?: string }
  headers: Record<string, string | string[] | undefined>
}

/**
 * Where a request comes from, as the key to count it under: an address, or the /64 of an IPv6 one,
 * of which everybody has billions. A proxy of ours is asked who it speaks for; others could say
 * anything.
 */
export function addressOf({ socket, headers }: From): string {
  const direct = socket.remoteAddress ?? 'unknown'
  const forwarded = headers['x-forwarded-for']
  const last = typeof forwarded === 'string' ? forwarded.split(',').at(-1)?.trim() : undefined
  const address = last !== undefined && last !== '' && OWN_NETWORK.test(direct) ? last : direct
  return address.includes(':') && !address.includes('.') ? networkOf(address) : address
}

/** The first four groups of an IPv6 address. */
function networkOf(address: string): string {
  const [before = '', after] = address.split('::', 2)
  const left = before.split(':').filter((group) => group !== '')
  const right = (after ?? '').split(':').filter((group) => group !== '')
  const zeros = after === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')
}
