import type { Editor } from '@tiptap/core'
import type { MenuAction } from '../components/menu.tsx'
import type { EditorAction, Offer } from './action.ts'
import { actionsFor } from './actions.ts'
import { columnAt, hiddenColumns, showColumn } from './action-table/columns.ts'
import { moveRowToGroup } from './action-table/rows.ts'
import { groupsOf, placeOf, titleOf } from './action-table/shape.ts'
import { rowAtCaret, wantProgress } from './delivery/marks.ts'
import { focusText, perform, run } from './perform.ts'
import { shortcutOf } from './shortcut.ts'

export type TablePart = 'row' | 'group' | 'column'

/** The choices for a row, group or column, the same from its handle and from the toolbar. */
export function tableMenu(editor: Editor, part: TablePart): MenuAction[][] {
  const actions = menuOf(editor, part)
  const safe = actions.filter((action) => action.isDanger !== true)
  const danger = actions.filter((action) => action.isDanger === true)
  if (part === 'row') return [progressOf(editor), safe, moveToGroup(editor), danger]
  if (part === 'column') return [safe, showHidden(editor), danger]
  return [safe, [...danger, ...menuOf(editor, 'actionTable')]]
}

export function menuOf(editor: Editor, offer: Offer): MenuAction[] {
  return actionsFor(offer).map((action) => asChoice(editor, action))
}

export function asChoice(editor: Editor, action: EditorAction): MenuAction {
  return {
    id: action.id,
    label: action.label,
    icon: action.icon,
    about: action.about,
    shortcut: shortcutOf(action),
    isDanger: action.isDanger,
    isDisabled: !action.isPossible(editor.state),
    onAction: () => perform(editor, action),
  }
}

function progressOf(editor: Editor): MenuAction[] {
  const row = rowAtCaret(editor.state)
  if (row === null) return []
  return [
    {
      id: 'progress',
      label: 'Progress',
      about: 'Status, note, revised date and what was changed',
      icon: 'check',
      onAction: () => wantProgress(editor.view, row),
    },
  ]
}

function moveToGroup(editor: Editor): MenuAction[] {
  const place = placeOf(editor.state)
  if (place === null) return []
  const groups = groupsOf(place.table)
  if (groups.length < 2) return []
  return groups.map((group, index) => {
    const words = titleOf(group)?.node.textContent ?? ''
    return {
      id: `toGroup${index}`,
      label: `Move to ${words === '' ? `group ${index + 1}` : shortened(words)}`,
      icon: 'arrowRight',
      isDisabled: !moveRowToGroup(index)(editor.state),
      onAction: () => {
        run(editor, moveRowToGroup(index))
        focusText(editor)
      },
    }
  })
}

function showHidden(editor: Editor): MenuAction[] {
  if (columnAt(editor.state) === null) return []
  return hiddenColumns(editor.state).map((column) => ({
    id: `show-${column.key}`,
    label: `Show ${column.heading === '' ? 'the hidden column' : shortened(column.heading)}`,
    onAction: () => {
      run(editor, showColumn(column.key))
      focusText(editor)
    },
  }))
}

function shortened(words: string): string {
  return words.length > 40 ? `${words.slice(0, 38)}…` : words
}
