import { useState } from 'react'
import { changeWords } from '../../api-young.ts'
import { Button } from '../../components/button.tsx'
import { showToast } from '../../components/toast.tsx'

/** A young person's three words: they can be had anew, and never shown again. */
export function ReturnWords() {
  const [words, setWords] = useState<readonly string[] | null>(null)
  const change = () => {
    changeWords().then(
      (answer) => setWords(answer.words),
      (failure: Error) => showToast({ words: failure.message, kind: 'problem' }),
    )
  }
  return (
    <section aria-labelledby="return-words">
      <h2 id="return-words">Your three words</h2>
      <p>With them you come back on any phone or computer. Lost them? Get new ones here.</p>
      {words !== null && (
        <output>
          <strong>{words.join(' ')}</strong> Write them down: we cannot show them again.
        </output>
      )}
      <Button onPress={change}>Get three new words</Button>
    </section>
  )
}
