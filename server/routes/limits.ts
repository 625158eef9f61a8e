import type { MiddlewareHandler } from 'hono'
import { Refusal } from '../../shared/refusals.ts'
import type { Entry } from './entry.ts'

/** How often something may be tried within a time. */
export interface Limit {
  most: number
  withinMs: number
}

const MINUTE = 60_000
export const LIMITS = {
  /** Links that did not work, and links asked for, from one address. */
  doors: { most: 20, withinMs: MINUTE },
  /** Codes and return words that did not work, from one address and over all of them. */
  codes: { most: 10, withinMs: 10 * MINUTE },
  allCodes: { most: 300, withinMs: 10 * MINUTE },
  /** Links asked for by one e-mail address. */
  mail: { most: 5, withinMs: 15 * MINUTE },
  /** Requests of one seat. */
  seat: { most: 1_200, withinMs: MINUTE },
  /** Comments of one seat: a wall of notes typed in one after the other fits. */
  comments: { most: 60, withinMs: MINUTE },
  /** Concerns from one address by people who are not signed in. */
  concerns: { most: 10, withinMs: 10 * MINUTE },
  /** Requests from one address by people who are not signed in. */
  outside: { most: 240, withinMs: MINUTE },
  /** Published pages and files from one address: a class that reads together fits. */
  readers: { most: 240, withinMs: MINUTE },
} satisfies Record<string, Limit>

export interface Limiter {
  /** @throws {Refusal} `too_many` once something was tried too often. */
  take(name: keyof typeof LIMITS, key: string): void
  /** What was tried was in order and does not count. */
  giveBack(name: keyof typeof LIMITS, key: string): void
}

const MOST_KEYS = 50_000

/** Counts in memory, by windows that begin with the first try. A restart forgets, which takes longer. */
export function createLimiter(now: () => Date): Limiter {
  const windows = new Map<string, { count: number; endsAt: number }>()
  return {
    take(name, key) {
      const at = now().getTime()
      const id = `${name} ${key}`
      const open = windows.get(id)
      if (open === undefined || open.endsAt <= at) {
        if (windows.size >= MOST_KEYS) forgetOld(windows, at)
        windows.delete(id) // so that the oldest windows stand first
        windows.set(id, { count: 1, endsAt: at + LIMITS[name].withinMs })
        return
      }
      open.count += 1
      if (open.count > LIMITS[name].most) {
        throw new Refusal('too_many', 'That was tried too often. Please wait a few minutes.')
      }
    },
    giveBack(name, key) {
      const open = windows.get(`${name} ${key}`)
      if (open !== undefined && open.count > 0) open.count -= 1
    },
  }
}

/**
 * The doors are narrow for whoever tries links that do not work, from one address. A whole office
 * that comes in at once through one address is not held up.
 */
export function limitDoors(limiter: Limiter): MiddlewareHandler<Entry> {
  return async (c, next) => {
    limiter.take('doors', c.var.address)
    await next()
    if (c.error === undefined) limiter.giveBack('doors', c.var.address)
  }
}

/**
 * The same for codes and return words, which are shorter than links: fewer tries, and together no
 * more than would take a lifetime to find one. A class that joins through one address is not held up.
 */
export function limitCodes(limiter: Limiter): MiddlewareHandler<Entry> {
  return async (c, next) => {
    limiter.take('codes', c.var.address)
    limiter.take('allCodes', 'all')
    await next()
    if (c.error !== undefined) return
    limiter.giveBack('codes', c.var.address)
    limiter.giveBack('allCodes', 'all')
  }
}

function forgetOld(windows: Map<string, { endsAt: number }>, at: number): void {
  for (const [id, { endsAt }] of windows) if (endsAt <= at) windows.delete(id)
  for (const id of windows.keys()) {
    if (windows.size < MOST_KEYS) return
    windows.delete(id)
  }
}
