import { DamagedLog } from '../store.ts'
import type { Updates } from '../store.ts'
import type { Disk } from './disk.ts'
import { logPath, recordPath } from './folder.ts'
import { UpdateLog } from './update-log.ts'

/** So many logs keep their file open; the one that was used longest ago lets go of it. */
const OPEN_LOGS = 64

export interface EmbeddedUpdates extends Updates {
  close(): Promise<void>
}

export function createUpdates(disk: Disk, folder: string): EmbeddedUpdates {
  // Every log that was ever used: two for one document would write over each other.
  const logs = new Map<string, UpdateLog>()
  const open = new Map<string, UpdateLog>()

  function logOf(documentId: string): UpdateLog {
    const path = logPath(folder, documentId)
    const log = logs.get(documentId) ?? new UpdateLog({ disk, documentId, path })
    logs.set(documentId, log)
    open.delete(documentId)
    open.set(documentId, log)
    const [oldest] = open
    if (oldest !== undefined && open.size > OPEN_LOGS) {
      open.delete(oldest[0])
      void oldest[1].rest()
    }
    return log
  }

  return {
    async create(documentId, first) {
      const log = logOf(documentId)
      const hasRecord = await disk.has(recordPath(folder, { kind: 'document', id: documentId }))
      if (hasRecord && !(await log.exists())) {
        throw new DamagedLog(documentId, 'its file is missing')
      }
      await log.create(first)
    },
    append: async (documentId, update) => logOf(documentId).append(update),
    load: async (documentId) => logOf(documentId).load(),
    compact: async (documentId, merged, sequence) => logOf(documentId).compact(merged, sequence),
    exists: async (documentId) => logOf(documentId).exists(),
    remove: async (documentId) => logOf(documentId).remove(),
    async close() {
      await Promise.all([...logs.values()].map((log) => log.finish()))
    },
  }
}
