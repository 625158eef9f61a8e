import { useState } from 'react'
import { Link } from 'wouter'
import { CONCERN_LIMITS } from '../../../shared/safety/limits.ts'
import type { Concern } from '../../../shared/safety/concerns.ts'
import { noteConcern } from '../../api-safety.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { momentInWords } from './moments.ts'

export interface ConcernViewProps {
  concern: Concern
  onChange: (concern: Concern) => void
  onClose: () => void
}

/** The exact words, what was done, and who has read them. */
export function ConcernView({ concern, onChange, onClose }: ConcernViewProps) {
  const { id, words, by, documentId, isIntact, hash, opened, notes, state } = concern
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const keep = (isSettled: boolean) => {
    setPending(true)
    setProblem(undefined)
    noteConcern(id, { words: note, isSettled })
      .then(
        (changed) => {
          setNote('')
          onChange(changed)
        },
        (failure: Error) => setProblem(failure.message),
      )
      .finally(() => setPending(false))
  }
  return (
    <article className="concern" aria-label="The concern">
      <blockquote>{words}</blockquote>
      <p>
        Reported by {by.name}
        {documentId !== null && (
          <>
            {' on '}
            <Link href={`/documents/${documentId}`}>a document</Link>
          </>
        )}
        .
      </p>
      {isIntact ? (
        <details>
          <summary>These are the exact words that were sent</summary>
          <p className="concern-hash">
            SHA-256 <code>{hash}</code>
          </p>
        </details>
      ) : (
        <Notice kind="problem">These words are not the ones that were sent.</Notice>
      )}
      <h3>What was done</h3>
      {notes.length === 0 && <p>Nothing is noted yet.</p>}
      <ol className="concern-log">
        {notes.map((each) => (
          <li key={each.at}>
            <span>
              {each.words} <span className="concern-by">({each.by})</span>
            </span>
            <time dateTime={each.at}>{momentInWords(each.at)}</time>
          </li>
        ))}
      </ol>
      <TextArea
        label="Note what was done"
        value={note}
        onChange={setNote}
        maxLength={CONCERN_LIMITS.note}
      />
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      <div className="concern-actions">
        <Button isDisabled={note.trim() === '' || isPending} onPress={() => keep(false)}>
          {state === 'settled' ? 'Keep the note and take it up again' : 'Keep the note'}
        </Button>
        <Button
          kind="primary"
          isDisabled={note.trim() === '' || isPending}
          onPress={() => keep(true)}
        >
          Keep it and settle
        </Button>
        <Button onPress={onClose}>Close</Button>
      </div>
      <h3>Who has opened it</h3>
      <ol className="concern-log" aria-label="Who has opened it">
        {opened.map((each) => (
          <li key={each.at}>
            {each.by} <time dateTime={each.at}>{momentInWords(each.at)}</time>
          </li>
        ))}
      </ol>
    </article>
  )
}
