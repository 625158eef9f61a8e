import type { Node, Schema } from '@tiptap/pm/model'
import { Selection, TextSelection } from '@tiptap/pm/state'
import type { Command, EditorState } from '@tiptap/pm/state'
import { nodeType } from '../node-types.ts'
import { paragraphAfter } from './text-block.ts'

/** Commands of plain tables. Spans come only from imports; columns of such tables stay as they are. */

interface CellHere {
  table: Node
  tablePosition: number
  tableDepth: number
  row: Node
  rowPosition: number
  rowIndex: number
  columnIndex: number
}

export function newTable(schema: Schema, rows: number, columns: number): Node {
  const row = (header: string | null): Node =>
    nodeType(schema, 'tableRow').create(
      null,
      Array.from({ length: columns }, () => emptyCell(schema, header)),
    )
  return nodeType(schema, 'table').create(
    null,
    Array.from({ length: rows }, (_, index) => row(index === 0 ? 'column' : null)),
  )
}

/** Tab and Shift-Tab. Tab in the last cell adds a row. */
export function goToNextTableCell(direction: 1 | -1): Command {
  return (state, dispatch, view) => {
    const here = cellHere(state)
    if (here === null) return false
    const cells = positionsOf(here)
    const index = cells.indexOf(cellPosition(here))
    const next = cells[index + direction]
    if (next === undefined) {
      return direction === 1 ? addTableRow('below')(state, dispatch, view) : true
    }
    if (dispatch === undefined) return true
    const tr = state.tr
    const cell = tr.doc.nodeAt(next)
    if (cell?.childCount === 0) tr.insert(next + 1, nodeType(state.schema, 'paragraph').create())
    const end = next + (tr.doc.nodeAt(next)?.nodeSize ?? 2) - 1
    dispatch(tr.setSelection(Selection.near(tr.doc.resolve(end), -1)).scrollIntoView())
    return true
  }
}

export function addTableRow(side: 'above' | 'below'): Command {
  return (state, dispatch) => {
    const here = cellHere(state)
    if (here === null) return false
    const position = side === 'above' ? here.rowPosition : here.rowPosition + here.row.nodeSize
    const cells = Array.from({ length: widthOf(here.table) }, (_, index) => {
      const like = here.row.maybeChild(index)?.attrs['header']
      return emptyCell(state.schema, like === 'row' ? 'row' : null)
    })
    const tr = state.tr.insert(position, here.row.type.create(null, cells))
    dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(position + 2))).scrollIntoView())
    return true
  }
}

export const deleteTableRow: Command = (state, dispatch) => {
  const here = cellHere(state)
  if (here === null) return false
  if (here.table.childCount === 1) return deletePlainTable(state, dispatch)
  const tr = state.tr.delete(here.rowPosition, here.rowPosition + here.row.nodeSize)
  const near = Math.min(here.rowPosition, here.tablePosition + here.table.nodeSize)
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(near), -1)).scrollIntoView())
  return true
}

export function addTableColumn(side: 'left' | 'right'): Command {
  return (state, dispatch) => {
    const here = cellHere(state)
    if (here === null || hasSpans(here.table)) return false
    const index = here.columnIndex + (side === 'right' ? 1 : 0)
    const tr = state.tr
    eachRow(here, (row, position) => {
      let at = position + 1
      for (let cell = 0; cell < Math.min(index, row.childCount); cell++) {
        at += row.child(cell).nodeSize
      }
      const like = row.maybeChild(here.columnIndex)?.attrs['header']
      tr.insert(tr.mapping.map(at), emptyCell(state.schema, like === 'column' ? 'column' : null))
    })
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

export const deleteTableColumn: Command = (state, dispatch) => {
  const here = cellHere(state)
  if (here === null || hasSpans(here.table)) return false
  if (widthOf(here.table) === 1) return deletePlainTable(state, dispatch)
  const tr = state.tr
  eachRow(here, (row, position) => {
    const cell = row.maybeChild(here.columnIndex)
    if (cell === null) return
    let at = position + 1
    for (let index = 0; index < here.columnIndex; index++) at += row.child(index).nodeSize
    tr.delete(tr.mapping.map(at), tr.mapping.map(at + cell.nodeSize))
  })
  const near = tr.mapping.map(cellPosition(here))
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(near), -1)).scrollIntoView())
  return true
}

export const deletePlainTable: Command = (state, dispatch) => {
  const here = cellHere(state)
  if (here === null) return false
  const { tablePosition, table } = here
  dispatch?.(state.tr.delete(tablePosition, tablePosition + table.nodeSize).scrollIntoView())
  return true
}

/** Ctrl+Enter in a plain table: on below the table. */
export const leaveTable: Command = (state, dispatch, view) => {
  const here = cellHere(state)
  return here !== null && paragraphAfter(here.tableDepth)(state, dispatch, view)
}

export function isInPlainTable(state: EditorState): boolean {
  return cellHere(state) !== null
}

function cellHere(state: EditorState): CellHere | null {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 1; depth--) {
    if ($from.node(depth).type.name !== 'tableCell') continue
    return {
      table: $from.node(depth - 2),
      tablePosition: $from.before(depth - 2),
      tableDepth: depth - 2,
      row: $from.node(depth - 1),
      rowPosition: $from.before(depth - 1),
      rowIndex: $from.index(depth - 2),
      columnIndex: $from.index(depth - 1),
    }
  }
  return null
}

function cellPosition({ row, rowPosition, columnIndex }: CellHere): number {
  let position = rowPosition + 1
  for (let index = 0; index < columnIndex; index++) position += row.child(index).nodeSize
  return position
}

function positionsOf(here: CellHere): number[] {
  const positions: number[] = []
  eachRow(here, (row, position) =>
    row.forEach((_cell, offset) => {
      positions.push(position + 1 + offset)
    }),
  )
  return positions
}

function eachRow(here: CellHere, visit: (row: Node, position: number) => void): void {
  here.table.forEach((row, offset) => {
    if (row.type.name === 'tableRow') visit(row, here.tablePosition + 1 + offset)
  })
}

function widthOf(table: Node): number {
  let width = 1
  table.forEach((row) => {
    width = Math.max(width, row.childCount)
  })
  return width
}

function hasSpans(table: Node): boolean {
  let found = false
  table.descendants((node) => {
    if (node.type.name !== 'tableCell') return !found
    found ||= Number(node.attrs['colspan']) > 1 || Number(node.attrs['rowspan']) > 1
    return false
  })
  return found
}

function emptyCell(schema: Schema, header: string | null): Node {
  return nodeType(schema, 'tableCell').create({ header }, nodeType(schema, 'paragraph').create())
}
