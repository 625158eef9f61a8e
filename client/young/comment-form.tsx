import { useState } from 'react'
import type { FormEvent } from 'react'
import { PersonalHint } from './personal-hint.tsx'

export interface CommentFormProps {
  label: string
  submitLabel: string
  start?: string
  people: number
  onPeople: (people: number) => void
  onSend: (words: string, mayQuote: boolean) => void
}

/** A box for words, the hint on personal data, and how many people say it. */
export function CommentForm(props: CommentFormProps) {
  const { label, submitLabel, start = '', people, onPeople, onSend } = props
  const [words, setWords] = useState(start)
  const [mayQuote, setMayQuote] = useState(false)
  const isEmpty = words.trim() === '' || words === start
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!isEmpty) onSend(words.trim(), mayQuote)
  }
  return (
    <form onSubmit={handleSubmit}>
      <label className="field">
        <span>{label}</span>
        <textarea
          rows={4}
          maxLength={4000}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      <PersonalHint text={words} onChange={setWords} />
      {start === '' && (
        <label className="may-quote">
          <input
            type="checkbox"
            checked={mayQuote}
            onChange={(event) => setMayQuote(event.target.checked)}
          />
          <span>You may show my words to everybody, without my name</span>
        </label>
      )}
      <div className="send-row">
        <label className="people">
          <span>There are</span>
          <input
            type="number"
            inputMode="numeric"
            min={1}
            max={200}
            value={people}
            onChange={(event) =>
              onPeople(Math.min(200, Math.max(1, Math.round(Number(event.target.value)) || 1)))
            }
          />
          <span>of us</span>
        </label>
        <button type="submit" className="main-button" disabled={isEmpty}>
          {submitLabel}
        </button>
      </div>
    </form>
  )
}
