import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import * as Y from 'yjs'
import { positionInYjs, positionInEditor } from './positions.ts'

/** Undo and redo of one's own changes only: what others did meanwhile stays. */

const undoKey = new PluginKey<Y.UndoManager>('undo')

/** Changes closer together than this are undone as one, in milliseconds. */
const CAPTURE_MS = 600

export function undoPlugin(fragment: Y.XmlFragment, origin: object): Plugin {
  const manager = new Y.UndoManager(fragment, {
    trackedOrigins: new Set([origin]),
    captureTimeout: CAPTURE_MS,
  })
  return new Plugin<Y.UndoManager>({
    key: undoKey,
    state: { init: () => manager, apply: (_tr, value) => value },
    view: (view) => {
      const stopCarets = keepCarets(manager, fragment, view)
      return {
        destroy: () => {
          stopCarets()
          manager.destroy()
        },
      }
    },
  })
}

export function undo(state: EditorState): boolean {
  return (undoKey.getState(state)?.undo() ?? null) !== null
}

export function redo(state: EditorState): boolean {
  return (undoKey.getState(state)?.redo() ?? null) !== null
}

export function canUndo(state: EditorState): boolean {
  return (undoKey.getState(state)?.undoStack.length ?? 0) > 0
}

export function canRedo(state: EditorState): boolean {
  return (undoKey.getState(state)?.redoStack.length ?? 0) > 0
}

/** The next change begins a new step of undo, however soon it comes. */
export function beginUndoStep(state: EditorState): void {
  undoKey.getState(state)?.stopCapturing()
}

/** Puts the caret back to where it was before the change that is undone. */
function keepCarets(manager: Y.UndoManager, fragment: Y.XmlFragment, view: EditorView): () => void {
  const handleAdded = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => {
    if (!stackItem.meta.has(undoKey)) {
      stackItem.meta.set(
        undoKey,
        positionInYjs(fragment, view.state.doc, view.state.selection.head),
      )
    }
  }
  const handlePopped = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => {
    const kept = stackItem.meta.get(undoKey)
    const position =
      kept instanceof Y.RelativePosition ? positionInEditor(fragment, view.state.doc, kept) : null
    if (position === null) return
    const selection = TextSelection.near(view.state.doc.resolve(position))
    view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
  }
  manager.on('stack-item-added', handleAdded)
  manager.on('stack-item-popped', handlePopped)
  return () => {
    manager.off('stack-item-added', handleAdded)
    manager.off('stack-item-popped', handlePopped)
  }
}
