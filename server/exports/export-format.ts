import type { Node } from '@tiptap/pm/model'

/** A document on its way out: its title and its whole text. */
export interface ExportedDocument {
  title: string
  body: Node
}

/**
 * A format a document can leave in. Every word of the document has to be in what it writes; where it
 * is for the plans alone, every word of those.
 */
export interface ExportFormat {
  /** For people: "Markdown". */
  name: string
  /** Of the file, without the dot. */
  extension: string
  mediaType: string
  isPlansOnly?: true
  write(document: ExportedDocument): string | Uint8Array | Promise<string | Uint8Array>
}
