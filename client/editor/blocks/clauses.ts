import type { Command, EditorState } from '@tiptap/pm/state'
import { isIn, splitInto, turnInto } from './text-block.ts'

const DEEPEST = 3

export const toggleClause: Command = (state, dispatch, view) =>
  isIn(state, 'clause')
    ? turnInto('paragraph')(state, dispatch, view)
    : turnInto('clause', { level: 1, number: '' })(state, dispatch, view)

/** Enter: the next clause of the same level. In an empty clause: one level up, then out. */
export const nextClause: Command = (state, dispatch, view) => {
  const level = clauseLevel(state)
  if (level === null) return false
  const { $from, empty } = state.selection
  if ($from.parent.content.size === 0) {
    return level > 1
      ? changeClauseLevel(-1)(state, dispatch, view)
      : turnInto('paragraph')(state, dispatch, view)
  }
  if (empty && $from.parentOffset === 0) {
    dispatch?.(
      state.tr
        .insert($from.before(), $from.parent.type.create({ level, number: '' }))
        .scrollIntoView(),
    )
    return true
  }
  return splitInto('clause', { level, number: '' })(state, dispatch, view)
}

/** Tab and Shift-Tab: (a) below 1.1, (i) below (a), and back. Fails at the ends. */
export function changeClauseLevel(by: 1 | -1): Command {
  return (state, dispatch) => {
    const level = clauseLevel(state)
    if (level === null) return false
    const next = level + by
    if (next < 1 || next > DEEPEST) return true // the key has done its work: it does not leave
    dispatch?.(state.tr.setNodeAttribute(state.selection.$from.before(), 'level', next))
    return true
  }
}

/** Backspace at the start: a level up, then an ordinary paragraph, never joined at once. */
export const clauseBackwards: Command = (state, dispatch, view) => {
  const level = clauseLevel(state)
  const { $from, empty } = state.selection
  if (level === null || !empty || $from.parentOffset > 0) return false
  return level > 1
    ? changeClauseLevel(-1)(state, dispatch, view)
    : turnInto('paragraph')(state, dispatch, view)
}

/**
 * Gives the heading or clause at `position` a number: '' for automatic, null for none (headings
 * only), any other text as typed.
 */
export function setNumber(position: number, number: string | null): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(position)
    if (node === null || !isNumbered(node.type.name)) return false
    const value = number === null && node.type.name === 'clause' ? '' : number
    dispatch?.(state.tr.setNodeAttribute(position, 'number', value?.trim() ?? null))
    return true
  }
}

export function isNumbered(typeName: string): boolean {
  return typeName === 'heading' || typeName === 'clause'
}

function clauseLevel(state: EditorState): number | null {
  const { parent } = state.selection.$from
  const level: unknown = parent.attrs['level']
  return parent.type.name === 'clause' && typeof level === 'number' ? level : null
}
