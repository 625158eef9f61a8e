import { useState } from 'react'
import { dropWords, keptWords } from './kept-words.ts'
import './words-strip.css'

/** The three words that bring somebody back, on every screen until they say that they have them. */
export function WordsStrip({ seat }: { seat: string }) {
  const [words, setWords] = useState(() => keptWords(seat))
  if (words === null) return null
  return (
    <section className="words-strip" aria-labelledby="three-words">
      <h2 id="three-words">Keep these three words</h2>
      <p className="three-words">{words.join(' ')}</p>
      <p>
        They bring you back on any phone. Write them down or take a picture. We cannot show them
        again.
      </p>
      <button
        type="button"
        className="choice"
        onClick={() => {
          dropWords()
          setWords(null)
        }}
      >
        I have kept them
      </button>
    </section>
  )
}
