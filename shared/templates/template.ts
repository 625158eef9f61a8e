import type { DocumentKind } from '../api.ts'
import type { DocumentJson } from '../schema/document-json.ts'

/** A document to begin with. Its words are ours, to be replaced by those of the partnership. */
export interface Template {
  key: string
  name: string
  kind: DocumentKind
  /** One sentence: what it is for. */
  about: string
  /** Without ids: whoever makes a document from it gives them (`giveIds`). */
  build(): DocumentJson
}
