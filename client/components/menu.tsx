import type { ReactElement } from 'react'
import {
  Keyboard,
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Text,
} from 'react-aria-components/Menu'
import { Icon } from './icons.tsx'
import type { IconName } from './icons.tsx'
import './menu.css'

export interface MenuAction {
  id: string
  label: string
  onAction: () => void
  icon?: IconName
  /** As people read it, for example "Ctrl+Z". */
  shortcut?: string
  /** A second line that explains. */
  about?: string
  isDanger?: boolean
  isDisabled?: boolean
}

export interface MenuProps {
  /** What the list of choices is about, for people who hear it. */
  label: string
  /** A Button or IconButton; the menu opens from it. */
  trigger: ReactElement
  /** Groups of choices, parted by a line. A function is asked each time the menu opens. */
  groups: MenuGroups | (() => MenuGroups)
  /** Given where something else than the trigger opens it too. */
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
}

export type MenuGroups = readonly (readonly MenuAction[])[]

/** Choices that open from a button: arrows, first letters, Escape. */
export function Menu({ label, trigger, groups, isOpen, onOpenChange }: MenuProps) {
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      <Popover className="menu-popover" placement="bottom end" offset={4}>
        <Choices label={label} groups={groups} />
      </Popover>
    </MenuTrigger>
  )
}

function Choices({ label, groups }: Pick<MenuProps, 'label' | 'groups'>) {
  const shown = typeof groups === 'function' ? groups() : groups
  return (
    <AriaMenu className="menu" aria-label={label}>
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
