import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { IconButton } from './icon-button.tsx'
import './dialog.css'

export interface DialogProps {
  title: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  /** Buttons at the foot; the last one is the main one. */
  actions?: ReactNode
  size?: 'small' | 'large'
  /** False while leaving would lose work: Escape and a press outside do nothing. */
  mayDismiss?: boolean
  role?: 'dialog' | 'alertdialog'
}

/** A question in front of the page: keeps focus inside and gives it back. A sheet on small screens. */
export function Dialog(props: DialogProps) {
  const {
    title,
    isOpen,
    onClose,
    children,
    actions,
    size = 'small',
    mayDismiss = true,
    role,
  } = props
  const body = useRef<HTMLElement>(null)
  // React Aria waits for the end of all transitions before it focuses what a chosen file opens, and
  // what had the focus may go with a step of the dialog: Escape is heard only where the focus is.
  useEffect(() => {
    if (!isOpen) return
    const frame = requestAnimationFrame(() => {
      const at = document.activeElement
      // Not where something else lies open in front of it.
      const isLost = at === null || at === document.body || at.closest('[inert]') !== null
      if (isLost) body.current?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  })
  return (
    <ModalOverlay
      className="dialog-overlay"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable={mayDismiss}
      isKeyboardDismissDisabled={!mayDismiss}
    >
      <Modal className={`dialog dialog-${size}`}>
        <AriaDialog ref={body} className="dialog-body" role={role ?? 'dialog'}>
          <div className="dialog-head">
            <Heading slot="title">{title}</Heading>
            {mayDismiss && <IconButton label="Close" icon="close" onPress={onClose} />}
          </div>
          <div className="dialog-content">{children}</div>
          {actions !== undefined && <div className="dialog-actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
