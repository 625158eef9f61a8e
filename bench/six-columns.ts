import type { DocumentJson, NodeJson } from '../shared/schema/document-json.ts'
import { bigActionTable } from '../tests/support/big-documents.ts'

const KEY = 'resources'

/** A plan of so many rows with a sixth column. */
export function sixColumns(rows: number): DocumentJson {
  const json = bigActionTable(rows)
  return { ...json, content: json.content?.map(withResources) }
}

function withResources(node: NodeJson): NodeJson {
  const content = node.content?.map(withResources)
  if (node.type === 'actionHead') return { ...node, content: [...(content ?? []), COLUMN] }
  if (node.type === 'actionRow') return { ...node, content: [...(content ?? []), CELL] }
  return content === undefined ? node : { ...node, content }
}

const COLUMN: NodeJson = {
  type: 'actionColumn',
  attrs: { key: KEY, kind: 'resources', width: 1 },
  content: [{ type: 'text', text: 'Resources' }],
}

const CELL: NodeJson = {
  type: 'actionCell',
  attrs: { key: KEY },
  content: [{ type: 'paragraph', content: [{ type: 'text', text: '£2,400 from the grant' }] }],
}
