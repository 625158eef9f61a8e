import { DamagedRecord, RECORD_KINDS } from '../store.ts'
import type { RecordKind, Records, StoredRecord } from '../store.ts'
import type { Disk } from './disk.ts'
import { listIds, logPath } from './folder.ts'
import type { RecordKey } from './folder.ts'
import { InUse } from './in-use.ts'
import { RecordFile } from './record-file.ts'
import type { RecordData } from './record-file.ts'

export interface RecordsOptions {
  disk: Disk
  folder: string
  /** Told of what `list` has to leave out. */
  onDamage: (error: DamagedRecord) => void
}

export interface EmbeddedRecords extends Records {
  close(): Promise<void>
}

/** One lowdb file per record. */
export function createRecords(options: RecordsOptions): EmbeddedRecords {
  const { disk, folder } = options
  const files = new Map(
    RECORD_KINDS.map((kind) => [
      kind,
      new InUse<RecordFile>({
        make: (id) => new RecordFile({ disk, folder, key: { kind, id } }),
        isWorthKeeping: (file) => file.isWritten,
      }),
    ]),
  )

  function use<T>({ kind, id }: RecordKey, task: (file: RecordFile) => Promise<T>): Promise<T> {
    const ofKind = files.get(kind)
    if (ofKind === undefined) throw new Error(`There is no kind of record called ${kind}`)
    return ofKind.use(id, task)
  }

  async function read(key: RecordKey): Promise<StoredRecord | null> {
    const data = await use(key, (file) => file.read())
    return data.revision === 0 ? orDamage(options, key) : asStored(key, data)
  }

  return {
    read: (kind, id) => read({ kind, id }),
    list: (kind) => listRecords(options, { kind, read }),
    change: async (kind, id, change) => use({ kind, id }, (file) => file.change(change)),
    async close() {
      const all = [...files.values()].flatMap((ofKind) => ofKind.all())
      await Promise.all(all.map((file) => file.settled()))
    },
  }
}

/** Null, unless the record of a document is missing whose text is there. */
export async function orDamage(
  { disk, folder }: Pick<RecordsOptions, 'disk' | 'folder'>,
  { kind, id }: RecordKey,
): Promise<null> {
  if (kind === 'document' && (await disk.has(logPath(folder, id)))) {
    throw new DamagedRecord(kind, id, 'its file is missing')
  }
  return null
}

export function asStored({ id }: RecordKey, { revision, value }: RecordData): StoredRecord {
  return { id, value, revision }
}

const AT_ONCE = 32

export async function listRecords(
  { disk, folder, onDamage }: RecordsOptions,
  { kind, read }: { kind: RecordKind; read: (key: RecordKey) => Promise<StoredRecord | null> },
): Promise<StoredRecord[]> {
  const ids = await listIds(disk, folder, kind)
  const found: StoredRecord[] = []
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE).map(async (id) => {
      try {
        const stored = await read({ kind, id })
        if (stored !== null) found.push(stored)
      } catch (error) {
        if (!(error instanceof DamagedRecord)) throw error
        onDamage(error)
      }
    })
    await Promise.all(some)
  }
  return found
}
