import type { DocumentEvent } from '../../shared/events.ts'

/**
 * Rights that changed: of everybody on one document; of one account or young person everywhere; of
 * one youth group; of whoever the directory names.
 */
export type RightsChange =
  | { of: 'document' | 'account' | 'group'; id: string }
  | { of: 'directory' }

/** Carries events from whoever changes something to the sockets of a document. Never the truth. */
export interface Bus {
  publish(documentId: string, event: DocumentEvent): void
  /** Returns its own stop. */
  subscribe(listener: (documentId: string, event: DocumentEvent) => void): () => void
  /** Says that rights are others now; whoever holds a socket open asks again. */
  announce(change: RightsChange): void
  /** Returns its own stop. */
  onRightsChange(listener: (change: RightsChange) => void): () => void
}
