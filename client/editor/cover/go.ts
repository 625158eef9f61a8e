import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'

/**
 * To what has to be written: words in square brackets are selected, so that typing takes their
 * place; below a heading the caret stands where its words begin.
 */
export function goToBlank(editor: Editor, blockId: string): void {
  const { doc } = editor.state
  let position = 0
  for (const block of doc.children) {
    if (block.attrs['id'] === blockId) break
    position += block.nodeSize
  }
  const block = doc.nodeAt(position)
  if (block === null) return
  const isHeading = block.type.name === 'heading'
  const from = isHeading ? position + block.nodeSize + 1 : position + 1
  const place = doc.resolve(Math.min(from, doc.content.size))
  const selection =
    isHeading || !block.isTextblock
      ? TextSelection.near(place)
      : TextSelection.create(doc, position + 1, position + block.nodeSize - 1)
  editor.view.dispatch(editor.state.tr.setSelection(selection).scrollIntoView())
  editor.view.focus()
}
