import { useState } from 'react'
import type { Term, YoungItem, YoungSection } from '../../shared/consultations.ts'
import { VOTES, VOTE_WORDS } from '../../shared/votes.ts'
import type { Vote } from '../../shared/votes.ts'
import { CommentForm } from './comment-form.tsx'
import { Sheet } from './sheet.tsx'
import { WordPicker } from './word-picker.tsx'

export interface ItemSheetProps {
  section: YoungSection
  /** Null: the whole section. */
  item: YoungItem | null
  terms: readonly Term[]
  vote: Vote | null
  people: number
  mayComment: boolean
  onPeople: (people: number) => void
  onVote: (vote: Vote | null) => void
  onAskWord: (word: string) => void
  onSend: (words: { body: string; suggestion: string | null }) => void
  onClose: () => void
}

type Part = 'choose' | 'say' | 'suggest' | 'word'

/** What one can do with a part that was tapped. */
export function ItemSheet(props: ItemSheetProps) {
  const { section, item, terms, vote, people, mayComment } = props
  const { onPeople, onVote, onAskWord, onSend, onClose } = props
  const [part, setPart] = useState<Part>('choose')
  const text = item?.text ?? section.heading
  const isOpen = section.fixed === null && mayComment
  return (
    <Sheet title={item === null ? section.heading : 'What do you think?'} onClose={onClose}>
      {item !== null && <blockquote className="said">{text}</blockquote>}
      {section.fixed !== null && <p className="fixed">This cannot change: {section.fixed}</p>}
      {mayComment && (
        <div className="votes" role="group" aria-label="Agree or not">
          {VOTES.map((each) => (
            <button
              key={each}
              type="button"
              className="vote"
              aria-pressed={vote === each}
              onClick={() => onVote(vote === each ? null : each)}
            >
              {VOTE_WORDS[each]}
            </button>
          ))}
        </div>
      )}
      {part === 'choose' && (
        <div className="choices">
          {isOpen && (
            <button type="button" className="choice" onClick={() => setPart('say')}>
              Say more
            </button>
          )}
          {isOpen && item !== null && (
            <button type="button" className="choice" onClick={() => setPart('suggest')}>
              Suggest other words
            </button>
          )}
          <button type="button" className="choice" onClick={() => setPart('word')}>
            I don’t get a word
          </button>
        </div>
      )}
      {part === 'say' && (
        <CommentForm
          label="What do you want to say?"
          submitLabel="Send"
          people={people}
          onPeople={onPeople}
          onSend={(body) => onSend({ body, suggestion: null })}
        />
      )}
      {part === 'suggest' && (
        <CommentForm
          label="How would you write it?"
          submitLabel="Suggest"
          start={text}
          people={people}
          onPeople={onPeople}
          onSend={(words) => onSend({ body: '', suggestion: words })}
        />
      )}
      {part === 'word' && <WordPicker text={text} terms={terms} onAsk={onAskWord} />}
    </Sheet>
  )
}
