import type { Node } from '@tiptap/pm/model'
import { NodeSelection, Selection, TextSelection } from '@tiptap/pm/state'
import type { Command } from '@tiptap/pm/state'
import { nodeType } from '../node-types.ts'

/**
 * Puts a block into the document at the caret: in place of an empty paragraph, otherwise after the
 * block around the caret that may have it as its neighbour. The caret goes into it, or selects it.
 */
export function insertBlock(make: (state: Parameters<Command>[0]) => Node): Command {
  return (state, dispatch) => {
    const node = make(state)
    const { $from } = state.selection
    for (let depth = $from.depth; depth > 0; depth--) {
      const parent = $from.node(depth - 1)
      const index = $from.index(depth - 1)
      if (!parent.canReplaceWith(index, index, node.type)) {
        if (parent.type.spec.isolating === true) return false
        continue
      }
      if (dispatch === undefined) return true
      const block = $from.node(depth)
      const isEmpty = block.type.name === 'paragraph' && block.content.size === 0
      const from = isEmpty ? $from.before(depth) : $from.after(depth)
      const tr = isEmpty
        ? state.tr.replaceWith(from, $from.after(depth), node)
        : state.tr.insert(from, node)
      tr.setSelection(
        node.isAtom
          ? NodeSelection.create(tr.doc, from)
          : Selection.near(tr.doc.resolve(from + 1), 1),
      )
      dispatch(tr.scrollIntoView())
      return true
    }
    if ($from.depth > 0) return false
    const position = state.selection.to
    dispatch?.(state.tr.insert(position, node).scrollIntoView())
    return true
  }
}

/** A paragraph at the end of the document, unless the last block is an empty one already. */
export const paragraphAtEnd: Command = (state, dispatch) => {
  const last = state.doc.lastChild
  const isThere = last?.type.name === 'paragraph' && last.content.size === 0
  if (dispatch === undefined) return true
  const tr = state.tr
  if (!isThere) tr.insert(state.doc.content.size, nodeType(state.schema, 'paragraph').create())
  tr.setSelection(TextSelection.create(tr.doc, tr.doc.content.size - 1))
  dispatch(tr.scrollIntoView())
  return true
}
