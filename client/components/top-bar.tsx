import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Mark } from './mark.tsx'
import { WorryLink } from './worry-link.tsx'
import './top-bar.css'

export interface TopBarProps {
  /** Where am I: the title of the page's subject. Nothing on the home page itself. */
  where?: ReactNode
  /** The stage or version of it. */
  stage?: ReactNode
  saveState?: ReactNode
  people?: ReactNode
  /** The one main thing to do here. */
  action?: ReactNode
  /** Menus at the far end; without any, the way to who can help. */
  menu?: ReactNode
}

/** The one bar of every page. Each slot may be empty; on small screens they fold onto two lines. */
export function TopBar({ where, stage, saveState, people, action, menu }: TopBarProps) {
  return (
    <header className="top-bar">
      <a className="skip-link" href="#main">
        Skip to the main part
      </a>
      <Link href="/" className="top-bar-home">
        <Mark />
        <span className="top-bar-name">Folkmoot</span>
        {where !== undefined && <span className="visually-hidden"> home</span>}
      </Link>
      {where !== undefined && <div className="top-bar-where">{where}</div>}
      {stage !== undefined && <div className="top-bar-stage">{stage}</div>}
      {saveState !== undefined && <div className="top-bar-save">{saveState}</div>}
      <div className="top-bar-end">
        {people}
        {action}
        {menu ?? <WorryLink />}
      </div>
    </header>
  )
}
