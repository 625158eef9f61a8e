import { TextSelection } from '@tiptap/pm/state'
import type { Editor } from '@tiptap/core'
import { run } from '../perform.ts'
import { chooseThread, commentsOf } from './comments.ts'

/** Puts the caret to the passage of a thread, and both into sight. */
export function goToThread(editor: Editor, id: string): void {
  const { view } = editor
  run(editor, chooseThread(id))
  const found = commentsOf(view.state).found.get(id)
  if (found === undefined || found.state === 'gone') return
  const { doc } = view.state
  const place = Math.min(found.from, doc.content.size)
  view.dispatch(view.state.tr.setSelection(TextSelection.near(doc.resolve(place), 1)))
  view.focus()
  const { node } = view.domAtPos(view.state.selection.head)
  const element = node instanceof Element ? node : node.parentElement
  element?.scrollIntoView({ block: 'center' })
}
