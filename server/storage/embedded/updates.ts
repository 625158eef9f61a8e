import { DamagedLog } from '../store.ts'
import type { Updates } from '../store.ts'
import type { Disk } from './disk.ts'
import { logPath, recordPath } from './folder.ts'
import { InUse } from './in-use.ts'
import { UpdateLog } from './update-log.ts'

/** So many logs keep their file open; the one that was used longest ago lets go of it. */
const OPEN_LOGS = 64

export interface EmbeddedUpdates extends Updates {
  close(): Promise<void>
}

export function createUpdates(disk: Disk, folder: string): EmbeddedUpdates {
  const logs = new InUse<UpdateLog>({
    make: (documentId) => new UpdateLog({ disk, documentId, path: logPath(folder, documentId) }),
    isWorthKeeping: (log) => log.isRead,
  })
  /** Those that were used last, the oldest first. */
  const recent = new Map<string, UpdateLog>()

  function use<T>(documentId: string, task: (log: UpdateLog) => Promise<T>): Promise<T> {
    return logs.use(documentId, (log) => {
      recent.delete(documentId)
      recent.set(documentId, log)
      const [oldest] = recent
      if (oldest !== undefined && recent.size > OPEN_LOGS) {
        recent.delete(oldest[0])
        void oldest[1].rest()
      }
      return task(log)
    })
  }

  return {
    create: (documentId, first) =>
      use(documentId, async (log) => {
        const hasRecord = await disk.has(recordPath(folder, { kind: 'document', id: documentId }))
        if (hasRecord && !(await log.exists())) {
          throw new DamagedLog(documentId, 'its file is missing')
        }
        await log.create(first)
      }),
    append: (documentId, update) => use(documentId, (log) => log.append(update)),
    load: (documentId) => use(documentId, (log) => log.load()),
    compact: (documentId, merged, sequence) =>
      use(documentId, (log) => log.compact(merged, sequence)),
    exists: (documentId) => use(documentId, (log) => log.exists()),
    remove: (documentId) => use(documentId, (log) => log.remove()),
    async close() {
      await Promise.all(logs.all().map((log) => log.finish()))
    },
  }
}
