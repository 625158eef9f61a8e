import { wrapIn } from '@tiptap/pm/commands'
import { TextSelection } from '@tiptap/pm/state'
import type { Command } from '@tiptap/pm/state'
import { lift } from '@tiptap/pm/commands'
import { chain } from '../chain.ts'
import { nodeType } from '../node-types.ts'
import { isIn, paragraphAfter, turnInto } from './text-block.ts'

/** A quote with a line for who said it, or back to plain paragraphs. */
export const toggleQuote: Command = (state, dispatch, view) => {
  if (isIn(state, 'quote')) return lift(state, dispatch)
  return chain(...asParagraphs(state), wrapIn(nodeType(state.schema, 'quote')), addAttribution)(
    state,
    dispatch,
    view,
  )
}

/** A box that stands out, or back to plain blocks. */
export const toggleCallout: Command = (state, dispatch, view) => {
  if (isIn(state, 'callout')) return lift(state, dispatch)
  return chain(...asParagraphs(state), wrapIn(nodeType(state.schema, 'callout')))(
    state,
    dispatch,
    view,
  )
}

/** Enter in the line of who said it leaves the quote. */
export const leaveAttribution: Command = (state, dispatch, view) => {
  const { $from } = state.selection
  if ($from.parent.type.name !== 'attribution') return false
  return paragraphAfter($from.depth - 1)(state, dispatch, view)
}

const addAttribution: Command = (state, dispatch) => {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name !== 'quote') continue
    const tr = state.tr.insert($from.end(depth), nodeType(state.schema, 'attribution').create())
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, $from.pos)))
    return true
  }
  return false
}

function asParagraphs(state: Parameters<Command>[0]): Command[] {
  return turnInto('paragraph')(state) ? [turnInto('paragraph')] : []
}
