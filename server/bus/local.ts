import type { DocumentEvent } from '../../shared/events.ts'
import type { Bus, RightsChange } from './bus.ts'

/** The bus of a single process. */
export function createLocalBus(): Bus {
  const listeners = new Set<(documentId: string, event: DocumentEvent) => void>()
  const rightsListeners = new Set<(change: RightsChange) => void>()
  return {
    publish(documentId, event) {
      for (const listener of listeners) listener(documentId, event)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    announce(change) {
      for (const listener of rightsListeners) listener(change)
    },
    onRightsChange(listener) {
      rightsListeners.add(listener)
      return () => rightsListeners.delete(listener)
    },
  }
}
