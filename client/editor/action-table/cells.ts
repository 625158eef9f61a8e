import type { Node } from '@tiptap/pm/model'
import { Selection, TextSelection } from '@tiptap/pm/state'
import type { Command, EditorState, Transaction } from '@tiptap/pm/state'
import { nodeType } from '../node-types.ts'
import { addRow } from './rows.ts'
import {
  blockOf,
  cellOf,
  childrenOf,
  columnsOf,
  newCell,
  partsOf,
  placeOf,
  rowsOf,
  shownColumns,
  titleOf,
} from './shape.ts'
import type { At, Place } from './shape.ts'

/** A place Tab stops at: headings, group titles and cells, gaps included. */
type Stop =
  | { part: 'heading' | 'title' | 'groupPart'; at: At }
  | { part: 'cell'; row: At; key: string }

/** Tab and Shift-Tab, in column order. Tab in the last cell adds a row. */
export function goToNextCell(direction: 1 | -1): Command {
  return (state, dispatch, view) => {
    const place = placeOf(state)
    if (place === null || place.part === 'table' || place.part === 'row') return false
    const stops = stopsOf(place.table)
    const next = stops[stops.findIndex((stop) => isHere(stop, place)) + direction]
    if (next !== undefined) return goTo(next)(state, dispatch)
    if (direction === 1 && place.part === 'cell') return addRow('below')(state, dispatch, view)
    return true
  }
}

/** Arrow up or down at the edge of a cell: the same column in the row above or below. */
export function goToCellBeside(direction: 1 | -1): Command {
  return (state, dispatch, view) => {
    const place = placeOf(state)
    if (place === null || place.part === 'table' || place.part === 'row') return false
    if (!state.selection.empty || !isAtEdge(state, place, direction)) return false
    if (view && !view.endOfTextblock(direction === 1 ? 'down' : 'up')) return false
    const lines = linesOf(place.table)
    const here = lines.findIndex((line) => isOnLine(line, place))
    const line = lines[here + direction]
    if (line === undefined) return false // out of the table: the browser knows where
    const key = keyOf(place)
    const next = line.find((stop) => keyOfStop(stop) === key) ?? line[0]
    return next === undefined ? false : goTo(next)(state, dispatch)
  }
}

/** Arrow left or right at the very start or end of a cell: the cell before or after it. */
export function goToCellAlong(direction: 1 | -1): Command {
  return (state, dispatch, view) => {
    const place = placeOf(state)
    if (place === null || place.part === 'table' || place.part === 'row') return false
    const { $from, empty } = state.selection
    if (!empty || !isAtEdge(state, place, direction)) return false
    const isAtEnd =
      direction === 1 ? $from.parentOffset === $from.parent.content.size : $from.parentOffset === 0
    if (!isAtEnd) return false
    if (view && !view.endOfTextblock(direction === 1 ? 'forward' : 'backward')) return false
    const stops = stopsOf(place.table)
    const next = stops[stops.findIndex((stop) => isHere(stop, place)) + direction]
    return next === undefined
      ? false
      : goTo(next, direction === 1 ? 'start' : 'end')(state, dispatch)
  }
}

/** Puts the caret into the cell of this key, making it first where there is a gap. */
export function enterCell(rowPosition: number, key: string): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(rowPosition)
    if (node?.type.name !== 'actionRow') return false
    return goTo({ part: 'cell', row: { node, position: rowPosition }, key })(state, dispatch)
  }
}

/** Says that the cell means the same as the one above it, or that it no longer does. */
export const toggleSameAsAbove: Command = (state, dispatch) => {
  const place = placeOf(state)
  if (place?.part !== 'cell') return false
  const isSame = place.cell.node.attrs['same'] === true
  if (!isSame && place.cell.node.textContent !== '') return false
  dispatch?.(state.tr.setNodeAttribute(place.cell.position, 'same', !isSame))
  return true
}

/** Enter in a heading or a group title goes on below instead of making a line. */
export const leaveHeading: Command = (state, dispatch, view) => {
  const place = placeOf(state)
  if (place?.part !== 'heading' && place?.part !== 'title') return false
  const rows = rowsOf(place.part === 'title' ? place.group : place.table)
  const inGroup = place.part === 'title' ? childrenOf(place.group, 'actionRow') : rows
  const row = inGroup[0]
  const key = shownColumns(place.table)[0]?.key
  if (row === undefined || key === undefined) return addRow('below')(state, dispatch, view)
  return goTo({ part: 'cell', row, key })(state, dispatch)
}

/** The cell as an empty one with the caret in it; `tr` may hold changes already. */
export function caretIntoRow(tr: Transaction, rowPosition: number, key?: string): Transaction {
  const row = tr.doc.nodeAt(rowPosition)
  if (row === null) return tr
  const at = { node: row, position: rowPosition }
  const cell = (key === undefined ? null : cellOf(at, key)) ?? childrenOf(at, 'actionCell')[0]
  if (cell === undefined) return tr
  return tr.setSelection(Selection.near(tr.doc.resolve(cell.position + 1), 1))
}

