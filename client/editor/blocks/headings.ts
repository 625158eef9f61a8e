import type { Command } from '@tiptap/pm/state'
import { isIn, turnInto } from './text-block.ts'

/** Makes the block a heading of this level, or a paragraph again if it is one already. */
export function toggleHeading(level: number): Command {
  return (state, dispatch, view) => {
    if (isIn(state, 'heading', { level })) return turnInto('paragraph')(state, dispatch, view)
    const { parent } = state.selection.$from
    const number: unknown = parent.type.name === 'heading' ? parent.attrs['number'] : null
    return turnInto('heading', { level, number })(state, dispatch, view)
  }
}

/** Numbers the heading automatically, or takes its number away. */
export const toggleHeadingNumber: Command = (state, dispatch) => {
  const { $from } = state.selection
  if ($from.parent.type.name !== 'heading') return false
  const number = $from.parent.attrs['number'] === null ? '' : null
  dispatch?.(state.tr.setNodeAttribute($from.before(), 'number', number))
  return true
}
