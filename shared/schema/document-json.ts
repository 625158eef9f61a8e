/** A node of a document as JSON: what ProseMirror's `toJSON` gives and `nodeFromJSON` reads. */
export interface NodeJson {
  type: string
  attrs?: Record<string, unknown>
  content?: NodeJson[]
  text?: string
  marks?: { type: string; attrs?: Record<string, unknown> }[]
}

/** A whole document: `type` is 'doc'. */
export type DocumentJson = NodeJson
