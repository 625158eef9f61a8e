import { Fragment } from '@tiptap/pm/model'
import type { Node, Schema } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import type { Command, EditorState } from '@tiptap/pm/state'
import type { Column, ColumnKind, Layout } from '../../../shared/columns/index.ts'
import { MAX_CHOICES, choicesOf } from '../../../shared/columns/choices.ts'
import { nodeType } from '../node-types.ts'
import { ask } from '../prompt.ts'
import { mayRemoveRows } from './keep-rows.ts'
import { childrenOf, columnsOf, newPart, newRow, placeOf, rowsOf } from './shape.ts'
import type { At, TableColumn } from './shape.ts'

/** What can be done to the column the caret is in, or to the one of a given key. */

export interface NewColumn {
  /** Unique in the world, so that two people who add a column at once get two. */
  key: string
  kind: ColumnKind
  heading: string
  side: 'left' | 'right'
}

/** Adds a column beside this one. Its cells are gaps until somebody types into them. */
export function addColumn({ key, kind, heading, side }: NewColumn): Command {
  return (state, dispatch) => {
    const here = columnAt(state)
    if (here === null || key === '') return false
    const { column } = here
    const position = side === 'left' ? column.position : column.position + column.node.nodeSize
    const made = newColumn(state.schema, { key, kind, heading, width: 1 })
    const tr = state.tr.insert(position, made)
    const end = position + 1 + heading.length
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, position + 1, end)).scrollIntoView())
    return true
  }
}

/** Selects the heading, to be typed over. */
export const renameColumn: Command = (state, dispatch) => {
  const here = columnAt(state)
  if (here === null) return false
  const { position, node } = here.column
  const selection = TextSelection.create(state.doc, position + 1, position + 1 + node.content.size)
  dispatch?.(state.tr.setSelection(selection).scrollIntoView())
  return true
}

/** Takes the column out of sight; its words stay. The last shown column cannot be hidden. */
export const hideColumn: Command = (state, dispatch) => {
  const here = columnAt(state)
  if (here === null || here.column.isHidden) return false
  const shown = here.columns.filter((column) => !column.isHidden)
  const next = shown.find((column) => column.key !== here.column.key)
  if (next === undefined) return false
  const tr = state.tr.setNodeAttribute(here.column.position, 'hidden', true)
  const inside = next.position + 1 + next.node.content.size
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, inside)))
  return true
}

/** Says that the words of the column stay as they are, or that they may change again. */
export const toggleLocked: Command = (state, dispatch) => {
  const here = columnAt(state)
  if (here === null) return false
  const { position, isLocked } = here.column
  dispatch?.(state.tr.setNodeAttribute(position, 'locked', !isLocked))
  return true
}

/** Keeps the column out of what the public reads, or lets it in again. */
export const togglePublic: Command = (state, dispatch) => {
  const here = columnAt(state)
  if (here === null) return false
  const { position, isPublic } = here.column
  dispatch?.(state.tr.setNodeAttribute(position, 'public', !isPublic))
  return true
}

/** What the cells of the column choose from: see shared/columns/choices.ts. */
export function setChoices(choices: string): Command {
  return (state, dispatch) => {
    const here = columnAt(state)
    if (here === null || choices.length > MAX_CHOICES) return false
    dispatch?.(state.tr.setNodeAttribute(here.column.position, 'choices', choices))
    return true
  }
}

/** Asks which of its choices the cell says; only where its column has some. */
export const askToChoose: Command = (state, dispatch, view) => {
  const column = placeOf(state)?.part === 'cell' ? columnAt(state)?.column : undefined
  if (column === undefined || choicesOf(column) === null) return false
  return ask({ kind: 'choose' })(state, dispatch, view)
}

/** Writes these choices into the cell, a line each, in place of what it says. */
export function choose(labels: readonly string[]): Command {
  return (state, dispatch) => {
    const place = placeOf(state)
    if (place?.part !== 'cell') return false
    const { position, node } = place.cell
    const paragraph = nodeType(state.schema, 'paragraph')
    const lines = labels.map((label) => paragraph.create(null, state.schema.text(label)))
    const content = lines.length > 0 ? lines : [paragraph.create()]
    const tr = state.tr.replaceWith(position + 1, position + node.nodeSize - 1, content)
    const end = position + (tr.doc.nodeAt(position)?.nodeSize ?? 2) - 1
    dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(end), -1)).scrollIntoView())
    return true
  }
}

