import { createMemoryStore } from '../../support/memory-store.ts'
import type { MemoryStore } from '../../support/memory-store.ts'

/** A store whose appends wait while the gate is shut, as on a slow disk. */
export interface GatedStore extends MemoryStore {
  shut(): void
  open(): void
  /** Resolves when an append waits at the gate. */
  waiting(): Promise<void>
  /** While set, reading a text rejects with it. */
  failLoadsWith(error: Error | null): void
  /** How often texts were written, in any way. */
  writes(): number
}

export function createGatedStore(): GatedStore {
  const store = createMemoryStore()
  const { append, load, compact } = store.updates
  let gate: Promise<void> | null = null
  let openGate = () => {}
  let isWaiting = false
  const whenWaiting: (() => void)[] = []
  let loadFailure: Error | null = null
  let writes = 0
  store.updates.append = async (documentId, update) => {
    if (gate !== null) {
      isWaiting = true
      for (const resolve of whenWaiting.splice(0)) resolve()
      await gate
      isWaiting = false
    }
    writes += 1
    return append(documentId, update)
  }
  store.updates.compact = async (...args) => {
    writes += 1
    return compact(...args)
  }
  store.updates.load = async (documentId) => {
    if (loadFailure !== null) throw loadFailure
    return load(documentId)
  }
  return Object.assign(store, {
    shut() {
      gate = new Promise<void>((resolve) => {
        openGate = resolve
      })
    },
    open() {
      gate = null
      openGate()
    },
    waiting() {
      if (isWaiting) return Promise.resolve()
      return new Promise<void>((resolve) => whenWaiting.push(resolve))
    },
    failLoadsWith(error: Error | null) {
      loadFailure = error
    },
    writes: () => writes,
  })
}
