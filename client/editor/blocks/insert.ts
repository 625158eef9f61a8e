import type { Node } from '@tiptap/pm/model'
import { NodeSelection, Selection, TextSelection } from '@tiptap/pm/state'
import { Plugin } from '@tiptap/pm/state'
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

/** The caret in the first words of the document, never around a block that typing would replace. */
export const caretAtStart: Command = (state, dispatch) => {
  const first = Selection.findFrom(state.doc.resolve(0), 1, true)
  if (first === null) return false
  // A look at a selection lays out the whole text.
  if (!first.eq(state.selection)) dispatch?.(state.tr.setSelection(first))
  return true
}

/** Typing over a selected picture, header or newer part writes below it instead of replacing it. */
export function keepSelectedBlockPlugin(): Plugin {
  return new Plugin({
    props: {
      handleTextInput(view, _from, _to, text) {
        const { selection, schema, tr } = view.state
        if (!(selection instanceof NodeSelection) || selection.node.isInline) return false
        const line = nodeType(schema, 'paragraph').create(null, schema.text(text))
        const { parent } = selection.$to
        const index = selection.$to.index()
        if (!parent.canReplaceWith(index, index, line.type)) return true
        tr.insert(selection.to, line)
        tr.setSelection(TextSelection.create(tr.doc, selection.to + 1 + text.length))
        view.dispatch(tr.scrollIntoView())
        return true
      },
    },
  })
}
