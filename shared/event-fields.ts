import type { DocumentEvent } from './events.ts'

/** The fields each event has; a test holds them against the schema. */
export const EVENT_FIELDS = {
  'document.renamed': ['title'],
  'document.removed': [],
  'thread.changed': ['thread', 'visibility'],
  'storage.failing': ['message'],
  'storage.working': [],
  'words.handedBack': ['row', 'words'],
  'delivery.changed': ['row'],
  'versions.changed': [],
} as const satisfies { [Type in DocumentEvent['type']]: readonly string[] }
