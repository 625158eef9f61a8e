import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'
import { enterCell } from './cells.ts'
import { cellOf, placeOf, rowsOf, shownColumns } from './shape.ts'

/** Tables with more rows than this let the browser skip those out of sight. */
const LONG_TABLE_ROWS = 500

/** Clicks into gaps make the missing cell; the cell with the caret is marked. */
export function cellMousePlugin(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        mousedown: (view, event) => {
          if (event.button !== 0 || event.shiftKey) return false
          return fillGapUnder(view, event)
        },
      },
      decorations(state) {
        const place = placeOf(state)
        if (place === null) return null
        const marks = [markOf(place.table.position, place.table.node.nodeSize, 'has-caret')]
        if (place.part === 'cell') {
          marks.push(markOf(place.cell.position, place.cell.node.nodeSize, 'is-current'))
        }
        return DecorationSet.create(state.doc, marks)
      },
    },
  })
}

/** Marks long tables, whose rows are drawn only when they come into sight. */
export function longTablePlugin(): Plugin<DecorationSet> {
  const marksOf = (doc: EditorView['state']['doc']): DecorationSet => {
    const marks: Decoration[] = []
    doc.forEach((node, position) => {
      if (node.type.name !== 'actionTable') return
      const rows = rowsOf({ node, position }).length
      if (rows <= LONG_TABLE_ROWS) return
      marks.push(
        Decoration.node(position, position + node.nodeSize, {
          class: 'is-long',
          'aria-rowcount': String(rows),
        }),
      )
    })
    return DecorationSet.create(doc, marks)
  }
  const plugin: Plugin<DecorationSet> = new Plugin<DecorationSet>({
    state: {
      init: (_config, state) => marksOf(state.doc),
      apply: (tr, marks, before, after) => {
        if (!tr.docChanged) return marks
        // Only a change of how many rows there are can make a table long or short.
        const isSame = before.doc.childCount === after.doc.childCount
        const shape = (doc: EditorView['state']['doc']): number => {
          let rows = 0
          doc.forEach((node, position) => {
            if (node.type.name === 'actionTable') rows += rowsOf({ node, position }).length
          })
          return rows
        }
        if (isSame && shape(before.doc) === shape(after.doc)) return marks.map(tr.mapping, tr.doc)
        return marksOf(after.doc)
      },
    },
    props: { decorations: (state) => plugin.getState(state) },
  })
  return plugin
}

function fillGapUnder(view: EditorView, event: MouseEvent): boolean {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  const row = target.closest('tr')
  const isGap = target === row || (target.closest('td')?.childElementCount ?? 1) === 0
  if (row === null || !isGap || !view.dom.contains(row)) return false
  const inside = view.posAtDOM(row, 0)
  const position = inside - 1
  if (view.state.doc.nodeAt(position)?.type.name !== 'actionRow') return false
  const key = keyUnder(view, position, row, event.clientX)
  if (key === null) return false
  const done = enterCell(position, key)(view.state, view.dispatch)
  if (done) {
    event.preventDefault()
    view.focus()
  }
  return done
}

/** The key of the column whose track the pointer is over, if the row has nothing to write on there. */
function keyUnder(
  view: EditorView,
  position: number,
  row: HTMLElement,
  clientX: number,
): string | null {
  const $row = view.state.doc.resolve(position + 1)
  const node = view.state.doc.nodeAt(position)
  const depth = Array.from({ length: $row.depth }, (_, index) => index + 1).find(
    (each) => $row.node(each).type.name === 'actionTable',
  )
  if (node === null || depth === undefined) return null
  const table = { node: $row.node(depth), position: $row.before(depth) }
  const box = row.getBoundingClientRect()
  let left = box.left
  const columns = shownColumns(table)
  const total = columns.reduce((sum, column) => sum + column.width, 0)
  for (const column of columns) {
    left += (box.width * column.width) / total
    if (clientX >= left) continue
    const cell = cellOf({ node, position }, column.key)
    return cell === null || cell.node.childCount === 0 ? column.key : null
  }
  return null
}

function markOf(position: number, size: number, name: string): Decoration {
  return Decoration.node(position, position + size, { class: name })
}
