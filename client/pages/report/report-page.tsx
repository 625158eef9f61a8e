import { useCallback, useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { ImportReport } from '../../../shared/api.ts'
import { readReport } from '../../api.ts'
import { Button, ButtonLink } from '../../components/button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { ReportView } from './report-view.tsx'
import './report-page.css'

type Loaded =
  | { state: 'loading' }
  | { state: 'failed'; message: string }
  | { state: 'ready'; report: ImportReport }

/** What became of a Word file: shown after bringing one, and from the document's menu later. */
export function ReportPage({ documentId }: { documentId: string }) {
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' })
  const load = useCallback(() => {
    readReport(documentId).then(
      (report) => setLoaded({ state: 'ready', report }),
      (problem: Error) => setLoaded({ state: 'failed', message: problem.message }),
    )
  }, [documentId])

  useEffect(load, [load])

  return (
    <>
      <TopBar menu={<PersonMenu />} />
      <MainPart title="What was read from Word" className="sheet report">
        <h1>What was read from Word</h1>
        {loaded.state === 'loading' && <Waiting words="Fetching the report…" lines={4} />}
        {loaded.state === 'failed' && (
          <Notice kind="problem" actions={<Button onPress={load}>Try again</Button>}>
            {loaded.message}
          </Notice>
        )}
        {loaded.state === 'ready' && (
          <ReportView
            report={loaded.report}
            open={
              <ButtonLink href={`/documents/${documentId}`} kind="primary" icon="arrowRight">
                Open the document
              </ButtonLink>
            }
          />
        )}
        <p className="report-back">
          <Link href="/">All documents</Link>
        </p>
      </MainPart>
    </>
  )
}
