import { lazy, Suspense, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { ButtonContext } from 'react-aria-components/Button'
import type { IconName } from './icons.tsx'

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

/** What React Aria tells of a key pressed on a button. */
interface ButtonKey {
  key: string
  preventDefault: () => void
  continuePropagation: () => void
}

/** The list is fetched when somebody is about to open one: no page needs it to show itself. */
const loadList = () => import('./menu-list.tsx')
const MenuList = lazy(async () => ({ default: (await loadList()).MenuList }))

/** Choices that open from a button: arrows, first letters, Escape. */
export function Menu({ label, trigger, groups, ...from }: MenuProps) {
  const [isOpenHere, setOpenHere] = useState(false)
  const isOpen = from.isOpen ?? isOpenHere
  const setOpen = (open: boolean) => {
    setOpenHere(open)
    from.onOpenChange?.(open)
    if (!open) requestAnimationFrame(keepFocus)
  }
  const button = useRef<HTMLButtonElement>(null)
  // React Aria leads back to the button it opened from, which a page that has come has replaced.
  const keepFocus = () => {
    if (document.activeElement === document.body) button.current?.focus({ preventScroll: true })
  }
  const prepare = () => void loadList()
  const context = {
    ref: button,
    'aria-haspopup': 'menu' as const,
    'aria-expanded': isOpen,
    isPressed: isOpen,
    onPress: () => setOpen(!isOpen),
    onHoverStart: prepare,
    onFocus: prepare,
    onKeyDown: (event: ButtonKey) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') {
        event.continuePropagation() // React Aria keeps keys to itself where one listens
        return
      }
      event.preventDefault()
      setOpen(true)
    },
  }
  return (
    <>
      <ButtonContext.Provider value={context}>{trigger}</ButtonContext.Provider>
      {isOpen && (
        <Suspense>
          <MenuList label={label} groups={groups} button={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
