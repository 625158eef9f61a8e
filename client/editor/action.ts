import type { Command, EditorState } from '@tiptap/pm/state'
import type { IconName } from '../components/icons.tsx'
import { toggleHeading } from './blocks/headings.ts'
import { listStyleAt, toggleList } from './blocks/lists.ts'
import { isIn } from './blocks/text-block.ts'
import { hasMark, toggleMark } from './marks.ts'

/** Where an action is offered. */
export type Offer =
  | 'history'
  | 'style'
  | 'mark'
  | 'list'
  | 'insert'
  | 'number'
  | 'row'
  | 'group'
  | 'column'
  | 'actionTable'
  | 'table'
  | 'page'

/** One thing a person can do: the source of the toolbar, the menus, the keys and the help. */
export interface EditorAction {
  id: string
  label: string
  offers: readonly Offer[]
  run: Command
  icon?: IconName
  /** As ProseMirror names keys: 'Mod-b'. */
  keys?: string
  /** Other words people look for it by. */
  words?: string
  about?: string
  isDanger?: boolean
  /** Said when it is done, with an offer to undo. */
  done?: string
  isPossible: (state: EditorState) => boolean
  isActive?: (state: EditorState) => boolean
}

export function action(
  id: string,
  label: string,
  offers: readonly Offer[],
  run: Command,
  more: Partial<EditorAction> = {},
): EditorAction {
  return { id, label, offers, run, isPossible: (state) => run(state), ...more }
}

export function heading(level: number, label: string): EditorAction {
  return action(`heading${level}`, label, ['style', 'insert'], toggleHeading(level), {
    icon: 'heading',
    keys: `Mod-Alt-${level}`,
    words: `heading ${level}`,
    isActive: (state) => isIn(state, 'heading', { level }),
  })
}

export function mark(name: string, label: string, keys: string, icon?: IconName): EditorAction {
  return action(name, label, ['mark'], toggleMark(name), {
    icon,
    keys,
    isActive: (state) => hasMark(state, name),
  })
}

export function list(
  style: 'bullet' | 'decimal' | 'letter',
  label: string,
  keys: string,
  icon?: IconName,
): EditorAction {
  return action(`list-${style}`, label, ['list', 'insert'], toggleList(style), {
    icon,
    keys,
    words: 'list bullets',
    isActive: (state) => listStyleAt(state) === style,
  })
}
