import { useState } from 'react'
import type { Term } from '../../shared/consultations.ts'

export interface WordPickerProps {
  text: string
  terms: readonly Term[]
  onAsk: (word: string) => void
}

/** Tap a word: it is explained, or counted so that somebody writes it in plain words. */
export function WordPicker({ text, terms, onAsk }: WordPickerProps) {
  const [picked, setPicked] = useState<string | null>(null)
  const words = [...new Set(text.match(/[\p{L}][\p{L}’'-]{2,}/gu) ?? [])]
  const meaning = terms.find(({ term }) => term.toLowerCase() === picked?.toLowerCase())
  const explained = terms.filter(({ term }) => text.toLowerCase().includes(term.toLowerCase()))
  const pick = (word: string) => {
    setPicked(word)
    if (!terms.some(({ term }) => term.toLowerCase() === word.toLowerCase())) onAsk(word)
  }
  return (
    <div>
      <p>Which word?</p>
      <div className="words">
        {words.map((word) => (
          <button
            key={word}
            type="button"
            className="word"
            aria-pressed={picked === word}
            onClick={() => pick(word)}
          >
            {word}
          </button>
        ))}
      </div>
      <output>
        {picked !== null && (
          <span className="done">
            {meaning === undefined
              ? `Thank you. We counted that “${picked}” is hard to understand.`
              : `${meaning.term}: ${meaning.means}`}
          </span>
        )}
      </output>
      {explained.length > 0 && (
        <dl className="terms">
          {explained.map(({ term, means }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{means}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
