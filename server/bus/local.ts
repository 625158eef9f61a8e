import type { DocumentEvent } from '../../shared/events.ts'
import type { Bus } from './bus.ts'

/** The bus of a single process. */
export function createLocalBus(): Bus {
  const listeners = new Set<(documentId: string, event: DocumentEvent) => void>()
  return {
    publish(documentId, event) {
      for (const listener of listeners) listener(documentId, event)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