/** The years the plan covers, as written; '' for those of the page header. */
export function setPeriod(position: number, period: string): Command {
  return (state, dispatch) => {
    if (state.doc.nodeAt(position)?.type.name !== 'actionTable') return false
    dispatch?.(state.tr.setNodeAttribute(position, 'period', period.trim()))
    return true
  }
}

export function showColumn(key: string): Command {
  return (state, dispatch) => {
    const place = placeOf(state)
    if (place === null) return false
    const column = columnsOf(place.table).find((each) => each.key === key && each.isHidden)
    if (column === undefined) return false
    dispatch?.(state.tr.setNodeAttribute(column.position, 'hidden', false))
    return true
  }
}

/** Past the next shown column to the left or right. */
export function moveColumn(direction: 1 | -1): Command {
  return (state, dispatch) => {
    const here = columnAt(state)
    if (here === null) return false
    const shown = here.columns.filter((column) => !column.isHidden)
    const index = shown.findIndex((column) => column.key === here.column.key)
    const other = shown[index + direction]
    if (other === undefined || index < 0) return false
    if (dispatch === undefined) return true
    const { position, node } = here.column
    const target = direction === 1 ? other.position + other.node.nodeSize : other.position
    const isCaretInside = placeOf(state)?.part === 'heading'
    const caret = state.selection.head - position
    const tr = mayRemoveRows(state.tr.delete(position, position + node.nodeSize))
    const there = tr.mapping.map(target)
    tr.insert(there, node)
    if (isCaretInside) tr.setSelection(TextSelection.create(tr.doc, there + caret))
    dispatch(tr.scrollIntoView())
    return true
  }
}

/** Only a column without words can go for good; the others can be hidden. */
export const deleteColumn: Command = (state, dispatch) => {
  const here = columnAt(state)
  if (here === null || here.columns.length < 2) return false
  const cells = rowsOf(here.table).flatMap((row) =>
    childrenOf(row, 'actionCell').filter((cell) => cell.node.attrs['key'] === here.column.key),
  )
  if (cells.some((cell) => cell.node.textContent !== '')) return false
  if (dispatch === undefined) return true
  const tr = mayRemoveRows(state.tr)
  for (const at of [...cells].reverse()) tr.delete(at.position, at.position + at.node.nodeSize)
  const { position, node } = here.column
  tr.delete(position, position + node.nodeSize)
  const rest = columnsOf({ node: here.table.node, position: here.table.position }).find(
    (column) => column.key !== here.column.key && !column.isHidden,
  )
  if (rest !== undefined) {
    tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map(rest.position + 1))))
  }
  dispatch(tr.scrollIntoView())
  return true
}

/** The column of the heading or cell that the caret is in. */
export function columnAt(
  state: EditorState,
): { table: At; columns: TableColumn[]; column: TableColumn } | null {
  const place = placeOf(state)
  if (place?.part !== 'heading' && place?.part !== 'cell') return null
  const columns = columnsOf(place.table)
  const key: unknown = place.part === 'cell' ? place.key : place.column.node.attrs['key']
  const column = columns.find((each) => each.key === key)
  return column === undefined ? null : { table: place.table, columns, column }
}

export function hiddenColumns(state: EditorState): TableColumn[] {
  const place = placeOf(state)
  return place === null ? [] : columnsOf(place.table).filter((column) => column.isHidden)
}

/** An action table of a layout: its groups, or one without a title, each with one empty row. */
export function newActionTable(schema: Schema, key: string, layout: Layout): Node {
  const head = nodeType(schema, 'actionHead').create(
    null,
    layout.columns.map((column) => newColumn(schema, column)),
  )
  const bare = nodeType(schema, 'actionTable').create({ layout: key }, head)
  const columns = columnsOf({ node: bare, position: 0 })
  const groups = (layout.groups ?? ['']).map((title) => {
    const words = title === '' ? null : schema.text(title)
    return nodeType(schema, 'actionGroup').create(null, [
      nodeType(schema, 'actionGroupTitle').create(null, words),
      ...(layout.parts ?? []).map((part) => newPart(schema, part)),
      newRow(schema, columns),
    ])
  })
  return bare.copy(bare.content.append(Fragment.fromArray(groups)))
}

function newColumn(schema: Schema, { key, kind, heading, width, isLocked = false }: Column): Node {
  return nodeType(schema, 'actionColumn').create(
    { key, kind, width, locked: isLocked },
    heading === '' ? null : schema.text(heading),
  )
}
