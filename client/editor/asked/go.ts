import { TextSelection } from '@tiptap/pm/state'
import type { Editor } from '@tiptap/core'

/** What stands at a place now, shortened. */
export function passageAt(editor: Editor, place: string): string {
  let words = ''
  editor.state.doc.descendants((node) => {
    if (node.attrs['id'] === place && words === '') {
      words = node.textBetween(0, node.content.size, ' · ', ' ').trim()
    }
    return words === ''
  })
  return words.length > 200 ? `${words.slice(0, 198)}…` : words
}

/** Puts the caret to the place and brings it into sight. */
export function goToPlace(editor: Editor, place: string): void {
  const { view } = editor
  let at: number | null = null
  view.state.doc.descendants((node, position) => {
    if (node.attrs['id'] === place) at ??= position
    return at === null
  })
  if (at === null) return
  const { $head } = view.state.selection
  const isInside = Array.from({ length: $head.depth }, (_, depth) => $head.node(depth + 1)).some(
    ({ attrs }) => attrs['id'] === place,
  )
  if (!isInside) {
    const selection = TextSelection.near(view.state.doc.resolve(at + 1), 1)
    view.dispatch(view.state.tr.setSelection(selection))
  }
  const element = view.nodeDOM(at)
  if (element instanceof HTMLElement) element.scrollIntoView({ block: 'center' })
}
