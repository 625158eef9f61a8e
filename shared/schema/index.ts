import { getSchema } from '@tiptap/core'
import type { Extensions } from '@tiptap/core'
import {
  actionCell,
  actionColumn,
  actionGroup,
  actionGroupPart,
  actionGroupTitle,
  actionHead,
  actionRow,
  actionTable,
} from './action-table.ts'
import { footnote, image, pageHeader } from './insets.ts'
import { bulletList, listItem, orderedList } from './lists.ts'
import { bold, italic, link, strike, subscript, superscript, underline } from './marks.ts'
import { table, tableCell, tableRow } from './plain-table.ts'
import {
  attribution,
  callout,
  clause,
  documentNode,
  hardBreak,
  heading,
  paragraph,
  quote,
  text,
} from './prose.ts'
import { unknownBlock, unknownInline, unknownMark } from './unknown.ts'

/**
 * The version of the document schema. Raise it with every change that an older client could not
 * keep: a client of another version is refused before it can sync (close code 4409).
 * 1 — the first.
 * 2 — `reading` of action cells: what their words mean, as somebody corrected it.
 * 3 — success criteria and links of a group; locked, non-public and choice columns; the period of a
 *     plan; lines of a row that belong together; tables made from the directory; links to plans.
 */
export const SCHEMA_VERSION = 3

/** Every block and mark of a document, for the editor and the server alike. */
export const documentExtensions: Extensions = [
  documentNode,
  text,
  paragraph,
  heading,
  clause,
  bulletList,
  orderedList,
  listItem,
  quote,
  attribution,
  callout,
  table,
  tableRow,
  tableCell,
  image,
  pageHeader,
  actionTable,
  actionHead,
  actionColumn,
  actionGroup,
  actionGroupPart,
  actionGroupTitle,
  actionRow,
  actionCell,
  unknownBlock,
  hardBreak,
  footnote,
  unknownInline,
  bold,
  italic,
  underline,
  strike,
  superscript,
  subscript,
  link,
  unknownMark,
]

export const documentSchema = getSchema(documentExtensions)

/** The name of the Yjs XML fragment that holds the text of a document. */
export const BODY = 'body'
