import type { Node } from '@tiptap/pm/model'
import type { Seat } from '../../shared/access.ts'
import type { Bus } from '../bus/bus.ts'
import type { Store } from '../storage/store.ts'
import type { Texts } from './texts.ts'

/**
 * The only way the domain reaches the world. One is made for each request or socket by whoever
 * knows the seat; tests pass a memory store, a fixed clock and counted ids.
 */
export interface Context {
  seat: Seat
  store: Store
  bus: Bus
  live: LiveDocuments
  /** Reads long texts elsewhere; without it they are read here. */
  texts?: Texts
  now(): Date
  /** A new id: 16 characters of [0-9a-z], unguessable. */
  newId(): string
}

/** The open documents, as the domain sees them (server/sync/rooms.ts stands behind it). */
export interface LiveDocuments {
  /** The whole text as one Yjs update, with edits that are accepted but not yet compacted. */
  stateOf(documentId: string): Promise<Uint8Array>
  /**
   * Changes the newest text by the smallest edits that make of it what `change` makes; others see
   * them like any edit. Resolves when they are on the disk; false if nothing changed.
   * @throws {Refusal} `unavailable` while nothing can be stored.
   */
  edit(documentId: string, change: (body: Node) => Node): Promise<boolean>
  /** Forgets what in the text leads to somebody, and writes its log anew without deleted words. */
  forget(documentId: string, seatId: string): Promise<void>
  /** Forgets the document and closes its sockets. */
  close(documentId: string): Promise<void>
}
