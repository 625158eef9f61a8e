import type { z } from 'zod'
import type { anchor } from './anchor-schema.ts'

/**
 * What a thread is about. It is kept beside the text and found again in this order: the relative
 * range, then block (or row and column) with the quote, then the quote where its surroundings fit.
 */
export const ANCHOR_LIMITS = { quote: 2000, context: 64, position: 120 } as const

/** What can be commented on, the widest first. */
export const ANCHOR_KINDS = ['document', 'section', 'block', 'row', 'cell', 'words'] as const
export type AnchorKind = (typeof ANCHOR_KINDS)[number]

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

/** Says what it is about. */
export function isWhole({ on, block, row, column, range, quote }: Parts): boolean {
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
