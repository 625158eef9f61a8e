import type { Attrs, Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import type { Command, EditorState } from '@tiptap/pm/state'
import { splitBlock } from '@tiptap/pm/commands'
import { canSplit } from '@tiptap/pm/transform'
import { nodeType } from '../node-types.ts'

/** Turns the touched paragraphs, headings and clauses into blocks of this type; ids stay. */
export function turnInto(name: string, attrs: Attrs = {}): Command {
  return (state, dispatch) => {
    const type = nodeType(state.schema, name)
    const isPossible = touchedTextBlocks(state).some(({ node, position }) => {
      if (node.hasMarkup(type, { ...attrs, id: node.attrs['id'] })) return false
      const $position = state.doc.resolve(position)
      return $position.parent.canReplaceWith($position.index(), $position.index() + 1, type)
    })
    if (!isPossible) return false
    const { from, to } = state.selection
    dispatch?.(
      state.tr
        .setBlockType(from, to, type, (node) => ({ ...attrs, id: node.attrs['id'] }))
        .scrollIntoView(),
    )
    return true
  }
}

/** True if the caret stands in a block of this type and attributes. */
export function isIn(state: EditorState, name: string, attrs: Attrs = {}): boolean {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth)
    if (node.type.name === name) {
      return Object.entries(attrs).every(([key, value]) => node.attrs[key] === value)
    }
  }
  return false
}

/**
 * Enter in ordinary text. Words after the caret go into a new block; at the very start the new
 * block goes in front, so that the words keep their block and its id.
 */
export const splitTextBlock: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection
  if (!$from.parent.isTextblock) return splitBlock(state, dispatch, view)
  if (empty && $from.parentOffset === 0 && $from.parent.content.size > 0) {
    const type = nodeType(state.schema, 'paragraph')
    const index = $from.index(-1)
    if (!$from.node(-1).canReplaceWith(index, index, type)) return false
    dispatch?.(state.tr.insert($from.before(), type.create()).scrollIntoView())
    return true
  }
  return splitBlock(state, dispatch, view)
}

/** Splits the block at the caret and makes the second half a block of this type. */
export function splitInto(name: string, attrs: Attrs): Command {
  return (state, dispatch) => {
    const types = [{ type: nodeType(state.schema, name), attrs }]
    const tr = state.tr.deleteSelection()
    const position = tr.mapping.map(state.selection.$from.pos)
    if (!canSplit(tr.doc, position, 1, types)) return false
    dispatch?.(tr.split(position, 1, types).scrollIntoView())
    return true
  }
}

/** A fresh empty paragraph after the block that holds the caret at this depth, with the caret in it. */
export function paragraphAfter(depth: number): Command {
  return (state, dispatch) => {
    const position = state.selection.$from.after(depth)
    const tr = state.tr.insert(position, nodeType(state.schema, 'paragraph').create())
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, position + 1)).scrollIntoView())
    return true
  }
}

function touchedTextBlocks(state: EditorState): { node: Node; position: number }[] {
  const found: { node: Node; position: number }[] = []
  state.doc.nodesBetween(state.selection.from, state.selection.to, (node, position) => {
    if (node.isTextblock) found.push({ node, position })
    return !node.isTextblock
  })
  return found
}
