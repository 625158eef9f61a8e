import { useCallback, useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { AdoptionsResponse } from '../../../shared/adoption.ts'
import { readAdoptions } from '../../api-adoption.ts'
import { Button } from '../../components/button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { AdoptForm } from './adopt-form.tsx'
import { AdoptionList } from './adoption-list.tsx'
import './adoption-page.css'

/** A published charter, the organisations that adopted it, and adopting it for one’s own. */
export function AdoptionPage({ documentId }: { documentId: string }) {
  const [found, setFound] = useState<AdoptionsResponse>()
  const [problem, setProblem] = useState<string>()
  const [again, setAgain] = useState<string | null>(null)
  const look = useCallback(() => {
    readAdoptions(documentId).then(
      (answer) => {
        setFound(answer)
        setProblem(undefined)
      },
      (failure: Error) => setProblem(failure.message),
    )
  }, [documentId])
  useEffect(look, [look])
  const charter = found?.charter
  const title = charter?.title ?? 'Adopting a charter'
  return (
    <>
      <TopBar where={<Link href="/">All documents</Link>} menu={<PersonMenu />} />
      <MainPart title={`Adopt – ${title}`} className="sheet adoption">
        <h1>{title}</h1>
        {problem !== undefined && (
          <Notice kind="problem" actions={<Button onPress={look}>Try again</Button>}>
            {problem}
          </Notice>
        )}
        {found === undefined && problem === undefined && <Waiting words="Looking up…" lines={6} />}
        {found !== undefined && charter === null && (
          <p className="lead">
            Nothing of this document is published yet. Once a version is, organisations can adopt
            it.
          </p>
        )}
        {found !== undefined && charter && (
          <>
            <p className="lead">
              The shared values stay as they are. Beside each you can say what it means with you.
            </p>
            <p>
              <a href={`/p/${documentId}/latest`}>Read version {charter.number}</a> ·{' '}
              <a href={`/p/${documentId}/adopted`}>What everybody sees</a>
            </p>
            <AdoptionList
              documentId={documentId}
              found={found}
              onAgain={setAgain}
              onChange={look}
            />
            {found.organisations.length === 0 ? (
              <p>
                You belong to no organisation in the directory, so you cannot adopt it for one. Ask
                an officer to add you.
              </p>
            ) : (
              <AdoptForm
                key={again ?? 'new'}
                documentId={documentId}
                charter={charter}
                found={found}
                organisation={again}
                onDone={() => {
                  setAgain(null)
                  look()
                }}
              />
            )}
          </>
        )}
      </MainPart>
    </>
  )
}
