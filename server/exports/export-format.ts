import type { Node } from '@tiptap/pm/model'

/** A document on its way out: its title and its whole text. */
export interface ExportedDocument {
  title: string
  body: Node
}

/** A format a document can leave in. Every word of the document has to be in what it writes. */
export interface ExportFormat {
  /** For people: "Markdown". */
  name: string
  /** Of the file, without the dot. */
  extension: string
  mediaType: string
  write(document: ExportedDocument): string
}
