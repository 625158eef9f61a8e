import { createHash } from 'node:crypto'
import { DamagedLog, DamagedRecord } from '../../server/storage/store.ts'
import type { Json, Store, StoredRecord } from '../../server/storage/store.ts'

/** A store for tests that are about something else. It runs the same contract as the real ones. */
export interface MemoryStore extends Store {
  /** While set, everything that would be written rejects with it: a full disk, for example. */
  failWith(error: Error | null): void
}

interface Log {
  base: number
  updates: Uint8Array[]
}

export function createMemoryStore(): MemoryStore {
  const records = new Map<string, StoredRecord>()
  const logs = new Map<string, Log>()
  const contents = new Map<string, Uint8Array>()
  let isClosed = false
  let failure: Error | null = null

  async function enter(): Promise<void> {
    if (isClosed) throw new Error('The store is closed')
  }

  async function enterToWrite(): Promise<void> {
    await enter()
    if (failure !== null) throw failure
  }

  function requireLog(documentId: string): Log {
    const log = logs.get(requireName(documentId))
    if (log === undefined) throw new DamagedLog(documentId, 'its file is missing')
    return log
  }

  return {
    failWith(error) {
      failure = error
    },
    records: {
      async read(kind, id) {
        await enter()
        const found = records.get(keyOf(kind, id))
        if (found !== undefined) return copy(found)
        if (kind === 'document' && logs.has(id)) {
          throw new DamagedRecord(kind, id, 'its file is missing')
        }
        return null
      },
      async list(kind) {
        await enter()
        return [...records]
          .filter(([key]) => key.startsWith(`${kind}/`))
          .map(([, record]) => copy(record))
      },
      async change(kind, id, change) {
        const key = keyOf(kind, id)
        await enterToWrite()
        const found = records.get(key)
        const value = change(found === undefined ? null : copy(found.value))
        if (value === null) records.delete(key)
        else records.set(key, { id, value: copy(value), revision: (found?.revision ?? 0) + 1 })
      },
    },
    updates: {
      async create(documentId, first) {
        requireName(documentId)
        await enterToWrite()
        if (logs.has(documentId)) throw new Error(`Document ${documentId} has a text already`)
        if (records.has(keyOf('document', documentId))) {
          throw new DamagedLog(documentId, 'its file is missing')
        }
        logs.set(documentId, { base: 0, updates: [first.slice()] })
      },
      async append(documentId, update) {
        await enterToWrite()
        const { base, updates } = requireLog(documentId)
        return base + updates.push(update.slice())
      },
      async load(documentId) {
        await enter()
        const { base, updates } = requireLog(documentId)
        return { updates: updates.slice(), lastSequence: base + updates.length }
      },
      async compact(documentId, merged, sequence) {
        await enterToWrite()
        const { base, updates } = requireLog(documentId)
        if (sequence <= base || sequence > base + updates.length) {
          throw new RangeError(`Cannot compact ${documentId} up to ${sequence}`)
        }
        const later = updates.slice(sequence - base)
        logs.set(documentId, { base: sequence - 1, updates: [merged.slice(), ...later] })
      },
      async exists(documentId) {
        await enter()
        return logs.has(requireName(documentId))
      },
      async remove(documentId) {
        requireName(documentId)
        await enterToWrite()
        logs.delete(documentId)
      },
    },
    contents: {
      async put(bytes) {
        await enterToWrite()
        const hash = createHash('sha256').update(bytes).digest('hex')
        contents.set(hash, bytes.slice())
        return hash
      },
      async read(hash) {
        await enter()
        return contents.get(hash) ?? null
      },
      async list() {
        await enter()
        return [...contents.keys()]
      },
      async remove(hash) {
        await enterToWrite()
        contents.delete(hash)
      },
    },
    async close() {
      isClosed = true
    },
  }
}

function keyOf(kind: string, id: string): string {
  return `${requireName(kind)}/${requireName(id)}`
}

function requireName(text: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(text)) throw new Error(`Not a name: ${JSON.stringify(text)}`)
  return text
}

function copy<T extends Json | StoredRecord>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T // what was JSON is JSON
}
