/** Secrets of a few minutes, by key, each taken once. */
export interface ShortLived<Value> {
  put(key: string, value: Value): void
  /** Null where there is none, or its time is over. */
  take(key: string): Value | null
}

const MOST = 10_000

/** Kept in memory: a restart forgets them, and whoever was on the way begins again. */
export function createShortLived<Value>({
  now,
  lastsMs,
}: {
  now(): Date
  lastsMs: number
}): ShortLived<Value> {
  const kept = new Map<string, { value: Value; endsAt: number }>()
  return {
    put(key, value) {
      const at = now().getTime()
      for (const [old, { endsAt }] of kept) {
        if (endsAt > at && kept.size < MOST) break // the oldest stand first
        kept.delete(old)
      }
      kept.delete(key)
      kept.set(key, { value, endsAt: at + lastsMs })
    },
    take(key) {
      const found = kept.get(key)
      kept.delete(key)
      return found === undefined || found.endsAt <= now().getTime() ? null : found.value
    },
  }
}
