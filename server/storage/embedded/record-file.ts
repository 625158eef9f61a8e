import { dirname } from 'node:path'
import { Low } from 'lowdb'
import type { Adapter } from 'lowdb'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { DamagedRecord } from '../store.ts'
import type { Json } from '../store.ts'
import type { Disk } from './disk.ts'
import { replaceFile } from './disk.ts'
import { recordPath } from './folder.ts'
import type { RecordKey } from './folder.ts'
import { Turns } from './turns.ts'

/** What lowdb holds of one record. A value of null is a record that is not there. */
export interface RecordData {
  revision: number
  value: Json
}

type Change = (value: Json | null) => Json | null

interface Waiting {
  change: Change
  resolve: () => void
  reject: (reason: unknown) => void
}

export interface RecordFileOptions {
  disk: Disk
  folder: string
  key: RecordKey
}

/** One record on the disk. Changes that wait while a write runs go out together in the next one. */
export class RecordFile {
  readonly #options: RecordFileOptions
  readonly #path: string
  readonly #turns = new Turns()
  #adapter: Adapter<RecordData>
  #waiting: Waiting[] = []
  #isWritten = false

  constructor(options: RecordFileOptions) {
    this.#options = options
    this.#path = recordPath(options.folder, options.key)
    this.#adapter = recordAdapter(options)
  }

  /** True once it was written: its place on the disk is known to be there. */
  get isWritten(): boolean {
    return this.#isWritten
  }

  /** In turn with the changes, so that nothing is answered that is not on the disk. */
  read(): Promise<RecordData> {
    return this.#turns.take(async () => (await this.#load()).data)
  }

  change(change: Change): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ change, resolve, reject })
      // Every failure has been given to those who wait for it.
      if (this.#waiting.length === 1) void this.#turns.take(() => this.#write())
    })
  }

  settled(): Promise<void> {
    return this.#turns.settled()
  }

  async #write(): Promise<void> {
    const batch = this.#waiting.splice(0)
    const applied: Waiting[] = []
    try {
      const low = await this.#load()
      const hadRevision = low.data.revision
      for (const each of batch) {
        try {
          low.data = changed(low.data, each.change)
          applied.push(each)
        } catch (error) {
          each.reject(error)
        }
      }
      if (low.data.revision > 0) {
        if (applied.length > 0) await low.write()
        this.#isWritten ||= applied.length > 0
      } else if (hadRevision > 0) await this.#remove()
      for (const { resolve } of applied) resolve()
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  async #load(): Promise<Low<RecordData>> {
    const low = new Low<RecordData>(this.#adapter, { revision: 0, value: null })
    await low.read()
    return low
  }

  async #remove(): Promise<void> {
    const { disk, key } = this.#options
    const folder = dirname(this.#path)
    this.#isWritten = false
    await disk.remove(this.#path)
    await disk.syncFolder(folder)
    if (key.kind !== 'document' && key.kind !== 'report') return
    await disk.removeEmptyFolder(folder)
    await disk.syncFolder(dirname(folder))
    this.#adapter = recordAdapter(this.#options)
  }
}

/**
 * The lowdb adapter of one record: durable when `write` resolves, where lowdb's own leaves that to
 * the operating system. One write at a time: there is one temporary name.
 */
export function recordAdapter({ disk, folder, key }: RecordFileOptions): Adapter<RecordData> {
  const path = recordPath(folder, key)
  // Whether its name is on the disk cannot be seen, so it is put there once.
  let isFolderKept = false
  return {
    async read() {
      const bytes = await disk.readFile(path)
      return bytes === null ? null : decodeRecord(bytes, key)
    },
    async write(data) {
      const parent = dirname(path)
      await disk.makeFolder(parent)
      await replaceFile(disk, path, encodeRecord(data, key))
      if (!isFolderKept) await disk.syncFolder(dirname(parent))
      isFolderKept = true
    },
  }
}

/** @throws {DamagedRecord} */
export function decodeRecord(bytes: Buffer, key: RecordKey): RecordData {
  const { revision, value, checksum } = parseFile(bytes, key)
  if (checksum !== checksumOf({ revision, value }, key)) {
    throw new DamagedRecord(key.kind, key.id, 'it fails its checksum')
  }
  return { revision, value }
}

const recordFile = z.strictObject({
  checksum: z.number(),
  revision: z.number().int().min(1),
  value: z.json(),
})

function encodeRecord({ revision, value }: RecordData, key: RecordKey): Buffer {
  const checksum = checksumOf({ revision, value }, key)
  return Buffer.from(`${JSON.stringify({ checksum, revision, value })}\n`)
}

function parseFile(bytes: Buffer, key: RecordKey): z.infer<typeof recordFile> {
  try {
    return recordFile.parse(JSON.parse(bytes.toString('utf8')))
  } catch {
    throw new DamagedRecord(key.kind, key.id, 'its file cannot be read')
  }
}

/** Over its place as well, so that a file under a wrong name is noticed. */
function checksumOf({ revision, value }: RecordData, { kind, id }: RecordKey): number {
  return crc32(JSON.stringify([kind, id, revision, value]))
}

/** Values are copied, so that nobody can change what the store holds. */
function changed({ revision, value }: RecordData, change: Change): RecordData {
  const next = change(revision === 0 ? null : copy(value))
  return next === null
    ? { revision: 0, value: null }
    : { revision: revision + 1, value: copy(next) }
}

function copy(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json // what was JSON is JSON
}
