import { Selection } from '@tiptap/pm/state'
import type { Command, EditorState } from '@tiptap/pm/state'
import { caretIntoRow } from './cells.ts'
import { mayRemoveRows } from './keep-rows.ts'
import {
  childrenOf,
  columnsOf,
  groupsOf,
  newRow,
  placeOf,
  rowAt,
  rowsOf,
  shownColumns,
  withoutIds,
} from './shape.ts'
import type { At } from './shape.ts'

/** What can be done to the row the caret is in. A row keeps its id when it moves. */

/** Adds an empty row beside this one, or to this group, or to the end of the table. */
export function addRow(side: 'above' | 'below'): Command {
  return (state, dispatch) => {
    const place = placeOf(state)
    if (place === null) return false
    const { table } = place
    const columns = shownColumns(table)
    const here = rowAt(state)?.row
    const row = newRow(state.schema, columns, {
      isSame: (key) => here !== undefined && goesOn(state, here, key, side),
    })
    let position: number
    if (here !== undefined) {
      position = side === 'above' ? here.position : here.position + here.node.nodeSize
    } else if (place.part === 'title') {
      position = place.title.position + place.title.node.nodeSize
    } else {
      const last = groupsOf(table).at(-1) ?? table
      position = last.position + last.node.nodeSize - 1
    }
    const tr = state.tr.insert(position, row)
    dispatch?.(caretIntoRow(tr, position, columns[0]?.key).scrollIntoView())
    return true
  }
}

export const duplicateRow: Command = (state, dispatch) => {
  const place = rowAt(state)
  if (place === null) return false
  const position = place.row.position + place.row.node.nodeSize
  const tr = state.tr.insert(position, withoutIds(place.row.node))
  dispatch?.(caretIntoRow(tr, position, keyHere(state)).scrollIntoView())
  return true
}

/** One place up or down, across the edge of a group into the next one. */
export function moveRow(direction: 1 | -1): Command {
  return (state, dispatch) => {
    const place = rowAt(state)
    if (place === null) return false
    const target = placeBeside(place.table, place.group, place.row, direction)
    if (target === null) return false
    if (dispatch) moveTo(state, dispatch, place.row, target)
    return true
  }
}

/** Before the row or group part at this position, or to the end of a group, wherever it stands. */
export function moveRowTo(target: number): Command {
  return (state, dispatch) => {
    const place = rowAt(state)
    if (place === null) return false
    const { row } = place
    if (target >= row.position && target <= row.position + row.node.nodeSize) return false
    if (dispatch) moveTo(state, dispatch, row, target)
    return true
  }
}

/** To the end of the group with this index. */
export function moveRowToGroup(index: number): Command {
  return (state, dispatch) => {
    const place = rowAt(state)
    const group = place === null ? undefined : groupsOf(place.table)[index]
    if (place === null || group === undefined) return false
    if (group.position === place.group?.position) return false
    if (dispatch) moveTo(state, dispatch, place.row, group.position + group.node.nodeSize - 1)
    return true
  }
}

export const deleteRow: Command = (state, dispatch) => {
  const place = rowAt(state)
  if (place === null) return false
  if (dispatch === undefined) return true
  const { row, table } = place
  const rows = rowsOf(table)
  const index = rows.findIndex((each) => each.position === row.position)
  const neighbour = rows[index + 1] ?? rows[index - 1]
  const tr = mayRemoveRows(state.tr.delete(row.position, row.position + row.node.nodeSize))
  if (neighbour !== undefined) {
    caretIntoRow(tr, tr.mapping.map(neighbour.position, 1), keyHere(state))
  }
  dispatch(tr.scrollIntoView())
  return true
}

/** The whole table, for the table's own menu. */
export const deleteTable: Command = (state, dispatch) => {
  const place = placeOf(state)
  if (place === null) return false
  const { position, node } = place.table
  dispatch?.(mayRemoveRows(state.tr.delete(position, position + node.nodeSize)).scrollIntoView())
  return true
}

function keyHere(state: EditorState): string | undefined {
  const place = placeOf(state)
  return place?.part === 'cell' ? place.key : columnsOfHere(state)
}

function columnsOfHere(state: EditorState): string | undefined {
  const place = placeOf(state)
  return place === null ? undefined : columnsOf(place.table).find((column) => !column.isHidden)?.key
}

/** Whether a row added here stands amid rows that mean the same: then it means it too. */
function goesOn(state: EditorState, row: At, key: string, side: 'above' | 'below'): boolean {
  const $row = state.doc.resolve(row.position)
  const next = side === 'above' ? row.node : $row.parent.maybeChild($row.index() + 1)
  if (next?.type.name !== 'actionRow') return false
  return next.children.some((cell) => cell.attrs['key'] === key && cell.attrs['same'] === true)
}

/** Position, in the document as it is, where the row would stand one place on; null at the ends. */
function placeBeside(table: At, group: At | null, row: At, direction: 1 | -1): number | null {
  const siblings = childrenOf(group ?? table, 'actionRow')
  const index = siblings.findIndex((each) => each.position === row.position)
  const sibling = siblings[index + direction]
  if (sibling !== undefined) {
    return direction === 1 ? sibling.position + sibling.node.nodeSize : sibling.position
  }
  const groups = groupsOf(table)
  const next = groups[groups.findIndex((each) => each.position === group?.position) + direction]
  if (group === null || next === undefined) return null
  if (direction === -1) return next.position + next.node.nodeSize - 1
  const first = childrenOf(next, 'actionRow')[0]
  return first?.position ?? next.position + next.node.nodeSize - 1
}

function moveTo(
  state: EditorState,
  dispatch: NonNullable<Parameters<Command>[1]>,
  row: At,
  target: number,
): void {
  const caret = state.selection.head - row.position
  const tr = mayRemoveRows(state.tr.delete(row.position, row.position + row.node.nodeSize))
  const position = tr.mapping.map(target, -1)
  tr.insert(position, row.node)
  tr.setSelection(Selection.near(tr.doc.resolve(position + caret)))
  dispatch(tr.scrollIntoView())
}
