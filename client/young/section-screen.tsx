import { useState } from 'react'
import { OUTCOME_WORDS, REASON_WORDS } from '../../shared/answer-words.ts'
import type { EarlierAnswer } from '../../shared/earlier-answers.ts'
import type { YoungItem, YoungSection } from '../../shared/consultations.ts'
import { useReadAloud } from './read-aloud.ts'

export interface SectionScreenProps {
  section: YoungSection
  /** How many comments of one's own stand on an item. */
  mine: ReadonlyMap<string, number>
  onTap: (item: YoungItem | null) => void
}

/** One section on a screen, its plain version first where there is one. */
export function SectionScreen({ section, mine, onTap }: SectionScreenProps) {
  const [showsAll, setShowsAll] = useState(section.plain === null)
  const aloud = useReadAloud()
  const spoken = showsAll
    ? [section.heading, ...section.items.map(wholeText)].join('. ')
    : `${section.heading}. ${section.plain ?? ''}`
  return (
    <article className="section">
      <header className="section-head">
        <h1>{section.heading}</h1>
        {aloud !== null && (
          <button
            type="button"
            className="plain-button"
            aria-pressed={aloud.isReading}
            onClick={() => aloud.toggle(spoken)}
          >
            {aloud.isReading ? 'Stop reading' : 'Read to me'}
          </button>
        )}
      </header>
      {section.fixed !== null && <p className="fixed">This part cannot change: {section.fixed}</p>}
      {section.plain !== null && (
        <div className="plain">
          <p>{section.plain}</p>
          <button
            type="button"
            className="plain-button"
            aria-expanded={showsAll}
            onClick={() => setShowsAll(!showsAll)}
          >
            {showsAll ? 'Show the short words only' : 'Show all the words'}
          </button>
        </div>
      )}
      {showsAll && (
        <ul className="items">
          {section.items.map((item) =>
            item.is === 'heading' ? (
              <li key={item.id}>
                <h2>{item.text}</h2>
              </li>
            ) : (
              <li key={item.id}>
                <button type="button" className="item" onClick={() => onTap(item)}>
                  <span className="item-text">
                    {item.label !== '' && <b>{item.label} </b>}
                    {item.text}
                  </span>
                  {item.cells.map(({ key, label, text }) => (
                    <span key={key} className="item-cell">
                      <b>{label}:</b> {text}
                    </span>
                  ))}
                  <Mine count={mine.get(item.id) ?? 0} />
                </button>
              </li>
            ),
          )}
        </ul>
      )}
      {section.earlier.map((earlier) => (
        <Earlier key={earlier.answer} earlier={earlier} />
      ))}
      <button type="button" className="choice" onClick={() => onTap(null)}>
        Say something about this whole part
      </button>
    </article>
  )
}

/** Nobody is asked twice without hearing what became of what was said the first time. */
function Earlier({ earlier }: { earlier: EarlierAnswer }) {
  const { askedAt, said, outcome, words, reason } = earlier
  const month = new Date(askedAt).toLocaleDateString('en-GB', { month: 'long', year: 'numeric' })
  return (
    <aside className="answer" aria-label={`Asked in ${month}`}>
      <p>
        We asked about this in {month}. You said: <b>{said}</b>
      </p>
      <p>
        <b>{OUTCOME_WORDS[outcome]}</b> {words}
        {reason !== null && ` Why: ${REASON_WORDS[reason]}.`}
      </p>
    </aside>
  )
}

function Mine({ count }: { count: number }) {
  if (count === 0) return null
  return <span className="item-mine">You said {count === 1 ? 'something' : `${count} things`}</span>
}

function wholeText({ text, cells }: YoungItem): string {
  return [text, ...cells.map((cell) => `${cell.label}: ${cell.text}`)].join('. ')
}
