import type { DocumentEvent } from '../../shared/events.ts'

/** Rights that changed: of everybody on one document, or of one account everywhere. */
export interface RightsChange {
  of: 'document' | 'account'
  id: string
}

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
