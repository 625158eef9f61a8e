import type { DocumentKind, ImportReport } from '../../shared/api.ts'
import type { DocumentJson } from '../../shared/schema/document-json.ts'

/** A picture found in a file: an image node with this `hash` as `content` shows it. */
export interface ImportedImage {
  /** SHA-256 of the bytes, hex. */
  hash: string
  bytes: Uint8Array
}

/** What was read from a file; `body` fits the document schema and carries no ids: the domain gives them. */
export interface ImportedDocument {
  title: string
  kind: DocumentKind
  body: DocumentJson
  report: ImportReport
  images: ImportedImage[]
}

/** What to do with changes that are still marked in the file: take them in, or leave them out. */
export type TrackedChanges = 'accept' | 'reject'

export interface FileToRead {
  fileName: string
  bytes: Uint8Array
}
