import { DamagedRecord } from './store.ts'
import type { RecordKind, Records, Store, StoredRecord } from './store.ts'

/**
 * Keeps some kinds of records in memory: a list is read once, and then only what has changed, and a
 * record until it changes. All changes pass here, because a store has one process. What is kept is
 * not copied.
 */
export function keepLists(store: Store, kinds: readonly RecordKind[]): Store {
  const lists = new Map(kinds.map((kind) => [kind, new KeptList(store.records, kind)]))
  const { read, list, change } = store.records
  return {
    ...store,
    records: {
      read: (kind, id) => lists.get(kind)?.one(id) ?? read(kind, id),
      list: (kind) => lists.get(kind)?.all() ?? list(kind),
      async change(kind, id, how) {
        try {
          await change(kind, id, how)
        } finally {
          lists.get(kind)?.note(id)
        }
      },
    },
  }
}

class KeptList {
  readonly #records: Records
  readonly #kind: RecordKind
  /** What was asked for by its id, and what was found. */
  readonly #asked = new Map<string, Promise<StoredRecord | null>>()
  #known: Map<string, StoredRecord> | null = null
  #changed = new Set<string>()
  #reading: Promise<unknown> = Promise.resolve()

  constructor(records: Records, kind: RecordKind) {
    this.#records = records
    this.#kind = kind
  }

  /** This one is read again before the next list is given out. */
  note(id: string): void {
    this.#changed.add(id)
    this.#asked.delete(id)
  }

  async one(id: string): Promise<StoredRecord | null> {
    const stored = await (this.#asked.get(id) ?? this.#ask(id))
    return stored === null ? null : { ...stored }
  }

  #ask(id: string): Promise<StoredRecord | null> {
    const found = this.#records.read(this.#kind, id)
    this.#asked.set(id, found)
    const forget = (): void => {
      if (this.#asked.get(id) === found) this.#asked.delete(id)
    }
    // Names that do not exist fill no memory.
    found.then((stored) => (stored === null ? forget() : undefined), forget)
    return found
  }

  all(): Promise<StoredRecord[]> {
    const all = this.#reading.then(() => this.#read())
    this.#reading = all.catch(() => undefined)
    return all
  }

  async #read(): Promise<StoredRecord[]> {
    const changed = this.#changed
    this.#changed = new Set()
    try {
      if (this.#known === null) {
        const all = await this.#records.list(this.#kind)
        this.#known = new Map(all.map((each) => [each.id, each]))
      } else await this.#readAgain(this.#known, changed)
    } catch (error) {
      this.#known = null
      throw error
    }
    return [...this.#known.values()]
  }

  async #readAgain(known: Map<string, StoredRecord>, ids: ReadonlySet<string>): Promise<void> {
    for (const id of ids) {
      const stored = await this.#find(id)
      if (stored === null) known.delete(id)
      else known.set(id, stored)
    }
  }

  /** A damaged one is left out, as in every list; the next full list reports it. */
  async #find(id: string): Promise<StoredRecord | null> {
    try {
      return await this.#records.read(this.#kind, id)
    } catch (error) {
      if (error instanceof DamagedRecord) return null
      throw error
    }
  }
}
