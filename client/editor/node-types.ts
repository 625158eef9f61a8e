import type { MarkType, NodeType, Schema } from '@tiptap/pm/model'

/** The node type of this name; every name used by the editor is in shared/schema. */
export function nodeType(schema: Schema, name: string): NodeType {
  const type = schema.nodes[name]
  if (type === undefined) throw new Error(`The schema has no block called ${name}`)
  return type
}

export function markType(schema: Schema, name: string): MarkType {
  const type = schema.marks[name]
  if (type === undefined) throw new Error(`The schema has no mark called ${name}`)
  return type
}
