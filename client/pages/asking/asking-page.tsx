import { useState } from 'react'
import { Link } from 'wouter'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { AnsweringPart } from './answering-part.tsx'
import { CheckingPart } from './checking-part.tsx'
import { ConsultationPart } from './consultation-part.tsx'
import { openThreads } from './open-threads.ts'
import { useAsking } from './use-asking.ts'
import { WordsPart } from './words-part.tsx'
import './asking-page.css'

const PARTS = ['consultation', 'checking', 'answering', 'words'] as const
type Part = (typeof PARTS)[number]

/** Asking people about a document: the consultation, what they said, and what becomes of it. */
export function AskingPage({ documentId }: { documentId: string }) {
  const { asking, problem, look } = useAsking(documentId)
  const [part, setPart] = useState<Part>('consultation')
  const title = asking?.document.title ?? 'Asking people'
  const held = asking === undefined ? 0 : openThreads(asking.threads.threads).held.length
  const waiting = asking === undefined ? 0 : openThreads(asking.threads.threads).unanswered.length
  const names: Record<Part, string> = {
    consultation: 'Consultation',
    checking: `To check (${held})`,
    answering: `To answer (${waiting})`,
    words: 'Words and agreement',
  }
  return (
    <>
      <TopBar
        where={<Link href={`/documents/${documentId}`}>{title}</Link>}
        menu={<PersonMenu />}
      />
      <MainPart title={`Asking people – ${title}`} className="sheet asking">
        <h1>Asking people</h1>
        <p className="asking-links">
          <a href={`/y/${documentId}`}>The page for phones</a>
          <Link href={`/documents/${documentId}/room`}>Big screen for a room</Link>
          <Link href={`/documents/${documentId}/you-said`}>You said, we did</Link>
          <Link href="/consultations">All consultations</Link>
          <Link href={`/documents/${documentId}/whats-changed`}>What’s Changed</Link>
        </p>
        <nav className="asking-parts" aria-label="Parts of this page">
          {PARTS.map((each) => (
            <button
              key={each}
              type="button"
              className="asking-part"
              aria-current={each === part ? 'page' : undefined}
              onClick={() => setPart(each)}
            >
              {names[each]}
            </button>
          ))}
        </nav>
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        {asking === undefined && problem === undefined && <Waiting words="Looking up…" lines={6} />}
        {asking !== undefined && part === 'consultation' && (
          <ConsultationPart asking={asking} onChange={look} />
        )}
        {asking !== undefined && part === 'checking' && (
          <CheckingPart documentId={documentId} threads={asking.threads.threads} onChange={look} />
        )}
        {asking !== undefined && part === 'answering' && (
          <AnsweringPart asking={asking} onChange={look} />
        )}
        {asking !== undefined && part === 'words' && <WordsPart asking={asking} onChange={look} />}
      </MainPart>
    </>
  )
}
