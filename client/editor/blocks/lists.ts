import type { Attrs, Node, NodeType } from '@tiptap/pm/model'
import type { Command, EditorState } from '@tiptap/pm/state'
import { liftListItem, sinkListItem, splitListItem } from '@tiptap/pm/schema-list'
import { canSplit, findWrapping } from '@tiptap/pm/transform'
import { chain } from '../chain.ts'
import { nodeType } from '../node-types.ts'
import { turnInto } from './text-block.ts'

export type ListStyle = 'bullet' | 'decimal' | 'letter' | 'roman'

/** Makes a list of this style, changes the style of the list around, or ends it if it has it. */
export function toggleList(style: ListStyle): Command {
  return (state, dispatch, view) => {
    const around = listAround(state)
    if (around === null) return startList(style)(state, dispatch, view)
    if (styleOf(around.node) === style) return liftItem(state, dispatch, view)
    const type = nodeType(state.schema, style === 'bullet' ? 'bulletList' : 'orderedList')
    const id: unknown = around.node.attrs['id']
    dispatch?.(
      state.tr.setNodeMarkup(
        around.position,
        type,
        style === 'bullet' ? { id } : { id, style, start: 1 },
      ),
    )
    return true
  }
}

/** Enter: the next item; in an empty item, one level out, then out of the list. */
export const nextItem: Command = (state, dispatch, view) =>
  // The library splits the item above an empty one and leaves an item without a line behind.
  isEmptyItem(state)
    ? liftItem(state, dispatch, view)
    : splitListItem(nodeType(state.schema, 'listItem'), { id: null })(state, dispatch, view)

export const sinkItem: Command = (state, dispatch, view) =>
  sinkListItem(nodeType(state.schema, 'listItem'))(state, dispatch, view)

export const liftItem: Command = (state, dispatch, view) =>
  liftListItem(nodeType(state.schema, 'listItem'))(state, dispatch, view)

/** Backspace at the start of an item: one level up, then out of the list. */
export const itemBackwards: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection
  const isFirst = $from.depth > 1 && $from.index(-1) === 0
  if (!empty || $from.parentOffset > 0 || !isFirst) return false
  if ($from.node(-1).type.name !== 'listItem') return false
  return liftItem(state, dispatch, view)
}

export function listStyleAt(state: EditorState): ListStyle | null {
  const around = listAround(state)
  return around === null ? null : styleOf(around.node)
}

export function isInList(state: EditorState): boolean {
  return listAround(state) !== null
}

function startList(style: ListStyle): Command {
  return (state, dispatch, view) => {
    const type = nodeType(state.schema, style === 'bullet' ? 'bulletList' : 'orderedList')
    const wrap = wrapInList(type, style === 'bullet' ? null : { style })
    if (state.selection.$from.parent.type.name === 'paragraph') return wrap(state, dispatch, view)
    return chain(turnInto('paragraph'), wrap)(state, dispatch, view)
  }
}

/**
 * Makes each of the selected blocks an item. The library's own does nothing inside a cell: it takes
 * any two blocks that both tolerate unknown ones for a list in a list.
 */
function wrapInList(type: NodeType, attrs: Attrs | null): Command {
  return (state, dispatch) => {
    const range = state.selection.$from.blockRange(state.selection.$to)
    const wrappers = range && findWrapping(range, type, attrs)
    if (range === null || !wrappers) return false
    if (dispatch === undefined) return true
    const tr = state.tr.wrap(range, wrappers)
    const itemDepth = wrappers.length - 1 - wrappers.findIndex((each) => each.type === type)
    let position = range.start + wrappers.length
    for (let index = range.startIndex; index < range.endIndex; index++) {
      if (index > range.startIndex && canSplit(tr.doc, position, itemDepth)) {
        tr.split(position, itemDepth)
        position += 2 * itemDepth
      }
      position += range.parent.child(index).nodeSize
    }
    dispatch(tr.scrollIntoView())
    return true
  }
}

/** The innermost list around the caret that is not outside a cell. */
function listAround(state: EditorState): { node: Node; position: number } | null {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth)
    if (node.type.name === 'bulletList' || node.type.name === 'orderedList') {
      return { node, position: $from.before(depth) }
    }
    if (node.type.spec.isolating === true) return null
  }
  return null
}

function styleOf(list: Node): ListStyle {
  if (list.type.name === 'bulletList') return 'bullet'
  const style: unknown = list.attrs['style']
  return style === 'letter' || style === 'roman' ? style : 'decimal'
}

function isEmptyItem(state: EditorState): boolean {
  const { $from } = state.selection
  return $from.parent.content.size === 0 && $from.node(-1).type.name === 'listItem'
}
