/** A clock that stands still until it is moved, and ids that count. */
export function createFixedClock(start = '2026-03-02T09:00:00.000Z') {
  let now = new Date(start)
  let ids = 0
  return {
    now: () => new Date(now),
    advance: (ms: number) => {
      now = new Date(now.getTime() + ms)
    },
    newId: () => `id${String(++ids).padStart(14, '0')}`,
  }
}
