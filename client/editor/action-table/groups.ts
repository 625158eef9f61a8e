import type { Command } from '@tiptap/pm/state'
import type { GroupPart } from '../../../shared/columns/index.ts'
import { TextSelection } from '@tiptap/pm/state'
import { nodeType } from '../node-types.ts'
import { mayRemoveRows } from './keep-rows.ts'
import {
  groupAt,
  groupsOf,
  newPart,
  newRow,
  partsOf,
  placeOf,
  shownColumns,
  titleOf,
  withoutIds,
} from './shape.ts'
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

/** Success criteria or links below the title; goes there if the group has them. */
export function addGroupPart(kind: GroupPart): Command {
  return (state, dispatch) => {
    const place = groupAt(state)
    if (place === null) return false
    const tr = state.tr
    const there = partsOf(place.group).find(({ node }) => node.attrs['kind'] === kind)
    let position = there?.position
    if (position === undefined) {
      const before = partsOf(place.group).at(-1) ?? titleOf(place.group)
      position = before === null ? place.group.position + 1 : before.position + before.node.nodeSize
      tr.insert(position, newPart(state.schema, kind))
    }
    const end = position + (tr.doc.nodeAt(position)?.nodeSize ?? 2) - 1
    dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(end), -1)).scrollIntoView())
    return true
  }
}

/** Takes the success criteria or links away that the caret is in. */
export const deleteGroupPart: Command = (state, dispatch) => {
  const place = placeOf(state)
  if (place?.part !== 'groupPart') return false
  const { position, node } = place.groupPart
  const tr = mayRemoveRows(state.tr.delete(position, position + node.nodeSize))
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(position), -1)).scrollIntoView())
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
