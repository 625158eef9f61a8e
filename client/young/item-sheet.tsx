import { useState } from 'react'
import type { Term, YoungItem, YoungSection } from '../../shared/consultations.ts'
import { VOTES, VOTE_WORDS } from '../../shared/young/words.ts'
import type { Vote } from '../../shared/young/words.ts'
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
  onSend: (words: { body: string; suggestion: string | null; mayQuote: boolean }) => void
  onClose: () => void
}

type Part = 'say' | 'suggest' | 'word'

/** What one can do with a part that was tapped. */
export function ItemSheet(props: ItemSheetProps) {
  const { section, item, terms, vote, people, mayComment } = props
  const { onPeople, onVote, onAskWord, onSend, onClose } = props
  const isOpen = section.fixed === null && mayComment
  const [part, setPart] = useState<Part>(isOpen ? 'say' : 'word')
  const text = item?.text ?? section.heading
  return (
    <Sheet title={item === null ? section.heading : 'What do you think?'} onClose={onClose}>
      {item !== null && <blockquote className="said">{text}</blockquote>}
      {section.fixed !== null && <p className="fixed">This cannot change: {section.fixed}</p>}
      {mayComment && (
        <fieldset className="votes" aria-label="Agree or not">
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
        </fieldset>
      )}
      {part === 'say' && (
        <CommentForm
          label="What do you want to say?"
          submitLabel="Send"
          people={people}
          onPeople={onPeople}
          onSend={(body, mayQuote) => onSend({ body, suggestion: null, mayQuote })}
        />
      )}
      {part === 'suggest' && (
        <CommentForm
          label="How would you write it?"
          submitLabel="Suggest"
          start={text}
          people={people}
          onPeople={onPeople}
          onSend={(words) => onSend({ body: '', suggestion: words, mayQuote: false })}
        />
      )}
      {part === 'word' && <WordPicker text={text} terms={terms} onAsk={onAskWord} />}
      <div className="choices">
        {isOpen && part !== 'say' && (
          <button type="button" className="choice" onClick={() => setPart('say')}>
            Say something
          </button>
        )}
        {isOpen && item !== null && part !== 'suggest' && (
          <button type="button" className="choice" onClick={() => setPart('suggest')}>
            Suggest other words
          </button>
        )}
        {part !== 'word' && (
          <button type="button" className="choice" onClick={() => setPart('word')}>
            I don’t get a word
          </button>
        )}
      </div>
    </Sheet>
  )
}
