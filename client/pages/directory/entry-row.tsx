import type { KeyboardEvent } from 'react'
import type { Entry } from '../../../shared/directory/model.ts'
import { Chip } from '../../components/chip.tsx'
import { Icon } from '../../components/icons.tsx'
import type { DirectoryView } from './directory-view.ts'
import { factsOf, sayQuestion } from './words.ts'
import './entry-row.css'

export interface EntryRowProps {
  entry: Entry
  view: DirectoryView
  /** Null: one may only read. */
  onOpen: (() => void) | null
  onShowQuestions: () => void
}

/** A name, what is known, and what is to settle about it. The name opens the entry. */
export function EntryRow({ entry, view, onOpen, onShowQuestions }: EntryRowProps) {
  const facts = factsOf(entry, view)
  const questions = onOpen === null ? [] : (view.questionsOf.get(entry.id) ?? [])
  const letters = entry.noun === 'person' && entry.initials !== '' ? [entry.initials] : []
  return (
    <div className="entry-row">
      <p className="entry-row-head">
        {onOpen === null ? (
          <span className="entry-row-name">{entry.name}</span>
        ) : (
          <button
            type="button"
            className="entry-row-name"
            data-entry={entry.id}
            onClick={onOpen}
            onKeyDown={handleArrows}
          >
            {entry.name}
          </button>
        )}
        {[...letters, ...entry.aliases].map((letters) => (
          <Chip key={letters}>{letters}</Chip>
        ))}
      </p>
      <p className="entry-row-facts">
        {facts.map((fact) => (
          <span key={fact}>{fact} </span>
        ))}
      </p>
      {questions.map((question) => (
        <p key={question.key} className="entry-row-question">
          <Icon name="warning" size={18} />
          <button type="button" onClick={onShowQuestions}>
            {sayQuestion(question, view)}
          </button>
        </p>
      ))}
    </div>
  )
}

/** The names on the page that open an entry, in the order they are read. */
export function entryButtons(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('button.entry-row-name')]
}

/** Up and Down go from name to name. */
function handleArrows(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const buttons = entryButtons()
  const at = buttons.indexOf(event.currentTarget)
  const next = buttons[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
