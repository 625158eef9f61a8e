import { z } from 'zod'
import { id } from './api-parts.ts'
import type { Comparison } from './compare/comparison.ts'
import type { DocumentJson } from './schema/document-json.ts'
import { versionLabel } from './versions.ts'

/** Requests and responses about versions. Times are ISO 8601, UTC. */

const time = z.string()

/** How much has changed since a version that everybody agreed to. */
export const CHANGE_SIZES = { material: 'Material', minor: 'Minor' } as const

export const changeSinceApproval = z.strictObject({
  /** `material`: it goes to those who decide anew. */
  is: z.enum(['material', 'minor']),
  reason: z.string().trim().min(1, 'Please say what changed, and why it is so.').max(1000),
})
export type ChangeSinceApproval = z.infer<typeof changeSinceApproval>

export const makeVersionRequest = z.strictObject({
  ...versionLabel.shape,
  note: z.string().trim().max(500, 'Please keep the note under 500 characters.'),
  /** Needed once a version is approved, and refused before. */
  change: changeSinceApproval.optional(),
})
export type MakeVersionRequest = z.infer<typeof makeVersionRequest>

export const withdrawVersionRequest = z.strictObject({
  reason: z.string().trim().min(1, 'Please give a reason.').max(500),
})
export type WithdrawVersionRequest = z.infer<typeof withdrawVersionRequest>

export const copyVersionRequest = z.strictObject({
  title: z.string().trim().min(1, 'Please give the document a title.').max(200),
})
export type CopyVersionRequest = z.infer<typeof copyVersionRequest>

export const bringBackRequest = z.strictObject({
  /** A version or a safety point. */
  from: id,
  /** A block is a row, a clause, a paragraph …; a section is a heading with all below it. */
  part: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('whole') }),
    z.strictObject({ is: z.literal('block'), id }),
    z.strictObject({ is: z.literal('section'), id }),
  ]),
})
export type BringBackRequest = z.infer<typeof bringBackRequest>
export type Part = BringBackRequest['part']

export const versionSummary = z.strictObject({
  id,
  ...versionLabel.shape,
  note: z.string(),
  title: z.string(),
  madeAt: time,
  madeBy: z.strictObject({ id: z.string(), name: z.string() }),
  /** SHA-256 of the frozen text with its label. */
  hash: z.string(),
  words: z.number(),
  actions: z.number(),
  /** Where a version was approved before: that version, and how much changed since. */
  since: z
    .strictObject({ version: z.string(), number: z.string(), ...changeSinceApproval.shape })
    .nullable(),
  withdrawn: z.strictObject({ at: time, by: z.string(), reason: z.string() }).nullable(),
})
export type VersionSummary = z.infer<typeof versionSummary>

/** Why a text was put by without anybody asking for it. */
export const SAFETY_REASONS = ['bringBack', 'import', 'quiet'] as const

export const safetyPoint = z.strictObject({
  id,
  at: time,
  why: z.enum(SAFETY_REASONS),
  by: z.strictObject({ id: z.string(), name: z.string() }),
})
export type SafetyPoint = z.infer<typeof safetyPoint>

/** GET /api/documents/:id/versions; both lists the newest first. */
export const versionsResponse = z.strictObject({
  title: z.string(),
  versions: z.array(versionSummary),
  points: z.array(safetyPoint),
  /** What the next version could be numbered. */
  next: z.strictObject({ minor: z.string(), major: z.string() }),
  /** The version that was approved last; making another asks what changed since. */
  approved: z.strictObject({ version: z.string(), number: z.string() }).nullable(),
})
export type VersionsResponse = z.infer<typeof versionsResponse>

/** GET /api/documents/:id/versions/:version, read again and checked against its hash. */
export interface VersionResponse {
  summary: VersionSummary
  body: DocumentJson
}

/** `point`: the safety point with the text as it was before; null if nothing had to change. */
export const bringBackResponse = z.strictObject({ point: id.nullable() })
export type BringBackResponse = z.infer<typeof bringBackResponse>

/** What is compared: a version, a safety point, or the text as it is now. */
export type Compared =
  | { is: 'version'; version: VersionSummary }
  | { is: 'point'; point: SafetyPoint }
  | { is: 'live' }

/** GET /api/documents/:id/compare?before=…&after=… */
export interface CompareResponse {
  title: string
  before: Compared
  after: Compared
  comparison: Comparison
}
