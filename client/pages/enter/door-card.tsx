import type { ReactNode } from 'react'
import { MainPart } from '../../components/main-part.tsx'
import { WorryLink } from '../../components/worry-link.tsx'
import { Mark } from '../../components/mark.tsx'
import './enter-page.css'

export interface DoorCardProps {
  title: string
  children: ReactNode
  /** False on the page that is about worries itself. */
  hasWorry?: boolean
}

/** The card at the door. */
export function DoorCard({ title, children, hasWorry = true }: DoorCardProps) {
  return (
    <MainPart title="Folkmoot" className="enter">
      <div className="enter-card">
        <p className="enter-name">
          <Mark size={36} /> Folkmoot
        </p>
        <h1>{title}</h1>
        {children}
        {hasWorry && <WorryLink />}
      </div>
    </MainPart>
  )
}
