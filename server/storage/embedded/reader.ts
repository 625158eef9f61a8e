import { resolve } from 'node:path'
import { DamagedLog } from '../store.ts'
import type { Store } from '../store.ts'
import { listContents, readContent } from './contents.ts'
import type { Disk } from './disk.ts'
import { UnusableFolder, inspectFolder, logPath } from './folder.ts'
import type { RecordKey } from './folder.ts'
import { scanLog } from './log-format.ts'
import type { LogScan } from './log-format.ts'
import { nodeDisk } from './node-disk.ts'
import { recordAdapter } from './record-file.ts'
import { asStored, listRecords, orDamage } from './records.ts'
import type { RecordsOptions } from './records.ts'

export interface ReaderOptions {
  folder: string
  /** Told, once each, of damage that a call cannot reject with. */
  onProblem?: (message: string) => void
  disk?: Disk
}

/**
 * The store in a folder, for reading only: takes no lock and changes nothing, so that it works
 * beside a running server. What was acknowledged before a call is in its answer.
 *
 * @throws {UnusableFolder} if there is no data in the folder, or it cannot be used.
 */
export async function readEmbeddedStore(options: ReaderOptions): Promise<Store> {
  const { disk = nodeDisk, onProblem = () => undefined } = options
  const folder = resolve(options.folder)
  if ((await inspectFolder(disk, folder)) === 'empty') {
    throw new UnusableFolder(`There is no Folkmoot data in ${folder}.`)
  }
  const all: RecordsOptions = { disk, folder, onDamage: ({ message }) => onProblem(message) }
  const read = async (key: RecordKey) => {
    const data = await recordAdapter({ disk, folder, key }).read()
    return data === null ? orDamage(all, key) : asStored(key, data)
  }
  return {
    records: {
      read: (kind, id) => read({ kind, id }),
      list: (kind) => listRecords(all, { kind, read }),
      change: refuse,
    },
    updates: {
      async load(documentId) {
        const log = await readLog(disk, { folder, documentId })
        if (log === null) throw new DamagedLog(documentId, 'its file is missing')
        if (log.scan.state === 'damaged') throw new DamagedLog(documentId, log.scan.reason)
        const { base, updates } = log.scan
        return { updates, lastSequence: base + updates.length }
      },
      exists: (documentId) => disk.has(logPath(folder, documentId)),
      create: refuse,
      append: refuse,
      compact: refuse,
      remove: refuse,
    },
    contents: {
      read: (hash) => readContent(disk, { folder, hash }),
      list: () => listContents(disk, folder),
      put: refuse,
      remove: refuse,
    },
    close: async () => undefined,
  }
}

/** Damage in front of what a busy server goes on writing is no hole of a moment. */
const LOOKS = 20

/**
 * One log as it stands now; null if there is none. A server may be writing into it: at most the last
 * flush is not whole. Where zeros are read before two flushes go over them and what is behind those
 * after it, a hole seems to be in it; damage is only what is found again.
 */
export async function readLog(
  disk: Disk,
  { folder, documentId }: { folder: string; documentId: string },
): Promise<{ bytes: Buffer; scan: LogScan } | null> {
  const file = await disk.open(logPath(folder, documentId), 'read')
  if (file === null) return null
  try {
    let before: Buffer = Buffer.alloc(0)
    for (let look = 1; ; look++) {
      const bytes = await file.read(0, await file.sizeBytes())
      const scan = scanLog(bytes, documentId)
      const isSettled = before.equals(bytes) || look === LOOKS
      if (scan.state === 'sound' || isSettled) return { bytes, scan }
      before = bytes
    }
  } finally {
    await file.close()
  }
}

async function refuse(): Promise<never> {
  throw new Error('This data folder was opened for reading only')
}
