import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'
import type { IconName } from './icons.tsx'
import './notice.css'

export type NoticeKind = 'info' | 'warn' | 'problem'

const ICONS: Record<NoticeKind, IconName> = { info: 'info', warn: 'warning', problem: 'warning' }

export interface NoticeProps {
  kind: NoticeKind
  children: ReactNode
  title?: string
  actions?: ReactNode
}

/** Words set apart from the page. A problem is read out at once, the others are found in passing. */
export function Notice({ kind, title, children, actions }: NoticeProps) {
  return (
    <div className={`notice notice-${kind}`} role={kind === 'problem' ? 'alert' : undefined}>
      <Icon name={ICONS[kind]} />
      <div className="notice-words">
        {title !== undefined && <p className="notice-title">{title}</p>}
        {typeof children === 'string' ? <p>{children}</p> : children}
      </div>
      {actions !== undefined && <div className="notice-actions">{actions}</div>}
    </div>
  )
}
