import type { Fragment, Node } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'

/**
 * "As above" means the words of one cell. When rows are moved, added or deleted and another cell
 * comes to stand above, the words it meant are written out, so that a plan never says something
 * that nobody decided. Null if nothing changes its meaning.
 */
export function keepMeanings(before: EditorState, after: EditorState): Transaction | null {
  const meant = meaningsOf(before.doc)
  if (meant.size === 0) return null
  const tr = after.tr
  const changed = [...meaningsOf(after.doc, meant).values()]
    .filter(({ hasChanged }) => hasChanged)
    .sort((one, other) => other.position - one.position)
  for (const { name, position, node } of changed) {
    const words = meant.get(name)?.words ?? null
    if (words !== null && words.size > 0) {
      tr.replaceWith(position + 1, position + node.nodeSize - 1, withoutIds(words))
    }
    tr.setNodeAttribute(position, 'same', false)
  }
  return tr.docChanged ? tr : null
}

interface Meaning {
  /** Row and column, the same before and after. */
  name: string
  /** Of the cell that says "as above". */
  position: number
  node: Node
  /** What it means; null where nothing stands above. */
  words: Fragment | null
  /** It meant something else. */
  hasChanged: boolean
}

/**
 * `meant`: what the cells meant before. One that means something else now gets those words back, and
 * is what stands above the next.
 */
function meaningsOf(doc: Node, meant?: ReadonlyMap<string, Meaning>): Map<string, Meaning> {
  const meanings = new Map<string, Meaning>()
  let above = new Map<string, Fragment>()
  doc.descendants((node, position) => {
    const { name } = node.type
    if (name === 'actionTable' || name === 'actionGroup') {
      above = new Map()
      return true
    }
    if (name !== 'actionRow') return false
    node.forEach((cell, offset) => {
      if (cell.type.name !== 'actionCell') return
      const key = String(cell.attrs['key'])
      if (cell.attrs['same'] !== true) {
        above.set(key, cell.content)
        return
      }
      const id = `${String(node.attrs['id'])} ${key}`
      const words = above.get(key) ?? null
      const before = meant?.get(id)
      const hasChanged = before !== undefined && !isSameWords(before.words, words)
      if (hasChanged) above.set(key, before.words ?? cell.content)
      meanings.set(id, { name: id, position: position + 1 + offset, node: cell, words, hasChanged })
    })
    return false
  })
  return meanings
}

function isSameWords(before: Fragment | null | undefined, after: Fragment | null): boolean {
  const say = (words: Fragment | null | undefined) => words?.textBetween(0, words.size, '\n') ?? ''
  return before === after || say(before) === say(after)
}

function withoutIds(words: Fragment): Node[] {
  const copy = (node: Node): Node => {
    if (node.isText) return node
    const attrs = 'id' in node.attrs ? { ...node.attrs, id: null } : node.attrs
    return node.type.create(attrs, node.children.map(copy), node.marks)
  }
  const nodes: Node[] = []
  words.forEach((node) => nodes.push(copy(node)))
  return nodes
}
