import { z } from 'zod'
import { ANCHOR_KINDS, ANCHOR_LIMITS, isWhole } from './anchor.ts'

const nodeId = z.string().min(1).max(64)
/** A Yjs relative position, encoded, in base64. */
const position = z
  .string()
  .max(ANCHOR_LIMITS.position)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)

/** An anchor as it is sent. */
export const anchor = z
  .strictObject({
    on: z.enum(ANCHOR_KINDS),
    /** The innermost block with an id; of a section, its heading. */
    block: nodeId.nullable(),
    /** In an action table: the row, and the key of the column. */
    row: nodeId.nullable(),
    column: nodeId.nullable(),
    range: z.strictObject({ from: position, to: position }).nullable(),
    /** The words as they were, lines parted by \n; a long passage is cut. */
    quote: z.string().max(ANCHOR_LIMITS.quote),
    /** What stood around them, without line breaks. */
    before: z.string().max(ANCHOR_LIMITS.context),
    after: z.string().max(ANCHOR_LIMITS.context),
    /** The version they were read in; null: the living text. */
    version: nodeId.nullable(),
  })
  .refine(isWhole, 'Please say what the comment is about.')
