import { useState } from 'react'
import { downloadOwnWords, eraseOwn } from '../api-young.ts'
import { saveFile } from '../components/save-file.ts'
import { Sheet } from './sheet.tsx'

/** One's own words are one's own: to keep, and to take out. */
export function OwnWords({ onErased }: { onErased: () => void }) {
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string>()
  const say = (failure: Error) => setProblem(failure.message)

  function handleDownload() {
    setProblem(undefined)
    downloadOwnWords().then(
      (words) => saveFile('my-words.json', new Blob([`${JSON.stringify(words, null, 2)}\n`])),
      say,
    )
  }

  return (
    <section className="own-words">
      <h2>Your words are yours</h2>
      <p>Keep a copy of all you have said here, or take it out again.</p>
      {problem !== undefined && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <button type="button" className="choice" onClick={handleDownload}>
        Download my words
      </button>
      <button type="button" className="choice" onClick={() => setAsking(true)}>
        Take my words out
      </button>
      {isAsking && <TakeOut onClose={() => setAsking(false)} onErased={onErased} />}
    </section>
  )
}

function TakeOut({ onClose, onErased }: { onClose: () => void; onErased: () => void }) {
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)

  async function handleErase() {
    setPending(true)
    setProblem(undefined)
    try {
      await eraseOwn()
      onErased()
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure))
      setPending(false)
    }
  }

  return (
    <Sheet title="Take all your words out?" onClose={onClose}>
      <p>
        Your comments, votes and nickname go for good, in every plan. You would have to join again
        with a code. Words that are already part of a plan stay there, without your name.
      </p>
      <p>If you told us that something is wrong, that is kept safe for those who look after it.</p>
      {problem !== undefined && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <button type="button" className="main-button" disabled={isPending} onClick={handleErase}>
        Yes, take my words out
      </button>
      <button type="button" className="choice" onClick={onClose}>
        No, leave them
      </button>
    </Sheet>
  )
}
