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
import { useConnection, useEachArrival } from './use-connection.ts'

type Found =
  | { state: 'asking' }
  | { state: 'missing' }
  | { state: 'failed'; message: string }
  | { state: 'found'; document: DocumentSummary }

/** A document, from its address: what the server says about it, and its live text. */
export function DocumentPage({ documentId }: { documentId: string }) {
  const [found, setFound] = useState<Found>({ state: 'asking' })
  const connection = useConnection(documentId)

  const look = useCallback(() => {
    readDocument(documentId).then(
      (document) => setFound({ state: 'found', document }),
      (problem: Error) =>
        setFound(
          problem instanceof Problem && problem.code === 'not_found'
            ? { state: 'missing' }
            : { state: 'failed', message: problem.message },
        ),
    )
  }, [documentId])
  useEffect(look, [look])
  const renames = useRef(0)
  // A new title is told to those who are connected; who was not hears of it now.
  const lookAgain = useCallback(async () => {
    const before = renames.current
    const document = await readDocument(documentId).catch(() => null)
    if (document === null) return // the connection says what is wrong, and the page stands
    // Asked before a title was told and answered after it: the answer may have the one before.
    setFound((found) => {
      const isOlder = renames.current !== before && found.state === 'found'
      const title = isOlder ? found.document.title : document.title
      return { state: 'found', document: { ...document, title } }
    })
  }, [documentId])
  useEachArrival(connection, lookAgain)

  if (found.state === 'missing') return <MissingPage />
  if (found.state === 'found' && connection !== null) {
    return (
      <OpenDocument
        document={found.document}
        connection={connection}
        onRenamed={(title) => {
          renames.current++
          setFound({ state: 'found', document: { ...found.document, title } })
        }}
      />
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
