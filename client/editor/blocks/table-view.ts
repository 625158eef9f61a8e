import { DOMSerializer } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'
import type { NodeViewConstructor } from '@tiptap/pm/view'
import { columnShares } from '../../../shared/schema/column-shares.ts'
import { spanOf } from '../../../shared/schema/table-grid.ts'

/**
 * A plain table with columns as wide as their words ask for. They are measured when the table is drawn
 * and when it gets another number of columns: columns do not move under the hand that types.
 */
export const tableView: NodeViewConstructor = (first) => {
  const drawn = first.type.spec.toDOM?.(first)
  if (drawn === undefined) throw new Error('A table is not drawn.')
  const { dom, contentDOM = dom } = DOMSerializer.renderSpec(document, drawn)
  const columns = document.createElement('colgroup')
  dom.insertBefore(columns, contentDOM)
  let count = countColumns(first)
  setWidths(columns, first)
  return {
    dom,
    contentDOM: contentDOM instanceof HTMLElement ? contentDOM : null,
    update: (node) => {
      if (!node.sameMarkup(first)) return false
      if (countColumns(node) !== count) {
        count = countColumns(node)
        setWidths(columns, node)
      }
      return true
    },
    ignoreMutation: ({ type, target }) => type !== 'selection' && !contentDOM.contains(target),
  }
}

/** By the first row: this runs at each key in the table. */
function countColumns(table: Node): number {
  let count = 0
  table.firstChild?.forEach(({ attrs }) => (count += spanOf(attrs['colspan'])))
  return count
}

function setWidths(columns: HTMLElement, table: Node): void {
  const all = columnShares(table).map((share) => {
    const column = document.createElement('col')
    column.setAttribute('width', `${(share * 100).toFixed(1)}%`)
    return column
  })
  columns.replaceChildren(...all)
}
