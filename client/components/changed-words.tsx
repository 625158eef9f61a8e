import { wordChanges } from '../../shared/answering/word-changes.ts'
import './changed-words.css'

/** Two wordings in one: what went is struck through, what came is lit. */
export function ChangedWords({ before, after }: { before: string; after: string }) {
  return (
    <span className="changed-words">
      {wordChanges(before, after).map(({ is, words }, index) => {
        // The pieces never change without being others.
        const key = `${index} ${is}`
        if (is === 'added') return <ins key={key}>{words}</ins>
        if (is === 'removed') return <del key={key}>{words}</del>
        return <span key={key}>{words}</span>
      })}
    </span>
  )
}
