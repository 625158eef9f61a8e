import type { ReactNode } from 'react'
import './drop-sign.css'

/** Over the whole page while a file is held above it: what letting go does. */
export function DropSign({ children }: { children: ReactNode }) {
  return <p className="drop-sign">{children}</p>
}
