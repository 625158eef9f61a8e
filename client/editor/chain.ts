import { EditorState, Selection } from '@tiptap/pm/state'
import type { Command } from '@tiptap/pm/state'

/** Commands one after the other as one step of undo; fails, doing nothing, if one of them fails. */
export function chain(...commands: Command[]): Command {
  return (state, dispatch, view) => {
    const tr = state.tr
    for (const command of commands) {
      const between = EditorState.create({ doc: tr.doc, selection: tr.selection })
      let isDone = false
      const done = command(
        between,
        (part) => {
          for (const step of part.steps) tr.step(step)
          tr.setSelection(Selection.fromJSON(tr.doc, part.selection.toJSON()))
          isDone = true
        },
        view,
      )
      if (!done || !isDone) return false
    }
    dispatch?.(tr.scrollIntoView())
    return true
  }
}
