import { useState } from 'react'
import type { FormEvent } from 'react'
import type { ModerateRequest } from '../../shared/comments/thread.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { TextField } from '../components/text-field.tsx'
import { partsOf, personalWords, wordsIn } from './take-out.ts'
import './take-out-dialog.css'

export interface TakeOutDialogProps {
  body: string
  /** The words that are suggested; '' where none are. */
  suggested: string
  onTakeOut: (request: ModerateRequest) => void
  onClose: () => void
}

/** Takes chosen words out of a comment and of the words it suggests, for good and with a reason. */
export function TakeOutDialog({ body, suggested, onTakeOut, onClose }: TakeOutDialogProps) {
  const [chosen, setChosen] = useState(() => personalWords(body))
  const [ofSuggested, setOfSuggested] = useState(() => personalWords(suggested))
  const [reason, setReason] = useState('It could tell who somebody is.')
  const [problem, setProblem] = useState<string>()
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '') return setProblem('Please say why: whoever wrote it reads it.')
    onTakeOut({
      moderation: 'shown',
      reason: reason.trim(),
      takeOut: partsOf(body, chosen),
      takeOutOfSuggestion: partsOf(suggested, ofSuggested),
    })
  }
  return (
    <Dialog title="Take words out" isOpen onClose={onClose} size="large">
      <form className="take-out" onSubmit={handleSubmit}>
        <p>
          Press the words to take out. They go for good; that something stood there still shows.
        </p>
        {body !== '' && (
          <Words label="The comment" text={body} chosen={chosen} onChange={setChosen} />
        )}
        {suggested !== '' && (
          <Words
            label="Suggested words"
            text={suggested}
            chosen={ofSuggested}
            onChange={setOfSuggested}
          />
        )}
        <TextField
          label="Why"
          value={reason}
          onChange={setReason}
          problem={problem}
          maxLength={500}
        />
        <div className="dialog-actions">
          <Button type="submit" kind="primary" isDisabled={chosen.size + ofSuggested.size === 0}>
            Take them out and show the rest
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface WordsProps {
  label: string
  text: string
  chosen: ReadonlySet<number>
  onChange: (chosen: Set<number>) => void
}

function Words({ label, text, chosen, onChange }: WordsProps) {
  return (
    <fieldset className="take-out-words">
      <legend>{label}</legend>
      {wordsIn(text).map((word) => (
        <button
          key={word.from}
          type="button"
          aria-pressed={chosen.has(word.from)}
          onClick={() => {
            const next = new Set(chosen)
            if (!next.delete(word.from)) next.add(word.from)
            onChange(next)
          }}
        >
          {word.text}
        </button>
      ))}
    </fieldset>
  )
}
