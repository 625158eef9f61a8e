import { useEffect } from 'react'
import type { ReactNode } from 'react'

export interface MainPartProps {
  /** Of the page, for the window's title. */
  title: string
  children: ReactNode
  className?: string
}

/** The `main` of a page: where the skip link leads and where focus goes after a change of page. */
export function MainPart({ title, children, className }: MainPartProps) {
  useEffect(() => {
    document.title = title === 'Folkmoot' ? title : `${title} · Folkmoot`
  }, [title])
  return (
    <main id="main" tabIndex={-1} className={className}>
      {children}
    </main>
  )
}
