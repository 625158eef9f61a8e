import { Link } from 'wouter'
import { decisionsPath } from '../../api-cover.ts'
import { Button } from '../../components/button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { MarkedText } from '../versions/marked-text.tsx'
import { Downloads, useShownText } from './shown-text.tsx'
import '../approval/approval-page.css'
import './cover.css'

/** The record of what was decided about a version, to be read, printed and filed. */
export function DecisionsPage({ documentId, version }: { documentId: string; version: string }) {
  const path = decisionsPath(documentId, version)
  const { text, problem } = useShownText(path)
  const title = text?.title ?? 'Record of decisions'
  return (
    <>
      <TopBar
        where={<Link href={`/documents/${documentId}/approval`}>Approval</Link>}
        menu={<PersonMenu />}
      />
      <MainPart title={title} className="sheet cover-record">
        <h1 className="visually-hidden">Record of decisions</h1>
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        {text === undefined && problem === undefined && <Waiting words="Looking up…" lines={6} />}
        {text !== undefined && (
          <>
            <div className="approval-actions print-hidden">
              <Button icon="file" onPress={() => print()}>
                Print
              </Button>
              <span>
                Record of decisions: <Downloads path={path} name="Record of decisions" />
              </span>
            </div>
            <MarkedText blocks={text.blocks} />
          </>
        )}
      </MainPart>
    </>
  )
}
