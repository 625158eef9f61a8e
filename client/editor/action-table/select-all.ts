import { AllSelection, Selection, TextSelection } from '@tiptap/pm/state'
import type { Command } from '@tiptap/pm/state'
import { blockOf, placeOf } from './shape.ts'

/** Ctrl+A: first the words of the cell, then the whole plan, then the whole text. */
export const selectMore: Command = (state, dispatch) => {
  const place = placeOf(state)
  if (place === null) return false
  const { doc, selection } = state
  for (const at of [blockOf(place), place.table]) {
    if (at === null || at.node.content.size === 0) continue
    const from = Selection.findFrom(doc.resolve(at.position + 1), 1, true)?.from
    const to = Selection.findFrom(doc.resolve(at.position + at.node.nodeSize - 1), -1, true)?.to
    if (from === undefined || to === undefined || from >= to) continue
    if (selection.from <= from && selection.to >= to) continue
    dispatch?.(state.tr.setSelection(TextSelection.create(doc, from, to)))
    return true
  }
  dispatch?.(state.tr.setSelection(new AllSelection(doc)))
  return true
}
