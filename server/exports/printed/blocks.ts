import type { PrintedComment } from './comments.ts'

/**
 * A document as it is printed: numbers counted, footnotes numbered, tables as grids, meanings of
 * cells drawn out. Plain data, so that it can go to another process; every format for reading
 * (Word, PDF, HTML) is written from it and none of them looks at the schema.
 */
export interface PrintedDocument {
  blocks: PrintedBlock[]
  footnotes: PrintedFootnote[]
  comments: PrintedComment[]
}

export type PrintedBlock =
  | TextBlock
  | { kind: 'list'; style: ListStyle; start: number; items: PrintedBlock[][] }
  | { kind: 'quote'; blocks: PrintedBlock[] }
  | { kind: 'callout'; tone: string; blocks: PrintedBlock[] }
  | { kind: 'image'; content: string; alt: string }
  | PrintedTable
  | PrintedPlan
  | { kind: 'unknown'; name: string }

export type TextBlock = { inlines: PrintedInline[]; comments?: number[] } & (
  | { kind: 'heading' | 'clause'; id: string; level: number; number: string }
  | { kind: 'paragraph' | 'attribution'; id?: string }
)

export type ListStyle = 'bullet' | 'decimal' | 'letter' | 'roman'

export interface PrintedTable {
  kind: 'table'
  /** Of each column, in parts of the whole. */
  widths: number[]
  rows: PrintedCell[][]
}

/** A cell at its place in the grid; spans never overlap and never lead out of the table. */
export interface PrintedCell {
  column: number
  colspan: number
  rowspan: number
  header: 'column' | 'row' | null
  blocks: PrintedBlock[]
}

export interface PrintedPlan {
  kind: 'plan'
  columns: PrintedColumn[]
  groups: PrintedGroup[]
}

export interface PrintedColumn {
  key: string
  /** A key of COLUMN_KINDS, or what a newer version made it. */
  kind: string
  heading: string
  /** Relative, 1 = normal. */
  width: number
}

export interface PrintedGroup {
  id: string
  /** Null for rows that stand in no group. */
  title: PrintedInline[] | null
  /** Its success criteria and its links, below the title. */
  parts: { label: string; blocks: PrintedBlock[] }[]
  rows: PrintedPlanCell[][]
  /** Of the rows; '' for what has none. */
  ids: string[]
}

/** One cell for each column, in the order of the columns. */
export interface PrintedPlanCell {
  blocks: PrintedBlock[]
  /** It says nothing of its own and means the cell above; never in the first row of a group. */
  isSame: boolean
}

/** `change`: of a comparison; the words were added or removed. */
export type PrintedInline = { change?: PrintedChange } & (
  | { kind: 'text'; text: string; marks: PrintedMark[]; href: string | null }
  | { kind: 'break' }
  | { kind: 'footnote'; number: number; text: string }
  | { kind: 'unknown'; name: string }
)

export type PrintedChange = 'added' | 'removed'

export type PrintedMark = 'bold' | 'italic' | 'underline' | 'strike' | 'superscript' | 'subscript'

export interface PrintedFootnote {
  number: number
  text: string
}

/** What stands for a part that this version does not know. */
export function unknownWords(name: string): string {
  return `(a part of a newer version, ${name})`
}
