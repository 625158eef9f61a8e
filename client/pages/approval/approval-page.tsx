import { useState } from 'react'
import { Link } from 'wouter'
import type { Outcome } from '../../../shared/approval.ts'
import { Button } from '../../components/button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { useSeat } from '../enter/seat.ts'
import { CoverReportsPart } from '../cover/cover-reports-part.tsx'
import { useCover } from '../cover/use-cover.ts'
import { RoutePart } from './route-part.tsx'
import { StartForm } from './start-form.tsx'
import { useApproval } from './use-approval.ts'
import './approval-page.css'

/** Who decides about a document, what they decided, and what of it anybody can read. */
export function ApprovalPage({ documentId }: { documentId: string }) {
  const { approval, problem, look } = useApproval(documentId)
  const { seat } = useSeat()
  const cover = useCover(documentId)
  const [isOver, setOver] = useState(false)
  // Whoever has a link to a step and no account is out with their decision.
  const isGuest = seat.role === 'approver' && !seat.operations.includes('followApprovals')
  const handleDecided = (outcome: Outcome) => {
    if (isGuest && outcome !== 'deferred') setOver(true)
    else look()
  }
  const title = approval?.described.title ?? 'The document'
  return (
    <>
      <TopBar
        where={<Link href={`/documents/${documentId}`}>{title}</Link>}
        menu={<PersonMenu />}
      />
      <MainPart title={`Approval – ${title}`} className="sheet approval">
        <h1>Approval and publishing</h1>
        {problem !== undefined && (
          <Notice kind="problem" actions={<Button onPress={look}>Try again</Button>}>
            {problem}
          </Notice>
        )}
        {approval === undefined && problem === undefined && (
          <Waiting words="Looking up…" lines={6} />
        )}
        {isOver && (
          <p>
            Thank you. Your decision is recorded as you made it, and your link is not needed any
            more. You can close this page.
          </p>
        )}
        {approval !== undefined && !isOver && (
          <>
            <p className="lead">
              {unansweredInWords(approval.described.unanswered)}{' '}
              <Link href={`/documents/${documentId}/versions`}>Versions</Link> ·{' '}
              <a href="/p">What anybody can read</a>
            </p>
            {cover.isOpen && (
              <CoverReportsPart approval={approval} reports={cover.found?.reports ?? []} />
            )}
            {approval.described.routes.length === 0 && (
              <p>No version has gone out to be decided yet.</p>
            )}
            {approval.described.routes.map((route) => (
              <RoutePart
                key={route.version}
                approval={approval}
                route={route}
                cover={cover.found}
                onCover={cover.setFound}
                onChange={look}
                onDecided={handleDecided}
              />
            ))}
            {seat.operations.includes('runApproval') && (
              <StartForm approval={approval} onStarted={look} />
            )}
          </>
        )}
      </MainPart>
    </>
  )
}

function unansweredInWords(count: number): string {
  if (count === 0) return 'Every comment has an answer.'
  return count === 1 ? '1 comment has no answer.' : `${count} comments have no answer.`
}
