import { toggleMark as toggle } from '@tiptap/pm/commands'
import type { Command, EditorState } from '@tiptap/pm/state'
import { markType } from './node-types.ts'

export function toggleMark(name: string): Command {
  return (state, dispatch, view) => toggle(markType(state.schema, name))(state, dispatch, view)
}

/** True if what is typed next, or all that is selected, has the mark. */
export function hasMark(state: EditorState, name: string): boolean {
  const type = markType(state.schema, name)
  const { $from, from, to, empty } = state.selection
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined
  return state.doc.rangeHasMark(from, to, type)
}
