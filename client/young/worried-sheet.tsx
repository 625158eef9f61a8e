import { useState } from 'react'
import type { FormEvent } from 'react'
import type { ReportConcernResponse } from '../../shared/safety/concerns.ts'
import { HELPERS } from '../../shared/young/words.ts'
import { reportConcern } from '../api-asking.ts'
import { newKey } from '../comments/keys.ts'
import { Sheet } from './sheet.tsx'

export interface WorriedSheetProps {
  documentId: string
  onClose: () => void
}

/** Something is wrong: who can help stands first, then a way to tell the people who keep others safe. */
export function WorriedSheet({ documentId, onClose }: WorriedSheetProps) {
  const [words, setWords] = useState('')
  const [key] = useState(newKey)
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const [told, setTold] = useState<ReportConcernResponse>()

  async function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (words.trim() === '' || isPending) return
    setPending(true)
    setProblem(undefined)
    try {
      setTold(await reportConcern({ words, documentId, thread: null, key }))
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure))
    }
    setPending(false)
  }

  return (
    <Sheet title="Something is wrong, or I’m worried" onClose={onClose}>
      <ul className="helpers">
        {HELPERS.map(({ name, how, about }) => (
          <li key={how}>
            <a href={`tel:${how.replaceAll(' ', '')}`}>
              {name}: {how}
            </a>
            <span>{about}</span>
          </li>
        ))}
      </ul>
      {told === undefined ? (
        <form onSubmit={handleSubmit}>
          <label className="field">
            <span>Tell the people here who keep others safe. Nobody else reads it.</span>
            <textarea
              rows={4}
              maxLength={4000}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </label>
          {problem !== undefined && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
          <button type="submit" className="main-button" disabled={words.trim() === '' || isPending}>
            Tell them
          </button>
        </form>
      ) : (
        <output className="done">
          Thank you for telling us. The people who keep others safe will read it. If it cannot wait,
          ring one of the numbers above.
        </output>
      )}
    </Sheet>
  )
}
