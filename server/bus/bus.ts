import type { DocumentEvent } from '../../shared/events.ts'

/** Carries events from whoever changes something to the sockets of a document. Never the truth. */
export interface Bus {
  publish(documentId: string, event: DocumentEvent): void
  /** Returns its own stop. */
  subscribe(listener: (documentId: string, event: DocumentEvent) => void): () => void
}
