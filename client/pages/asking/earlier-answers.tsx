import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { OUTCOME_WORDS } from '../../../shared/answer-words.ts'
import type { EarlierAnswer } from '../../../shared/earlier-answers.ts'
import { findEarlierAnswers } from '../../api-asking.ts'
import { Notice } from '../../components/notice.tsx'

/** After this long without a keystroke it is looked for, in ms. */
const QUIET_MS = 500

/** What people were told before about what is going to be asked. */
export function EarlierAnswers({ documentId, words }: { documentId: string; words: string }) {
  const [found, setFound] = useState<readonly EarlierAnswer[]>([])
  useEffect(() => {
    let isOld = false
    const timer = setTimeout(() => {
      findEarlierAnswers(documentId, words).then(
        (answers) => {
          if (!isOld) setFound(answers)
        },
        () => undefined, // a hint, which nobody waits for
      )
    }, QUIET_MS)
    return () => {
      isOld = true
      clearTimeout(timer)
    }
  }, [documentId, words])
  if (found.length === 0) return null
  return (
    <Notice kind="info">
      <p>
        <strong>People have been asked about this before.</strong> They see on their phones what
        they were told then.
      </p>
      <ul className="earlier">
        {found.map(({ answer, document, askedAt, said, outcome, words: told }) => (
          <li key={answer}>
            {monthOf(askedAt)}, in{' '}
            <Link href={`/documents/${document.id}/you-said#answer-${answer}`}>
              {document.title}
            </Link>
            : “{said}” {OUTCOME_WORDS[outcome]}: {told}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function monthOf(at: string): string {
  return new Date(at).toLocaleDateString('en-GB', { month: 'long', year: 'numeric' })
}
