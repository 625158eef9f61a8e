import { ShortcutsDialog } from '../../components/shortcuts-dialog.tsx'
import type { ShortcutGroup } from '../../components/shortcuts-dialog.tsx'
import type { EditorAction } from '../action.ts'
import { ACTIONS } from '../actions.ts'
import { keysInWords } from '../shortcut.ts'

/** Keys that are not actions of their own. */
const OTHER_KEYS: ShortcutGroup = {
  title: 'In the text',
  shortcuts: [
    { keys: '/', does: 'Add a heading, table and more' },
    { keys: 'Alt+F10', does: 'To the writing tools' },
    { keys: 'Esc, then Tab', does: 'Leave the text' },
    { keys: 'Tab, Shift+Tab', does: 'Next or previous cell of a table' },
    { keys: 'Enter', does: 'New line in a cell' },
    { keys: 'Shift+Enter', does: 'Line break' },
  ],
}

/** Every key there is. Opens with ? outside the text and Ctrl+/ anywhere. */
export function HelpPrompt({ onClose }: { onClose: () => void }) {
  const shortcuts = ACTIONS.flatMap((action) =>
    action.keys === undefined ? [] : [{ keys: keysInWords(action.keys), does: nameOf(action) }],
  )
  const groups = [OTHER_KEYS, { title: 'Actions', shortcuts }]
  return <ShortcutsDialog isOpen onClose={onClose} groups={groups} size="large" />
}

/** In its menu "Move up" is clear; in a list of everything it needs its row. */
function nameOf({ label, offers }: EditorAction): string {
  return offers.includes('row') ? `Row: ${label.charAt(0).toLowerCase()}${label.slice(1)}` : label
}
