import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ACTIONS, keysInWords } from '../actions.ts'
import type { EditorAction } from '../actions.ts'

/** Keys that are not actions of their own. */
const OTHER_KEYS: readonly [label: string, keys: string][] = [
  ['Add a heading, table and more', '/'],
  ['To the writing tools', 'Alt+F10'],
  ['Leave the text', 'Esc, then Tab'],
  ['Next or previous cell of a table', 'Tab, Shift+Tab'],
  ['New line in a cell', 'Enter'],
  ['Line break', 'Shift+Enter'],
]

/** Every key there is. Opens with ? outside the text and Ctrl+/ anywhere. */
export function HelpPrompt({ onClose }: { onClose: () => void }) {
  const actions = ACTIONS.filter((action) => action.keys !== undefined)
  return (
    <Dialog
      title="Keyboard shortcuts"
      isOpen
      onClose={onClose}
      size="large"
      actions={
        <Button kind="primary" onPress={onClose}>
          Close
        </Button>
      }
    >
      <dl className="shortcuts">
        {[
          ...OTHER_KEYS,
          ...actions.map((action) => [nameOf(action), keysInWords(action.keys ?? '')] as const),
        ].map(([label, keys]) => (
          <div key={`${label} ${keys}`}>
            <dt>{label}</dt>
            <dd>
              <kbd>{keys}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

/** In its menu "Move up" is clear; in a list of everything it needs its row. */
function nameOf({ label, offers }: EditorAction): string {
  return offers.includes('row') ? `Row: ${label.charAt(0).toLowerCase()}${label.slice(1)}` : label
}
