import { Selection } from '@tiptap/pm/state'
import type { Editor } from '@tiptap/core'
import { enterCell } from '../action-table/cells.ts'
import { run } from '../perform.ts'

/** A place in an action plan: before a cell, a row or a table; `key`: the column that is meant. */
export interface PlanPlace {
  position: number | null
  key: string | null
}

/** Puts the caret into a cell of a plan, and the cell into sight; a gap becomes a cell.. */
export function goToFinding(editor: Editor, { position, key }: PlanPlace): void {
  const { view } = editor
  const node = position === null ? null : view.state.doc.nodeAt(position)
  if (position === null || node === null) return
  const isGap = node.type.name === 'actionRow' && key !== null && editor.isEditable
  if (!isGap || !run(editor, enterCell(position, key))) {
    const end = node.type.name === 'actionCell' ? position + node.nodeSize - 1 : position + 1
    const side = node.type.name === 'actionCell' ? -1 : 1
    view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(end), side)))
  }
  view.focus()
  const place = view.domAtPos(view.state.selection.head).node
  const element = place instanceof Element ? place : place.parentElement
  element?.closest('tr')?.scrollIntoView({ block: 'center' })
}
