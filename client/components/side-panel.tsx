import { useEffect, useId, useRef } from 'react'
import type { ReactNode, RefObject } from 'react'
import { IconButton } from './icon-button.tsx'
import './side-panel.css'

export interface SidePanelProps {
  title: string
  closeLabel: string
  /** One of its own, for what differs. */
  className: string
  /** Beside the title. */
  tools?: ReactNode
  /** Given by who moves the focus; without it the title has it first. */
  head?: RefObject<HTMLHeadingElement | null>
  onClose: () => void
  children: ReactNode
}

/** Beside the text on wide screens, over its foot on small ones. Escape closes it. */
export function SidePanel(props: SidePanelProps) {
  const { title, closeLabel, className, tools, head, onClose, children } = props
  const id = useId()
  const panel = useRef<HTMLElement>(null)
  const ownHead = useRef<HTMLHeadingElement>(null)
  useEffect(() => ownHead.current?.focus(), [])
  useEffect(() => {
    // Not a handler of React, which would also hear the keys of a dialog that opened from here.
    const element = panel.current
    if (element === null) return
    const handleKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose()
    }
    element.addEventListener('keydown', handleKey)
    return () => element.removeEventListener('keydown', handleKey)
  }, [onClose])
  return (
    <aside ref={panel} className={`side-panel ${className}`} aria-labelledby={id}>
      <div className="side-panel-head">
        <h2 id={id} ref={head ?? ownHead} tabIndex={-1}>
          {title}
        </h2>
        {tools}
        <IconButton label={closeLabel} icon="close" onPress={onClose} />
      </div>
      {children}
    </aside>
  )
}
