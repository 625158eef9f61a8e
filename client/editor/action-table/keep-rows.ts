import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import { isFromYjs } from '../binding/index.ts'
import { keepMeanings } from './keep-meanings.ts'

/** Meta of the transactions that may take rows and cells away: the row, group and column commands. */
const ROWS = 'rows'

export function mayRemoveRows(tr: Transaction): Transaction {
  return tr.setMeta(ROWS, true)
}

/**
 * Refuses any change of this person's that would make a row or a cell vanish by the way: a
 * keystroke, paste or drop must never delete an action.
 */
export function keepRowsPlugin(): Plugin {
  return new Plugin({
    filterTransaction: (tr) =>
      !tr.docChanged || tr.getMeta(ROWS) === true || isFromYjs(tr) || keepsRows(tr.before, tr.doc),
    appendTransaction: (transactions, before, after) =>
      transactions.some((tr) => tr.docChanged && !isFromYjs(tr) && changesRows(tr))
        ? keepMeanings(before, after)
        : null,
  })
}

/** Whether rows may have gone or come, as against words only: the usual keystroke. */
function changesRows(tr: Transaction): boolean {
  if (tr.getMeta(ROWS) === true) return true
  return tr.steps.some((step) => {
    if (!(step instanceof ReplaceStep)) return false
    const first = step.slice.content.firstChild?.type.name
    return first === 'actionRow' || first === 'actionGroup'
  })
}

/** True if every row of `before`, with all its cells, is still somewhere in `after`. */
export function keepsRows(before: Node, after: Node): boolean {
  const lost = new Map<string, number>()
  const touched = changedParts(before, after)
  collectRows(touched.before, (id, cells) => lost.set(id, cells))
  if (lost.size === 0) return true
  const settle = (id: string, cells: number): void => {
    if (cells >= (lost.get(id) ?? Number.POSITIVE_INFINITY)) lost.delete(id)
  }
  collectRows(touched.after, settle)
  if (lost.size > 0) collectRows([after], settle) // moved elsewhere
  return lost.size === 0
}

/** The children that differ, going down while only one does: a keystroke leaves one row to look at. */
function changedParts(before: Node, after: Node): { before: Node[]; after: Node[] } {
  let start = 0
  const shorter = Math.min(before.childCount, after.childCount)
  while (start < shorter && before.child(start) === after.child(start)) start++
  let end = 0
  while (
    end < shorter - start &&
    before.child(before.childCount - 1 - end) === after.child(after.childCount - 1 - end)
  ) {
    end++
  }
  const old = slice(before, start, before.childCount - end)
  const now = slice(after, start, after.childCount - end)
  const [only, other] = [old[0], now[0]]
  if (
    old.length === 1 &&
    now.length === 1 &&
    only !== undefined &&
    other !== undefined &&
    only.type === other.type &&
    only.type.name !== 'actionRow' &&
    !only.isTextblock
  ) {
    return changedParts(only, other)
  }
  return { before: old, after: now }
}

function collectRows(nodes: readonly Node[], found: (id: string, cells: number) => void): void {
  for (const node of nodes) {
    if (node.type.name === 'actionRow') {
      if (typeof node.attrs['id'] === 'string') found(node.attrs['id'], node.childCount)
    } else if (!node.isTextblock) {
      const children: Node[] = []
      node.forEach((child) => children.push(child))
      collectRows(children, found)
    }
  }
}

function slice(node: Node, from: number, to: number): Node[] {
  const children: Node[] = []
  for (let index = from; index < to; index++) children.push(node.child(index))
  return children
}
