import type { Node } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import type { Command } from '@tiptap/pm/state'
import type { NodeJson } from '../../../shared/schema/document-json.ts'

/** A row that was taken out, with the plan and the group it stood in. */
export interface RowToBringBack {
  id: string
  table: string
  group: string
  row: NodeJson
}

/** Puts a removed row back: to the end of its group, or of the last group there is, and selects it. */
export function bringBackRow({ id, table, group, row }: RowToBringBack): Command {
  return (state, dispatch) => {
    const place = placeFor(state.doc, { id, table, group })
    if (place === null) return false
    if (dispatch === undefined) return true
    const node = state.schema.nodeFromJSON(row)
    const tr = state.tr.insert(place, node)
    dispatch(tr.setSelection(NodeSelection.create(tr.doc, place)).scrollIntoView())
    return true
  }
}

/** Null where the row is in the text already, or no plan is left to take it. */
function placeFor(doc: Node, { id, table, group }: Omit<RowToBringBack, 'row'>): number | null {
  let isThere = false
  const places = new Map<'group' | 'sameTable' | 'any', number>()
  doc.descendants((node, position, parent) => {
    const { name } = node.type
    const end = position + node.nodeSize - 1
    if (name === 'actionRow') isThere ||= node.attrs['id'] === id
    if (name === 'actionTable') {
      places.set('any', end)
      if (node.attrs['id'] === table) places.set('sameTable', end)
    }
    if (name === 'actionGroup') {
      places.set('any', end)
      if (parent?.attrs['id'] === table) places.set('sameTable', end)
      if (node.attrs['id'] === group) places.set('group', end)
    }
    return name === 'actionTable' || name === 'actionGroup' || name === 'doc'
  })
  if (isThere) return null
  return places.get('group') ?? places.get('sameTable') ?? places.get('any') ?? null
}
