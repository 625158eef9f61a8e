import type { RefObject } from 'react'
import {
  Keyboard,
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  Popover,
  Text,
} from 'react-aria-components/Menu'
import { Icon } from './icons.tsx'
import type { MenuAction, MenuProps } from './menu.tsx'
import './menu.css'

export interface MenuListProps extends Pick<MenuProps, 'label' | 'groups'> {
  /** Where it opens from, and where the focus goes back to. */
  button: RefObject<HTMLElement | null>
  onClose: () => void
}

/** The open list of a menu. */
export function MenuList({ label, groups, button, onClose }: MenuListProps) {
  return (
    <Popover
      className="menu-popover"
      aria-label={label}
      placement="bottom end"
      offset={4}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      triggerRef={button}
    >
      <Choices label={label} groups={groups} onClose={onClose} />
    </Popover>
  )
}

function Choices({ label, groups, onClose }: Omit<MenuListProps, 'button'>) {
  const shown = typeof groups === 'function' ? groups() : groups
  return (
    <AriaMenu className="menu" aria-label={label} autoFocus="first" onClose={onClose}>
      {shown
        .filter((group) => group.length > 0)
        .map((group) => (
          <MenuSection
            key={group.map((action) => action.id).join()}
            aria-label={label}
            className="menu-group"
          >
            {group.map((action) => (
              <Choice key={action.id} action={action} />
            ))}
          </MenuSection>
        ))}
    </AriaMenu>
  )
}

function Choice({ action }: { action: MenuAction }) {
  return (
    <MenuItem
      id={action.id}
      textValue={action.label}
      className={action.isDanger === true ? 'menu-item menu-item-danger' : 'menu-item'}
      isDisabled={action.isDisabled === true}
      onAction={action.onAction}
    >
      {action.icon !== undefined && <Icon name={action.icon} size={18} />}
      <span className="menu-words">
        <Text slot="label">{action.label}</Text>
        {action.about !== undefined && <Text slot="description">{action.about}</Text>}
      </span>
      {action.shortcut !== undefined && <Keyboard>{action.shortcut}</Keyboard>}
    </MenuItem>
  )
}
