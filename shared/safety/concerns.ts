import { z } from 'zod'
import { CONCERN_LIMITS } from './limits.ts'

/** Something is wrong, or somebody is worried. About words where `thread` says which. */
export const reportConcernRequest = z.strictObject({
  words: z.string().trim().min(1, 'Please say a few words.').max(CONCERN_LIMITS.words),
  documentId: z.string().max(64).nullable(),
  thread: z.string().max(64).nullable(),
  /** The same report with the same key is one concern, however often it comes. */
  key: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
})
export type ReportConcernRequest = z.infer<typeof reportConcernRequest>

/** Who to turn to now, told to whoever reports. */
export const reportConcernResponse = z.strictObject({
  /** False: nobody is named yet who could read it. */
  hasReader: z.boolean(),
  helpers: z.array(z.strictObject({ name: z.string(), how: z.string(), about: z.string() })),
})
export type ReportConcernResponse = z.infer<typeof reportConcernResponse>

/** What a list tells: no words before somebody opens it, which is recorded. */
export const concernSummary = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  state: z.enum(['new', 'read', 'settled']),
  documentId: z.string().nullable(),
  /** It waits for whoever asks to open it. */
  callsYou: z.boolean(),
  /** When nobody had opened it within four working hours, and the deputy was told; null: never. */
  deputyToldAt: z.iso.datetime().nullable(),
})
export type ConcernSummary = z.infer<typeof concernSummary>

/** GET /api/concerns, the newest first. */
export const concernsResponse = z.strictObject({
  concerns: z.array(concernSummary),
  /** Names; null where nobody is chosen. */
  lead: z.string().nullable(),
  deputy: z.string().nullable(),
})
export type ConcernsResponse = z.infer<typeof concernsResponse>

export const concern = concernSummary.omit({ callsYou: true }).extend({
  words: z.string(),
  /** SHA-256 of the words as they were sent: shows later that they are the same. */
  hash: z.string(),
  /** The words still are those of the hash. */
  isIntact: z.boolean(),
  by: z.strictObject({ id: z.string(), name: z.string() }),
  thread: z.string().nullable(),
  /** Who opened it, and when. */
  opened: z.array(z.strictObject({ at: z.string(), by: z.string() })),
  notes: z.array(z.strictObject({ at: z.string(), by: z.string(), words: z.string() })),
})
export type Concern = z.infer<typeof concern>

export const noteConcernRequest = z.strictObject({
  words: z.string().trim().min(1, 'Please say what was done.').max(CONCERN_LIMITS.note),
  isSettled: z.boolean(),
})
