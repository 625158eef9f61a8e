import { Fragment } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'

/** The same document in which every node that can carry an id has one of its own. */
export function giveIds(document: Node, newId: () => string): Node {
  return identify(document, new Set(), newId)
}

function identify(node: Node, taken: Set<unknown>, newId: () => string): Node {
  if (node.isText) return node
  const attrs = 'id' in node.attrs ? { ...node.attrs, id: ownId(node, taken, newId) } : node.attrs
  const children: Node[] = []
  node.forEach((child) => children.push(identify(child, taken, newId)))
  return node.type.create(attrs, Fragment.fromArray(children), node.marks)
}

function ownId(node: Node, taken: Set<unknown>, newId: () => string): string {
  const stored: unknown = node.attrs['id']
  const id = typeof stored === 'string' && stored !== '' && !taken.has(stored) ? stored : newId()
  taken.add(id)
  return id
}
