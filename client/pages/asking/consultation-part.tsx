import { useState } from 'react'
import type { Consultation, ConsultationState } from '../../../shared/consultations.ts'
import { LEVEL_WORDS } from '../../../shared/young/words.ts'
import { settleConsultation } from '../../api-asking.ts'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { showToast } from '../../components/toast.tsx'
import { ConsultationDialog } from './consultation-dialog.tsx'
import type { Asking } from './use-asking.ts'
import { WallNotesDialog } from './wall-notes-dialog.tsx'

const STATES: Record<ConsultationState, string> = {
  planned: 'Planned',
  open: 'Open',
  closed: 'Closed',
  answered: 'Answers are out',
}

export interface ConsultationPartProps {
  asking: Asking
  onChange: () => void
}

/** The consultations of a document: starting one, changing it, closing it. */
export function ConsultationPart({ asking, onChange }: ConsultationPartProps) {
  const { document, consultations } = asking
  const [edited, setEdited] = useState<Consultation | 'new' | null>(null)
  const [isTyping, setTyping] = useState(false)
  const settle = (id: string, to: 'closed' | 'answered') => {
    settleConsultation(document.id, id, to).then(onChange, (failure: Error) =>
      showToast({ words: failure.message, kind: 'problem' }),
    )
  }
  return (
    <section className="asking-section" aria-label="Consultations">
      <div className="asking-actions">
        <Button kind="primary" icon="plus" onPress={() => setEdited('new')}>
          Ask people
        </Button>
        <Button onPress={() => setTyping(true)}>Type in wall notes</Button>
      </div>
      {consultations.length === 0 && (
        <p className="lead">
          Nobody is being asked about this document yet. Say what people can change, until when, and
          when they hear back; they read it on their phones.
        </p>
      )}
      <ul className="asking-list">
        {consultations.map((each) => (
          <li key={each.id} className="asking-entry">
            <h2>
              {each.title}{' '}
              <Chip tone={each.state === 'open' ? 'moot' : 'plain'}>{STATES[each.state]}</Chip>
            </h2>
            <p>
              {LEVEL_WORDS[each.level].name}, {each.opensOn} to {each.closesOn}. People hear back by{' '}
              {each.hearBackOn}.
            </p>
            <p>They can change: {each.canChange}</p>
            {each.announced && (
              <p>
                Everybody finds it on <a href="/p">the public page</a>: {each.announced.who}.
              </p>
            )}
            <div className="asking-actions">
              <Button onPress={() => setEdited(each)}>Change</Button>
              {each.state === 'open' && (
                <Button onPress={() => settle(each.id, 'closed')}>Close it now</Button>
              )}
              {each.state === 'closed' && (
                <Button onPress={() => settle(each.id, 'answered')}>The answers are out</Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {edited !== null && (
        <ConsultationDialog
          asking={asking}
          before={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onDone={() => {
            setEdited(null)
            onChange()
          }}
        />
      )}
      {isTyping && (
        <WallNotesDialog
          asking={asking}
          onClose={() => setTyping(false)}
          onDone={() => {
            setTyping(false)
            onChange()
          }}
        />
      )}
    </section>
  )
}
