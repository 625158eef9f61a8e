import type { Command } from '@tiptap/pm/state'
import { NodeSelection } from '@tiptap/pm/state'
import { nodeType } from '../node-types.ts'
import { ask } from '../prompt.ts'

/** Puts a footnote mark at the caret and asks for its words. */
export const insertFootnote: Command = (state, dispatch) => {
  const type = nodeType(state.schema, 'footnote')
  const { $to } = state.selection
  if (!$to.parent.inlineContent || !$to.parent.canReplaceWith($to.index(), $to.index(), type)) {
    return false
  }
  if (dispatch === undefined) return true
  const position = $to.pos
  const tr = state.tr.insert(position, type.create())
  tr.setSelection(NodeSelection.create(tr.doc, position))
  dispatch(tr.scrollIntoView())
  return true
}

/** The words of the footnote at `position`; it goes when they are empty. */
export function setFootnote(position: number, words: string): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(position)
    if (node?.type.name !== 'footnote') return false
    const text = words.trim()
    dispatch?.(
      text === ''
        ? state.tr.delete(position, position + node.nodeSize)
        : state.tr.setNodeAttribute(position, 'text', text),
    )
    return true
  }
}

/** Enter on a selected footnote opens its words. */
export const openFootnote: Command = (state, dispatch, view) => {
  const { selection } = state
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'footnote') return false
  return ask({ kind: 'footnote', position: selection.from })(state, dispatch, view)
}
