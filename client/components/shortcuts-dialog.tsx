import { Dialog } from './dialog.tsx'
import './shortcuts-dialog.css'

export interface ShortcutGroup {
  title: string
  /** Keys as people read them: "Ctrl+B", "?". */
  shortcuts: readonly { keys: string; does: string }[]
}

export interface ShortcutsDialogProps {
  isOpen: boolean
  onClose: () => void
  groups: readonly ShortcutGroup[]
  /** Given where keys act on their own: the switch for them. */
  size?: 'large'
  singleKeys?: { isOn: boolean; onSwitch: (isOn: boolean) => void }
}

/** All shortcuts of the page one is on. */
export function ShortcutsDialog({
  isOpen,
  onClose,
  groups,
  size,
  singleKeys,
}: ShortcutsDialogProps) {
  return (
    <Dialog title="Keyboard shortcuts" isOpen={isOpen} onClose={onClose} size={size}>
      {groups.map((group) => (
        <section key={group.title} className="shortcuts">
          <h3>{group.title}</h3>
          <dl>
            {group.shortcuts.map(({ keys, does }) => (
              <div key={keys}>
                <dt>
                  <kbd>{keys}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {singleKeys !== undefined && (
        <label className="shortcuts-switch">
          <input
            type="checkbox"
            checked={singleKeys.isOn}
            onChange={(event) => singleKeys.onSwitch(event.target.checked)}
          />
          Single keys act on their own on this device
        </label>
      )}
    </Dialog>
  )
}
