import type { Command, EditorState } from '@tiptap/pm/state'
import type { Target } from '../../../shared/comments/make-anchor.ts'
import { placeOf, rowAt } from '../action-table/shape.ts'
import { wishToComment } from './comments.ts'

/** What somebody with this selection wants to comment on: words, or the cell or block of the caret. */
function targetOf(state: EditorState): Target {
  const { from, to, empty, $from } = state.selection
  if (!empty && state.doc.textBetween(from, to, ' ').trim() !== '') return { on: 'words', from, to }
  const place = placeOf(state)
  if (place?.part === 'cell') return { on: 'cell', row: place.row.position, column: place.key }
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth)
    if (typeof node.attrs['id'] !== 'string') continue
    const isHeading = node.type.name === 'heading'
    return { on: isHeading ? 'section' : 'block', position: $from.before(depth) }
  }
  return { on: 'document' }
}

export const commentHere: Command = (state, dispatch, view) =>
  wishToComment(targetOf(state))(state, dispatch, view)

export const commentOnCell: Command = (state, dispatch, view) => {
  const place = placeOf(state)
  if (place?.part !== 'cell') return false
  const target: Target = { on: 'cell', row: place.row.position, column: place.key }
  return wishToComment(target)(state, dispatch, view)
}

export const commentOnRow: Command = (state, dispatch, view) => {
  const row = rowAt(state)?.row
  if (row === undefined) return false
  return wishToComment({ on: 'row', position: row.position })(state, dispatch, view)
}
