import { useState } from 'react'
import type { Part } from '../../../shared/api-versions.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'

export interface WantedBack {
  part: Part
  words: string
}

/** Says what will happen before a part of an earlier text goes into the one all are writing. */
export function BringBackDialog({
  wanted,
  onClose,
  onTake,
}: {
  /** Null: closed. */
  wanted: WantedBack | null
  onClose: () => void
  /** Rejects with words that can be shown. */
  onTake: (part: Part) => Promise<void>
}) {
  return (
    <Dialog title="Bring back" isOpen={wanted !== null} onClose={onClose}>
      {wanted !== null && <Question wanted={wanted} onTake={onTake} />}
    </Dialog>
  )
}

function Question({
  wanted: { part, words },
  onTake,
}: {
  wanted: WantedBack
  onTake: (part: Part) => Promise<void>
}) {
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const take = () => {
    setPending(true)
    onTake(part).catch((failure: Error) => {
      setProblem(failure.message)
      setPending(false)
    })
  }
  return (
    <>
      <p>{ABOUT[part.is]}</p>
      {part.is !== 'whole' && <p className="bring-back-words">{words}</p>}
      <p>
        Everybody who has the document open sees it at once. What they are writing elsewhere stays,
        and the text as it is now is kept as a safety point.
      </p>
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      <div className="dialog-actions">
        <Button kind="primary" isPending={isPending} onPress={take}>
          Bring it back
        </Button>
      </div>
    </>
  )
}

const ABOUT: Record<Part['is'], string> = {
  whole: 'The whole text becomes what it was, by the fewest changes.',
  section: 'The section becomes what it was, with everything below its heading:',
  block: 'This part becomes what it was:',
}
