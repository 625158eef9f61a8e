import { z } from 'zod'

/**
 * What a thread is about. It is kept beside the text and found again in this order: the relative
 * range, then block (or row and column) with the quote, then the quote where its surroundings fit.
 */
export const ANCHOR_LIMITS = { quote: 2000, context: 64, position: 120 } as const

/** What can be commented on, the widest first. */
export const ANCHOR_KINDS = ['document', 'section', 'block', 'row', 'cell', 'words'] as const
export type AnchorKind = (typeof ANCHOR_KINDS)[number]

const nodeId = z.string().min(1).max(64)
/** A Yjs relative position, encoded, in base64. */
const position = z
  .string()
  .max(ANCHOR_LIMITS.position)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)

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
export type Anchor = z.infer<typeof anchor>

/** For a comment on everything. */
export const WHOLE_DOCUMENT: Anchor = {
  on: 'document',
  block: null,
  row: null,
  column: null,
  range: null,
  quote: '',
  before: '',
  after: '',
  version: null,
}

interface Parts {
  on: AnchorKind
  block: string | null
  row: string | null
  column: string | null
  range: object | null
  quote: string
}

function isWhole({ on, block, row, column, range, quote }: Parts): boolean {
  switch (on) {
    case 'document':
      return true
    case 'section':
    case 'block':
      return block !== null
    case 'row':
      return row !== null
    case 'cell':
      return row !== null && column !== null
    case 'words':
      return range !== null && quote.trim() !== ''
  }
}
