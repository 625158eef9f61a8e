import { useState } from 'react'
import type { Consultation } from '../../../shared/consultations.ts'
import { LEVEL_WORDS } from '../../../shared/young/words.ts'
import { wordsOfDate } from '../../../shared/reading/edtf.ts'
import { settleConsultation } from '../../api-asking.ts'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { showToast } from '../../components/toast.tsx'
import { WordDialog } from '../versions/word-dialog.tsx'
import { ConsultationDialog } from './consultation-dialog.tsx'
import { openThreads } from './open-threads.ts'
import { promiseOf } from './promise.ts'
import { CONSULTATION_STATE_WORDS } from './state-words.ts'
import type { Asking } from './use-asking.ts'
import { WallNotesDialog } from './wall-notes-dialog.tsx'

export interface ConsultationPartProps {
  asking: Asking
  onChange: () => void
}

/** The consultations of a document: starting one, changing it, closing it. */
export function ConsultationPart({ asking, onChange }: ConsultationPartProps) {
  const { document, consultations } = asking
  const [edited, setEdited] = useState<Consultation | 'new' | null>(null)
  const [isTyping, setTyping] = useState(false)
  const [ending, setEnding] = useState<Consultation | null>(null)
  const waitingIn = (id: string) =>
    openThreads(asking.threads.threads).unanswered.filter(({ consultation }) => consultation === id)
      .length
  const settle = (id: string, to: 'closed' | 'answered') => {
    settleConsultation(document.id, id, { to, reason: '' }).then(onChange, (failure: Error) =>
      showToast({ words: failure.message, kind: 'problem' }),
    )
  }
  const end = (each: Consultation) =>
    waitingIn(each.id) === 0 ? settle(each.id, 'answered') : setEnding(each)
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
              <Chip tone={each.state === 'open' ? 'moot' : 'plain'}>
                {CONSULTATION_STATE_WORDS[each.state]}
              </Chip>
            </h2>
            <p>
              {LEVEL_WORDS[each.level].name}, {wordsOfDate(each.opensOn)} to{' '}
              {wordsOfDate(each.closesOn)}. People hear back by {wordsOfDate(each.hearBackOn)}.
            </p>
            <p>They can change: {each.canChange}</p>
            {each.announced && (
              <p>
                Everybody finds it on <a href="/p">the public page</a>: {each.announced.who}.
              </p>
            )}
            {each.state !== 'planned' && each.wentOn === null && (
              <p className="asking-by">{promiseOf(each, waitingIn(each.id))}</p>
            )}
            {each.wentOn !== null && each.wentOn.count > 0 && (
              <p>
                Ended with {each.wentOn.count} without an answer, because: {each.wentOn.reason}
              </p>
            )}
            <div className="asking-actions">
              <Button onPress={() => setEdited(each)}>Change</Button>
              {each.state === 'open' && (
                <Button onPress={() => settle(each.id, 'closed')}>Close it now</Button>
              )}
              {each.state === 'closed' && (
                <Button onPress={() => end(each)}>The answers are out</Button>
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
      <WordDialog
        title="The answers are out"
        about={`Comments without an answer: ${ending === null ? 0 : waitingIn(ending.id)}. Answer them first, or say why it ends without; everybody reads the reason.`}
        label="Why it ends without"
        words=""
        action="The answers are out"
        isOpen={ending !== null}
        onClose={() => setEnding(null)}
        onSubmit={async (reason) => {
          if (ending === null) return
          await settleConsultation(document.id, ending.id, { to: 'answered', reason })
          setEnding(null)
          onChange()
        }}
      />
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
