import { useCallback, useEffect, useRef, useState } from 'react'
import type { DocumentSummary } from '../../../shared/api.ts'
import { Problem, readDocument } from '../../api.ts'
import { Button } from '../../components/button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { MissingPage } from '../home/missing-page.tsx'
import { OpenDocument } from './open-document.tsx'
import { useConnection, useEachArrival, useRenames } from './use-connection.ts'

type Found =
  | { state: 'asking' }
  | { state: 'missing' }
  | { state: 'failed'; message: string }
  | { state: 'found'; document: DocumentSummary }

/** A document, from its address: what the server says about it, and its live text. */
export function DocumentPage({ documentId }: { documentId: string }) {
  const [found, setFound] = useState<Found>({ state: 'asking' })
  const connection = useConnection(documentId)
  /** The newest title that was told, and how many were. */
  const told = useRef({ count: 0, title: '' })
  const handleRenamed = useCallback((title: string) => {
    told.current = { count: told.current.count + 1, title }
    setFound((now) =>
      now.state === 'found' ? { state: 'found', document: { ...now.document, title } } : now,
    )
  }, [])
  // From the first moment of the connection, and before it is asked for below: a title told while the
  // page is still being drawn is in neither answer.
  useRenames(connection, handleRenamed)

  /** What the server says. Asked before a title was told and answered after it, it may have the one before. */
  const ask = useCallback(async () => {
    const { count } = told.current
    const document = await readDocument(documentId)
    const { title } = told.current.count === count ? document : told.current
    return { ...document, title }
  }, [documentId])
  const look = useCallback(() => {
    ask().then(
      (document) => setFound({ state: 'found', document }),
      (problem: Error) =>
        setFound(
          problem instanceof Problem && problem.code === 'not_found'
            ? { state: 'missing' }
            : { state: 'failed', message: problem.message },
        ),
    )
  }, [ask])
  useEffect(look, [look])
  // A new title is told to those who are connected; who was not hears of it now.
  const lookAgain = useCallback(async () => {
    const document = await ask().catch(() => null)
    // Without an answer the connection says what is wrong, and the page stands.
    if (document !== null) setFound({ state: 'found', document })
  }, [ask])
  useEachArrival(connection, lookAgain)

  if (found.state === 'missing') return <MissingPage />
  if (found.state === 'found' && connection !== null) {
    return (
      <OpenDocument document={found.document} connection={connection} onRenamed={handleRenamed} />
    )
  }
  return (
    <>
      <TopBar menu={<PersonMenu />} />
      <MainPart title="Folkmoot" className="sheet">
        {found.state === 'failed' ? (
          <Notice kind="problem" actions={<Button onPress={look}>Try again</Button>}>
            {found.message}
          </Notice>
        ) : (
          <Waiting words="Opening the document…" lines={8} />
        )}
      </MainPart>
    </>
  )
}
