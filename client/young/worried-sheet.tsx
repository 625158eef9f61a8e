import { Helpers } from '../safety/helpers.tsx'
import { useReport } from '../safety/use-report.ts'
import { Sheet } from './sheet.tsx'

export interface WorriedSheetProps {
  documentId: string
  onClose: () => void
}

/** Something is wrong: who can help stands first, then a way to tell the people who keep others safe. */
export function WorriedSheet({ documentId, onClose }: WorriedSheetProps) {
  const { words, setWords, problem, isPending, told, handleSubmit } = useReport(documentId)
  return (
    <Sheet title="Something is wrong, or I’m worried" onClose={onClose}>
      <Helpers />
      {told === undefined ? (
        <form onSubmit={handleSubmit}>
          <label className="field">
            <span>Tell the people here who keep others safe. Nobody else reads it.</span>
            <textarea
              rows={4}
              maxLength={4000}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </label>
          {problem !== undefined && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
          <button type="submit" className="main-button" disabled={words.trim() === '' || isPending}>
            Tell them
          </button>
        </form>
      ) : (
        <output className="done">
          {told === 'somebody'
            ? 'Thank you for telling us. The people who keep others safe will read it. If it cannot wait, ring one of the numbers above.'
            : 'Thank you for telling us. It is kept, but nobody here can read it yet. Please ring one of the numbers above.'}
        </output>
      )}
    </Sheet>
  )
}
