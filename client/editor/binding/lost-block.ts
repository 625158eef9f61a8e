import { TextSelection } from '@tiptap/pm/state'
import type { Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { showToast } from '../../components/toast.tsx'

/**
 * What happens to a caret whose line others take away: it follows the line where that was moved
 * (the same id stands elsewhere); where the line is gone for good the person is told and gets its
 * words back, and the next letters go nowhere instead of into whatever comes next.
 *
 * `tr` holds the change of others. Returns the words that are gone, or null.
 */
export function followCaret(view: EditorView, tr: Transaction): string | null {
  const { $head } = view.state.selection
  if ($head.depth === 0 || !view.hasFocus()) return null
  const line = $head.parent
  if (!tr.mapping.mapResult($head.before(), 1).deletedAfter) return null
  const id: unknown = line.attrs['id']
  let found: number | null = null
  tr.doc.descendants((node, position) => {
    if (node.isTextblock && typeof id === 'string' && node.attrs['id'] === id) {
      found = position + 1 + Math.min($head.parentOffset, node.content.size)
    }
    return found === null
  })
  if (found !== null) tr.setSelection(TextSelection.create(tr.doc, found))
  return found === null ? line.textContent : null
}

/** What was given back last, so that the server need not say it again. */
let lastWords = ''

export function wasHandedBack(words: string): boolean {
  return words.trim() !== '' && lastWords.includes(words.trim())
}

/** Takes the caret out of the text and offers the words that others deleted. */
export function leaveLostBlock(view: EditorView, words: string): void {
  lastWords = words
  view.dom.blur()
  showToast({
    words: 'Somebody deleted the part you were writing in.',
    kind: 'problem',
    ...(words === '' ? {} : { action: { label: 'Copy its words', onPress: () => copy(words) } }),
  })
}

function copy(words: string): void {
  navigator.clipboard.writeText(words).catch(() => {
    showToast({
      words: `The browser keeps its clipboard shut. The words were: ${words}`,
      kind: 'problem',
    })
  })
}
