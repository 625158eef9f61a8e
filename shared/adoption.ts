import { z } from 'zod'
import { id, who, words } from './api-parts.ts'

/** How organisations adopt a published charter. Days are YYYY-MM-DD. */

export const adoptRequest = z.strictObject({
  /** Of the directory. */
  organisation: id,
  /** The published version as it was shown. */
  version: id,
  /** Why they adopt it, in their own words; may be ''. */
  statement: words(1000),
  /** What a shared value means with them. */
  wording: z
    .array(
      z.strictObject({
        /** The heading of the value. */
        value: id,
        words: words(1000).min(1),
      }),
    )
    .max(100),
  until: z.iso.date('Please give a day.'),
  /** Why what the privacy check found may be read by anybody; needed only then. */
  checkReason: words(1000),
})
export type AdoptRequest = z.infer<typeof adoptRequest>

export const endAdoptionRequest = z.strictObject({
  reason: words(500).min(1, 'Please give a reason.'),
})
export type EndAdoptionRequest = z.infer<typeof endAdoptionRequest>

export const adoption = z.strictObject({
  id,
  organisation: who,
  version: z.string(),
  /** Of the version: "2.2". */
  number: z.string(),
  statement: z.string(),
  wording: z.array(z.strictObject({ value: id, words: z.string() })),
  adoptedAt: z.string(),
  by: who,
  until: z.string(),
  /** Each time it was adopted again: when, which version, until when then. */
  renewed: z.array(z.strictObject({ at: z.string(), number: z.string(), until: z.string() })),
  check: z.strictObject({ found: z.int(), reason: z.string() }),
  withdrawn: z.strictObject({ at: z.string(), by: who, reason: z.string() }).nullable(),
})
export type Adoption = z.infer<typeof adoption>

/** A shared value of a charter: a heading and what stands below it. */
export const sharedValue = z.strictObject({
  id: z.string(),
  heading: z.string(),
  lines: z.array(z.string()),
})
export type SharedValue = z.infer<typeof sharedValue>

/** GET /api/documents/:id/adoptions */
export const adoptionsResponse = z.strictObject({
  /** What anybody can read of it today, the newest version; null: there is nothing to adopt. */
  charter: z
    .strictObject({
      title: z.string(),
      version: z.string(),
      number: z.string(),
      values: z.array(sharedValue),
    })
    .nullable(),
  /** The organisations you may adopt it for. */
  organisations: z.array(who),
  adoptions: z.array(adoption),
})
export type AdoptionsResponse = z.infer<typeof adoptionsResponse>
