import { AllSelection, Selection, TextSelection } from '@tiptap/pm/state'
import type { Command } from '@tiptap/pm/state'
import { blockOf, placeOf } from './shape.ts'

/** What Ctrl+A has selected: what somebody or a command selected otherwise is no step on the way. */
const steps = new WeakSet<Selection>()

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
    const isSelected = selection.from <= from && selection.to >= to
    if (isSelected && steps.has(selection)) continue
    const next = TextSelection.create(doc, from, to)
    steps.add(next)
    dispatch?.(state.tr.setSelection(next))
    return true
  }
  dispatch?.(state.tr.setSelection(new AllSelection(doc)))
  return true
}
