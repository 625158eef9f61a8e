import type { DocumentKind, ImportReport } from '../../shared/api.ts'

/** A node of the document as ProseMirror JSON. Blocks carry no ids: the domain gives them. */
export interface NodeJson {
  type: string
  attrs?: Record<string, unknown>
  content?: NodeJson[]
  text?: string
  marks?: MarkJson[]
}

export interface MarkJson {
  type: string
  attrs?: Record<string, unknown>
}

/** A picture found in a file: an image node with this `hash` as `content` shows it. */
export interface ImportedImage {
  /** SHA-256 of the bytes, hex. */
  hash: string
  bytes: Uint8Array
}

/** What was read from a file; `body` is a `doc` node that fits the document schema. */
export interface ImportedDocument {
  title: string
  kind: DocumentKind
  body: NodeJson
  report: ImportReport
  images: ImportedImage[]
}

/** What to do with changes that are still marked in the file: take them in, or leave them out. */
export type TrackedChanges = 'accept' | 'reject'

export interface FileToRead {
  fileName: string
  bytes: Uint8Array
}
