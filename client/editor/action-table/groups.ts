import type { Command } from '@tiptap/pm/state'
import { TextSelection } from '@tiptap/pm/state'
import { nodeType } from '../node-types.ts'
import { mayRemoveRows } from './keep-rows.ts'
import { groupAt, groupsOf, newRow, placeOf, shownColumns, titleOf, withoutIds } from './shape.ts'
import type { At } from './shape.ts'

/** What can be done to the group the caret is in. */

/** A group with one empty row after this one, or at the end, with the caret in its title. */
export const addGroup: Command = (state, dispatch) => {
  const place = placeOf(state)
  if (place === null) return false
  const { table } = place
  const here = groupAt(state)?.group
  const position =
    here === undefined
      ? table.position + table.node.nodeSize - 1
      : here.position + here.node.nodeSize
  const { schema } = state
  const group = nodeType(schema, 'actionGroup').create(null, [
    nodeType(schema, 'actionGroupTitle').create(),
    newRow(schema, shownColumns(table)),
  ])
  const tr = state.tr.insert(position, group)
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, position + 2)).scrollIntoView())
  return true
}

/** Puts the caret into the title, making one where a merge left none. */
export const renameGroup: Command = (state, dispatch) => {
  const place = groupAt(state)
  if (place === null) return false
  const tr = state.tr
  const title = titleOf(place.group)
  const position = title?.position ?? place.group.position + 1
  if (title === null) tr.insert(position, nodeType(state.schema, 'actionGroupTitle').create())
  const end = position + 1 + (title?.node.content.size ?? 0)
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, position + 1, end)).scrollIntoView())
  return true
}

/** From the headings of a new table into the title of its first group. */
export const enterFirstGroup: Command = (state, dispatch) => {
  const place = placeOf(state)
  const group = place === null ? undefined : groupsOf(place.table)[0]
  const title = group === undefined ? null : titleOf(group)
  if (title === null) return false
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, title.position + 1)))
  return true
}

export const duplicateGroup: Command = (state, dispatch) => {
  const place = groupAt(state)
  if (place === null) return false
  const position = place.group.position + place.group.node.nodeSize
  const tr = state.tr.insert(position, withoutIds(place.group.node))
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(position + 2))).scrollIntoView())
  return true
}

export function moveGroup(direction: 1 | -1): Command {
  return (state, dispatch) => {
    const place = groupAt(state)
    if (place === null) return false
    const groups = groupsOf(place.table)
    const index = groups.findIndex((each) => each.position === place.group.position)
    const other = groups[index + direction]
    if (other === undefined) return false
    if (dispatch === undefined) return true
    const target = direction === 1 ? other.position + other.node.nodeSize : other.position
    const { position, node } = place.group
    const caret = state.selection.head - position
    const tr = mayRemoveRows(state.tr.delete(position, position + node.nodeSize))
    const there = tr.mapping.map(target)
    tr.insert(there, node)
    tr.setSelection(TextSelection.near(tr.doc.resolve(there + caret)))
    dispatch(tr.scrollIntoView())
    return true
  }
}

/** The group with all its rows. */
export const deleteGroup: Command = (state, dispatch) => {
  const place = groupAt(state)
  if (place === null) return false
  if (dispatch === undefined) return true
  const { position, node } = place.group
  const tr = mayRemoveRows(state.tr.delete(position, position + node.nodeSize))
  tr.setSelection(TextSelection.near(tr.doc.resolve(neighbour(place.table, place.group)), -1))
  dispatch(tr.scrollIntoView())
  return true
}

/** A position near which the caret can stand once the group is gone. */
function neighbour(table: At, group: At): number {
  return Math.max(table.position + 1, group.position)
}
