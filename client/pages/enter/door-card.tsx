import type { ReactNode } from 'react'
import { MainPart } from '../../components/main-part.tsx'
import { Mark } from '../../components/mark.tsx'
import './enter-page.css'

/** The card at the door. */
export function DoorCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <MainPart title="Folkmoot" className="enter">
      <div className="enter-card">
        <p className="enter-name">
          <Mark size={36} /> Folkmoot
        </p>
        <h1>{title}</h1>
        {children}
      </div>
    </MainPart>
  )
}
