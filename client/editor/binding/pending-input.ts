import type { EditorView } from '@tiptap/pm/view'
import type * as Y from 'yjs'

/**
 * A browser tells of a moved caret a moment after it moved. What arrives from others in that moment
 * would put the old caret back, and the next letter would land there. So whoever is about to change
 * the document or its decorations from outside first lets the editors read what is pending.
 */

const views = new WeakMap<Y.Doc, Set<EditorView>>()

/** Call before a change of others is applied to `doc`, outside of any Yjs transaction. */
export function readPendingInput(doc: Y.Doc): void {
  for (const view of views.get(doc) ?? []) flushInput(view)
}

/** Lets one editor read what its browser has not told yet. */
export function flushInput(view: EditorView): void {
  if (view.isDestroyed || view.composing) return
  // Not in the published types, but the one way in; without it nothing breaks, only the rare
  // letter in the wrong place is back.
  const { domObserver } = view as unknown as { domObserver?: { flush?: () => void } }
  domObserver?.flush?.()
}

/** Returns its own stop. */
export function watchInput(doc: Y.Doc, view: EditorView): () => void {
  const watched = views.get(doc) ?? new Set()
  watched.add(view)
  views.set(doc, watched)
  return () => watched.delete(view)
}
