import { useLocation } from 'wouter'
import { MainPart } from '../../components/main-part.tsx'
import { Mark } from '../../components/mark.tsx'
import { PersonForm } from './person-form.tsx'
import type { OwnSeat } from './seat.ts'
import './enter-page.css'

/** The card at the door: a name and a colour, nothing more. */
export function EnterPage({ onEnter }: { onEnter: (seat: OwnSeat) => void }) {
  const [path] = useLocation()
  return (
    <MainPart title="Folkmoot" className="enter">
      <div className="enter-card">
        <p className="enter-name">
          <Mark size={36} /> Folkmoot
        </p>
        <h1>What should people call you?</h1>
        <p className="enter-lead">
          Others see your name and colour beside the words you are working on. You can change both
          later.
          {path !== '/' && ' Then you go straight to the page your link leads to.'}
        </p>
        <PersonForm submitLabel="Come in" onDone={onEnter} />
      </div>
    </MainPart>
  )
}
