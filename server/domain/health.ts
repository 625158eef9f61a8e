import type { Bus } from '../bus/bus.ts'
import type { Store } from '../storage/store.ts'

const PROBE_EVERY_MS = 10_000

export interface Health {
  /** Whether something new can be stored at the moment. */
  isWorking(): Promise<boolean>
  stop(): void
}

/**
 * Watches whether the store can keep things: it listens to documents that could not be stored, and
 * when asked writes a record of its own, at most once in ten seconds.
 */
export function watchHealth({ store, bus, now }: { store: Store; bus: Bus; now(): Date }): Health {
  const failing = new Set<string>()
  let probe: { at: number; result: Promise<boolean> } | null = null
  const stop = bus.subscribe((documentId, event) => {
    if (event.type === 'storage.failing') failing.add(documentId)
    if (event.type === 'storage.working') failing.delete(documentId)
    if (event.type === 'document.removed') failing.delete(documentId)
  })
  return {
    stop,
    async isWorking() {
      const at = now().getTime()
      if (probe === null || at - probe.at >= PROBE_EVERY_MS) {
        probe = { at, result: canWrite(store, at) }
      }
      return (await probe.result) && failing.size === 0
    },
  }
}

async function canWrite(store: Store, at: number): Promise<boolean> {
  try {
    await store.records.change('workspace', 'health', () => ({ checkedAt: at }))
    return true
  } catch {
    // Whatever the reason is, the answer is the same; the store itself reports its errors.
    return false
  }
}
