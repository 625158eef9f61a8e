import type { Editor } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import { showToast } from '../components/toast.tsx'
import type { EditorAction } from './action.ts'
import { beginUndoStep, undo } from './binding/index.ts'
import { promptOf } from './prompt.ts'

/** Does what was chosen in a menu or toolbar, and gives the text its focus back. */
export function perform(editor: Editor, action: EditorAction): void {
  const { view } = editor
  if (action.done !== undefined) beginUndoStep(view.state)
  if (!run(editor, action.run)) return
  if (action.done !== undefined) {
    beginUndoStep(view.state)
    showToast({
      words: action.done,
      action: { label: 'Undo', onPress: () => undo(view.state) },
    })
  }
  if (promptOf(view.state).kind === 'none' && action.id !== 'find') focusText(editor)
}

export function run(editor: Editor, command: Command): boolean {
  const { view } = editor
  return command(view.state, view.dispatch, view)
}

/** After the menu that was used has closed and given its focus back. */
export function focusText(editor: Editor): void {
  setTimeout(() => {
    if (!editor.isDestroyed) editor.view.focus()
  }, 0)
}
