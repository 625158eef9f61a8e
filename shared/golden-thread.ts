import { z } from 'zod'
import { OUTCOMES } from './answer-words.ts'

/** From a place of a text to who asked for what stands there, the answer and the version; and back. */

const id = z.string()
const versionName = z.strictObject({ id, label: z.string() })
export type VersionName = z.infer<typeof versionName>

export const asked = z.strictObject({
  /** A block or a row. */
  place: id,
  /** `changed`: it says what it says because of this. `heard`: people spoke about it. */
  is: z.enum(['changed', 'heard']),
  /** Null: suggested words that were put in, or no answer yet. */
  answer: id.nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  /** What people said, and what was done. */
  said: z.string(),
  words: z.string(),
  before: z.string(),
  after: z.string(),
  /** Groups and kinds of people, never a name. */
  by: z.array(z.string()),
  /** The comments one may see. */
  threads: z.array(id),
  /** The first version in which it stands. */
  version: versionName.nullable(),
  at: z.string(),
})
export type Asked = z.infer<typeof asked>

/** Something that changed since people spoke, to be linked to an answer. */
export const changeOffer = z.strictObject({
  place: id,
  /** The version or safety point it is compared with; null: the words as the comment quotes them. */
  since: id.nullable(),
  /** What changed, in a sentence. */
  words: z.string(),
  section: z.string(),
  before: z.string(),
  after: z.string(),
  version: versionName.nullable(),
  /** `here`: what the comments are about. `near`: under the same heading. */
  where: z.enum(['here', 'near', 'elsewhere']),
})
export type ChangeOffer = z.infer<typeof changeOffer>

/** GET /api/documents/:id/changes-since?threads=…,… ; the nearest first. */
export const changesSinceResponse = z.strictObject({
  /** What it was compared with, in words; null without an earlier text. */
  since: z.string().nullable(),
  offers: z.array(changeOffer),
})
export type ChangesSinceResponse = z.infer<typeof changesSinceResponse>
