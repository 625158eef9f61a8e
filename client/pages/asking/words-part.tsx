import { useState } from 'react'
import { explainWords } from '../../api-asking.ts'
import { Button } from '../../components/button.tsx'
import { showToast } from '../../components/toast.tsx'
import { TextField } from '../../components/text-field.tsx'
import type { Asking } from './use-asking.ts'

export interface WordsPartProps {
  asking: Asking
  onChange: () => void
}

/** Words people did not get, their explanations, and who agreed with what. */
export function WordsPart({ asking, onChange }: WordsPartProps) {
  const { document, words, votes, reading } = asking
  const [term, setTerm] = useState('')
  const [means, setMeans] = useState('')
  const keep = (terms: typeof words.terms) => {
    explainWords(document.id, terms).then(
      () => {
        setTerm('')
        setMeans('')
        onChange()
      },
      (failure: Error) => showToast({ words: failure.message, kind: 'problem' }),
    )
  }
  const names = new Map(
    reading.sections.flatMap(({ id, heading, items }) => [
      [id, heading] as const,
      ...items.map((item) => [item.id, item.text] as const),
    ]),
  )
  const counts = Object.entries(votes.counts)
  return (
    <section className="asking-section" aria-label="Words and agreement">
      <h2>Words people did not get</h2>
      {words.asked.length === 0 ? (
        <p>Nobody has asked about a word yet.</p>
      ) : (
        <ul className="asking-asked">
          {words.asked.map(({ word, times }) => (
            <li key={word}>
              <button type="button" onClick={() => setTerm(word)}>
                {word} ({times})
              </button>
            </li>
          ))}
        </ul>
      )}
      <h2>Words that are explained</h2>
      <dl className="asking-terms">
        {words.terms.map((each) => (
          <div key={each.term}>
            <dt>{each.term}</dt>
            <dd>
              {each.means}{' '}
              <Button
                onPress={() => keep(words.terms.filter((other) => other !== each))}
              >{`Remove ${each.term}`}</Button>
            </dd>
          </div>
        ))}
      </dl>
      <div className="asking-days">
        <TextField label="Word" value={term} onChange={setTerm} maxLength={60} />
        <TextField label="What it means" value={means} onChange={setMeans} maxLength={400} />
        <Button
          isDisabled={term.trim() === '' || means.trim() === ''}
          onPress={() => keep([...words.terms, { term: term.trim(), means: means.trim() }])}
        >
          Explain it
        </Button>
      </div>
      <h2>Who agreed with what</h2>
      {counts.length === 0 ? (
        <p>Nobody has agreed or disagreed yet.</p>
      ) : (
        <table className="asking-votes">
          <thead>
            <tr>
              <th scope="col">Part</th>
              <th scope="col">Agree</th>
              <th scope="col">Not sure</th>
              <th scope="col">Disagree</th>
            </tr>
          </thead>
          <tbody>
            {counts.map(([item, tally]) => (
              <tr key={item}>
                <th scope="row">{names.get(item) ?? 'No longer in the text'}</th>
                <td>{tally.agree}</td>
                <td>{tally.notSure}</td>
                <td>{tally.disagree}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