function goTo(stop: Stop, edge: 'start' | 'end' = 'end'): Command {
  return (state, dispatch) => {
    if (dispatch === undefined) return true
    const tr = state.tr
    if (stop.part === 'groupPart') {
      const { position, node } = stop.at
      if (node.childCount === 0) {
        tr.insert(position + 1, nodeType(state.schema, 'paragraph').create())
      }
      const end = position + (tr.doc.nodeAt(position)?.nodeSize ?? 2) - 1
      const inside = edge === 'start' ? position + 1 : end
      tr.setSelection(Selection.near(tr.doc.resolve(inside), edge === 'start' ? 1 : -1))
    } else if (stop.part !== 'cell') {
      const { position, node } = stop.at
      const inside = edge === 'start' ? position + 1 : position + 1 + node.content.size
      tr.setSelection(TextSelection.create(tr.doc, inside))
    } else {
      const position = fillGap(tr, stop.row, stop.key)
      const cell = tr.doc.nodeAt(position)
      const inside = edge === 'start' ? position + 1 : position + (cell?.nodeSize ?? 2) - 1
      tr.setSelection(Selection.near(tr.doc.resolve(inside), edge === 'start' ? 1 : -1))
    }
    dispatch(tr.scrollIntoView())
    return true
  }
}

/** Makes sure that the row has a cell of this key with a line to write on; returns where it is. */
function fillGap(tr: Transaction, row: At, key: string): number {
  const cell = cellOf(row, key)
  if (cell === null) {
    const position = placeForCell(tr.doc, row, key)
    tr.insert(position, newCell(tr.doc.type.schema, key))
    return position
  }
  if (cell.node.childCount === 0) {
    tr.insert(cell.position + 1, nodeType(tr.doc.type.schema, 'paragraph').create())
  }
  return cell.position
}

function placeForCell(doc: Node, row: At, key: string): number {
  const $row = doc.resolve(row.position)
  let table: At | null = null
  for (let depth = $row.depth; depth > 0; depth--) {
    if ($row.node(depth).type.name === 'actionTable') {
      table = { node: $row.node(depth), position: $row.before(depth) }
    }
  }
  const order = table === null ? [] : columnsOf(table).map((column) => column.key)
  const rank = order.indexOf(key)
  const after = childrenOf(row, 'actionCell').find(
    (cell) => order.indexOf(String(cell.node.attrs['key'])) > rank,
  )
  return after?.position ?? row.position + row.node.nodeSize - 1
}

function linesOf(table: At): Stop[][] {
  const columns = shownColumns(table)
  const line = (row: At): Stop[] =>
    columns.map((column) => ({ part: 'cell', row, key: column.key }))
  const lines: Stop[][] = [columns.map((column) => ({ part: 'heading', at: column }))]
  table.node.forEach((node, offset) => {
    const child = { node, position: table.position + 1 + offset }
    if (node.type.name === 'actionRow') lines.push(line(child))
    if (node.type.name !== 'actionGroup') return
    const title = titleOf(child)
    if (title !== null) lines.push([{ part: 'title', at: title }])
    lines.push(...partsOf(child).map((at): Stop[] => [{ part: 'groupPart', at }]))
    lines.push(...childrenOf(child, 'actionRow').map(line))
  })
  return lines.filter((stops) => stops.length > 0)
}

function stopsOf(table: At): Stop[] {
  return linesOf(table).flat()
}

function isHere(stop: Stop, place: Place): boolean {
  switch (place.part) {
    case 'heading':
      return stop.part === 'heading' && stop.at.position === place.column.position
    case 'title':
      return stop.part === 'title' && stop.at.position === place.title.position
    case 'groupPart':
      return stop.part === 'groupPart' && stop.at.position === place.groupPart.position
    case 'cell':
      return (
        stop.part === 'cell' && stop.row.position === place.row.position && stop.key === place.key
      )
    default:
      return false
  }
}

function isOnLine(line: Stop[], place: Place): boolean {
  if (place.part !== 'cell') return line.some((stop) => isHere(stop, place))
  return line.some((stop) => stop.part === 'cell' && stop.row.position === place.row.position)
}

function keyOf(place: Place): string | null {
  if (place.part === 'cell') return place.key
  return place.part === 'heading' ? String(place.column.node.attrs['key']) : null
}

function keyOfStop(stop: Stop): string | null {
  if (stop.part === 'cell') return stop.key
  return stop.part === 'heading' ? String(stop.at.node.attrs['key']) : null
}

/** True if the caret is in the first (or last) line block of its cell, heading or title. */
function isAtEdge(state: EditorState, place: Place, direction: 1 | -1): boolean {
  const outer = blockOf(place)
  if (outer === null) return false
  const { $from } = state.selection
  const edge = direction === 1 ? Selection.atEnd(outer.node) : Selection.atStart(outer.node)
  const edgeParentStart = outer.position + 1 + edge.$from.start()
  return edgeParentStart === $from.start()
}
