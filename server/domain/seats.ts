import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Role, Seat } from '../../shared/access.ts'
import type { EnterRequest } from '../../shared/api.ts'
import type { Store } from '../storage/store.ts'

/**
 * Seats: who acts. A browser holds an opaque token in a cookie; the seat is stored under the
 * token's SHA-256, so that nobody who reads the data folder can take a seat.
 * Until people sign in, everybody has the role below; sign-in changes this file and no other.
 */
const ROLE: Role = 'officer'

const GUEST: Seat = { id: 'guest', name: 'Guest', colour: 0, role: ROLE }

const seatRecord = z.object({
  id: z.string(),
  name: z.string(),
  colour: z.number(),
  enteredAt: z.string(),
})

/** The seat behind a token; without one, or with one nobody knows, a guest. */
export async function seatFor(store: Store, token: string | null): Promise<Seat> {
  return (await findSeat(store, token)) ?? GUEST
}

/** Null until somebody has entered with this token. */
export async function findSeat(store: Store, token: string | null): Promise<Seat | null> {
  if (token === null) return null
  const stored = await store.records.read('seat', digest(token))
  if (stored === null) return null
  const { id, name, colour } = seatRecord.parse(stored.value)
  return { id, name, colour, role: ROLE }
}

export interface Entering {
  store: Store
  now(): Date
  newId(): string
  /** The token of the browser, which keeps its seat; null makes a new one with `newToken`. */
  token: string | null
  newToken: string
}

/** Takes a seat with this name and colour, or changes those of the seat one has. */
export async function enter(
  { store, now, newId, token, newToken }: Entering,
  { name, colour }: EnterRequest,
): Promise<{ seat: Seat; token: string }> {
  const known = await findSeat(store, token)
  const kept = known !== null && token !== null ? token : newToken
  const seat: Seat = { id: known?.id ?? newId(), name, colour, role: ROLE }
  await store.records.change('seat', digest(kept), () => ({
    id: seat.id,
    name,
    colour,
    enteredAt: now().toISOString(),
  }))
  return { seat, token: kept }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
