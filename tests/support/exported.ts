import type { Node } from '@tiptap/pm/model'
import type { ExportedDocument } from '../../server/exports/export-format.ts'

/** The live text of a document on its way out, on a day that stands still. */
export function asExported(
  title: string,
  body: Node,
  more: Partial<ExportedDocument> = {},
): ExportedDocument {
  return {
    title,
    body,
    label: null,
    date: '2026-03-02',
    pictures: new Map(),
    threads: [],
    since: null,
    attachments: new Map(),
    ...more,
  }
}
