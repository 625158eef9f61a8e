import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'

export interface SheetProps {
  title: string
  onClose: () => void
  children: ReactNode
}

/** A sheet from below, a dialog of the browser: Escape and a tap outside close it. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog ref={dialog} className="sheet" aria-label={title} onClose={onClose} closedby="any">
      <div className="sheet-inside">
        <header className="sheet-head">
          <h2>{title}</h2>
          <button type="button" className="plain-button" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
