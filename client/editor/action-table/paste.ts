import { Fragment, Slice } from '@tiptap/pm/model'
import type { Node, Schema } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { nodeType } from '../node-types.ts'
import { childrenOf, newCell, newRow, placeOf, shownColumns } from './shape.ts'
import type { Place } from './shape.ts'

/**
 * What is pasted into a cell stays in the cell: paragraphs and lists as they are, everything else
 * as paragraphs; into a heading or title as plain words. A table of several cells is spread over
 * the cells from here on, with new rows where they run out.
 */
export function pasteIntoCellsPlugin(): Plugin {
  return new Plugin({
    props: {
      transformPasted: (slice, view) => {
        const place = placeOf(view.state)
        if (place?.part === 'heading' || place?.part === 'title') return asWords(slice, view)
        const grid = place?.part === 'cell' ? gridOf(slice) : null
        const isInLines = place?.part === 'cell' || place?.part === 'groupPart'
        return isInLines && grid === null ? forCell(slice, view.state.schema) : slice
      },
      handlePaste: (view, _event, slice) => {
        const place = placeOf(view.state)
        const grid = place?.part === 'cell' ? gridOf(slice) : null
        if (place?.part !== 'cell' || grid === null) return false
        spread(view, place, grid)
        return true
      },
    },
  })
}

/** Any content as what a cell may hold. */
export function forCell(slice: Slice, schema: Schema): Slice {
  const first = slice.content.firstChild
  if (first === null || first.isInline) return slice
  const lines = linesOf(slice.content, schema)
  const [only] = lines
  if (lines.length === 1 && only?.type.name === 'paragraph') {
    return new Slice(only.content, 0, 0) // one line goes into the line it is pasted into
  }
  return new Slice(Fragment.fromArray(lines), 0, 0)
}

function asWords(slice: Slice, view: EditorView): Slice {
  const words = slice.content.textBetween(0, slice.content.size, ' ', ' ').trim()
  if (words === '') return Slice.empty
  return new Slice(Fragment.from(view.state.schema.text(words)), 0, 0)
}

function linesOf(content: Fragment, schema: Schema): Node[] {
  const lines: Node[] = []
  content.forEach((node) => {
    if (['paragraph', 'bulletList', 'orderedList'].includes(node.type.name)) lines.push(node)
    else if (node.isTextblock) {
      const inline: Node[] = []
      node.forEach((child) => inline.push(child))
      lines.push(nodeType(schema, 'paragraph').create(null, inline))
    } else if (node.type.name === 'image') {
      const alt = String(node.attrs['alt'])
      if (alt !== '') lines.push(nodeType(schema, 'paragraph').create(null, schema.text(alt)))
    } else lines.push(...linesOf(node.content, schema))
  })
  return lines
}

/** The cells of a pasted table of more than one cell, as lines of words; null for anything else. */
function gridOf(slice: Slice): Fragment[][] | null {
  const tables: Node[] = []
  slice.content.forEach((node) => {
    if (node.type.name === 'table') tables.push(node)
    else if (node.textContent !== '' || node.isAtom) tables.push(node, node) // more than a table
  })
  const [table] = tables
  if (tables.length !== 1 || table?.type.name !== 'table') return null
  const grid: Fragment[][] = []
  table.forEach((row) => {
    const cells: Fragment[] = []
    row.forEach((cell) => cells.push(cell.content))
    grid.push(cells)
  })
  return grid.length > 1 || (grid[0]?.length ?? 0) > 1 ? grid : null
}

function spread(
  view: EditorView,
  place: Extract<Place, { part: 'cell' }>,
  grid: Fragment[][],
): void {
  const { schema } = view.state
  const columns = shownColumns(place.table)
  const firstColumn = columns.findIndex((column) => column.key === place.key)
  const inGroup = childrenOf(place.group ?? place.table, 'actionRow')
  const firstRow = inGroup.findIndex((row) => row.position === place.row.position)
  const tr = view.state.tr
  const end = (inGroup.at(-1)?.position ?? 0) + (inGroup.at(-1)?.node.nodeSize ?? 0)
  for (const [index, cells] of grid.entries()) {
    const row = inGroup[firstRow + index]
    const words = new Map(
      cells.flatMap((content, offset) => {
        const column = columns[firstColumn + offset]
        return column === undefined ? [] : [[column.key, linesOf(content, schema)] as const]
      }),
    )
    const fill = (node: Node): Node => filled(node, words, schema)
    if (row === undefined) tr.insert(tr.mapping.map(end), fill(newRow(schema, columns)))
    else {
      const position = tr.mapping.map(row.position)
      tr.replaceWith(position + 1, position + row.node.nodeSize - 1, fill(row.node).content)
    }
  }
  view.dispatch(tr.scrollIntoView())
}

/** The row with these words in the cells of these keys; other cells stay. */
function filled(row: Node, words: ReadonlyMap<string, Node[]>, schema: Schema): Node {
  const left = new Map(words)
  const cells: Node[] = []
  row.forEach((cell) => {
    const key = String(cell.attrs['key'])
    const lines = left.get(key)
    left.delete(key)
    cells.push(
      lines === undefined
        ? cell
        : cell.type.create({ ...cell.attrs, same: false }, withLine(lines, schema)),
    )
  })
  for (const [key, lines] of left) {
    const cell = newCell(schema, key)
    cells.push(cell.type.create(cell.attrs, withLine(lines, schema)))
  }
  return row.type.create(row.attrs, cells)
}

function withLine(lines: Node[], schema: Schema): Node[] {
  return lines.length > 0 ? lines : [nodeType(schema, 'paragraph').create()]
}
