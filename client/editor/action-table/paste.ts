import { Fragment, Slice } from '@tiptap/pm/model'
import type { Node, Schema } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { newId } from '../new-id.ts'
import { nodeType } from '../node-types.ts'
import { gridOf, targetsByHeading } from './pasted-grid.ts'
import type { PastedRow, Target } from './pasted-grid.ts'
import { childrenOf, newCell, newRow, placeOf, shownColumns } from './shape.ts'
import type { At, Place, TableColumn } from './shape.ts'

/**
 * What is pasted into a cell stays in the cell: paragraphs and lists as they are, everything else
 * as paragraphs; into a heading or title as plain words. A table of several cells goes below the
 * headings it has, or is spread over the cells from here on, with new rows where they run out; a line
 * over its whole width begins a group.
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
function forCell(slice: Slice, schema: Schema): Slice {
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

/** Fills the plan with a pasted table: below its headings where it has some, else from this cell on. */
function spread(
  view: EditorView,
  place: Extract<Place, { part: 'cell' }>,
  grid: readonly PastedRow[],
): void {
  const { schema } = view.state
  const columns = shownColumns(place.table)
  const byHeading = targetsByHeading(grid, columns)
  const tr = view.state.tr
  const keys =
    byHeading === null ? keysFrom(columns, place.key) : keysOf(tr, place.table, byHeading)
  const rows =
    byHeading === null ? grid : grid.slice(grid.findIndex(({ is }) => is === 'cells') + 1)
  const inGroup = childrenOf(place.group ?? place.table, 'actionRow')
  let next = inGroup.findIndex((row) => row.position === place.row.position)
  const last = inGroup.at(-1) ?? place.row
  let end = tr.mapping.map(last.position + last.node.nodeSize)
  let isInNewGroup = false
  for (const pasted of rows) {
    if (pasted.is === 'title') {
      if (place.group === null || pasted.words === '') continue
      const after = isInNewGroup
        ? end + 1
        : tr.mapping.map(place.group.position + place.group.node.nodeSize)
      const title = nodeType(schema, 'actionGroupTitle').create(null, schema.text(pasted.words))
      tr.insert(after, nodeType(schema, 'actionGroup').create(null, title))
      end = after + 1 + title.nodeSize
      isInNewGroup = true
      continue
    }
    const words = new Map<string, PastedLines>()
    for (const [at, { content, isSame }] of pasted.cells.entries()) {
      const key = keys[at]
      if (key !== undefined) words.set(key, { lines: linesOf(content, schema), isSame })
    }
    const row = isInNewGroup ? undefined : inGroup[next++]
    if (row === undefined) {
      const made = filled(newRow(schema, columns), words, schema)
      tr.insert(end, made)
      end += made.nodeSize
    } else {
      const position = tr.mapping.map(row.position)
      const content = filled(row.node, words, schema).content
      tr.replaceWith(position + 1, position + row.node.nodeSize - 1, content)
      end = tr.mapping.map(last.position + last.node.nodeSize)
    }
  }
  view.dispatch(tr.scrollIntoView())
}

interface PastedLines {
  lines: Node[]
  isSame: boolean
}

function keysFrom(columns: readonly TableColumn[], first: string): (string | undefined)[] {
  return columns.slice(columns.findIndex((column) => column.key === first)).map(({ key }) => key)
}

/** The keys of the columns that are meant; those that the plan has not yet are added to its head. */
function keysOf(tr: Transaction, table: At, targets: readonly Target[]): string[] {
  return targets.map((target) => {
    if ('key' in target) return target.key
    const head = childrenOf(table, 'actionHead').at(-1)
    const key = `${target.kind}-${newId()}`
    if (head === undefined) return key
    const { schema } = tr.doc.type
    const words = target.heading === '' ? null : schema.text(target.heading)
    const column = nodeType(schema, 'actionColumn').create({ key, kind: target.kind }, words)
    tr.insert(tr.mapping.map(head.position + head.node.nodeSize - 1), column)
    return key
  })
}

/** The row with these words in the cells of these keys; other cells stay. */
function filled(row: Node, words: ReadonlyMap<string, PastedLines>, schema: Schema): Node {
  const left = new Map(words)
  const cells: Node[] = []
  row.forEach((cell) => {
    const key = String(cell.attrs['key'])
    const pasted = left.get(key)
    left.delete(key)
    cells.push(
      pasted === undefined
        ? cell
        : cell.type.create({ ...cell.attrs, same: pasted.isSame }, withLine(pasted.lines, schema)),
    )
  })
  for (const [key, { lines, isSame }] of left) {
    const cell = newCell(schema, key, { isSame })
    cells.push(cell.type.create(cell.attrs, withLine(lines, schema)))
  }
  return row.type.create(row.attrs, cells)
}

function withLine(lines: Node[], schema: Schema): Node[] {
  return lines.length > 0 ? lines : [nodeType(schema, 'paragraph').create()]
}
