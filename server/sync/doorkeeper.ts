import type { IncomingMessage } from 'node:http'
import { may } from '../../shared/access.ts'
import type { Seat, Sharing } from '../../shared/access.ts'
import { Refusal } from '../../shared/refusals.ts'
import { sharingOf } from '../domain/document-record.ts'
import { requireDocument } from '../domain/documents.ts'
import { DamagedRecord } from '../storage/store.ts'
import type { Store } from '../storage/store.ts'

/** Somebody who asks for a document, by the request they came with. */
export interface Asking {
  request: IncomingMessage
  documentId: string
}

/** Who somebody is, and what decides about them in one document. */
export interface Admitted {
  seat: Seat
  sharing: Sharing
}

/**
 * Who is asking. `isUse`: whether a person does, or the server by itself. `isLooking`: whether they
 * are in already.
 */
export type SeatFor = (
  request: IncomingMessage,
  options: { isUse: boolean; isLooking: boolean },
) => Promise<Seat>

export interface DoorkeeperDeps {
  store: Store
  seatFor: SeatFor
  now(): Date
}

/** Knows who may come into a document. */
export class Doorkeeper {
  readonly #deps: DoorkeeperDeps

  constructor(deps: DoorkeeperDeps) {
    this.#deps = deps
  }

  /** @throws {Refusal} if they may not read. */
  async admit({ request, documentId }: Asking, options: Parameters<SeatFor>[1]): Promise<Admitted> {
    const { store, seatFor, now } = this.#deps
    const seat = await seatFor(request, options)
    if (seat.role === 'public') throw new Refusal('signed_out', 'Please sign in first.')
    const sharing = sharingOf(await requireDocument({ store }, documentId))
    if (!may(seat, 'readDocument', { sharing, now: now() })) {
      throw new Refusal('forbidden', 'This document is not shared with you.')
    }
    return { seat, sharing }
  }
}

/** What to tell somebody for whom something went wrong. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const code = error instanceof DamagedRecord ? 'damaged' : 'unavailable'
  return new Refusal(code, 'This document cannot be opened at the moment.')
}
