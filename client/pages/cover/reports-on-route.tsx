import { useState } from 'react'
import { Link } from 'wouter'
import type { ApprovalRoute } from '../../../shared/approval.ts'
import type { CoverReportsResponse, Submission } from '../../../shared/cover/cover-report.ts'
import { reportPath } from '../../api-cover.ts'
import { sayDay } from '../../components/days.ts'
import { Downloads, ShownPaper } from './shown-text.tsx'
import './cover.css'

export interface ReportsOnRouteProps {
  documentId: string
  route: ApprovalRoute
  cover: CoverReportsResponse
}

/** The cover reports that go with this version, to be read where it is decided about. */
export function ReportsOnRoute({ documentId, route, cover }: ReportsOnRouteProps) {
  const { version } = route
  const sent = cover.reports.filter(({ about }) => about.version === version)
  return (
    <div className="cover-reports">
      {sent.map(({ report, submission }) =>
        submission === null ? null : (
          <SentReport
            key={report}
            submission={submission}
            path={reportPath(documentId, version, report)}
          />
        ),
      )}
      <p>
        <Link href={`/documents/${documentId}/decisions/${version}`}>Record of decisions</Link> ·{' '}
        <Link href={`/documents/${documentId}/you-said`}>What people said and what was done</Link>
      </p>
    </div>
  )
}

function SentReport({ submission, path }: { submission: Submission; path: string }) {
  const [isOpen, setOpen] = useState(false)
  const { title, number, at, by, hash } = submission
  return (
    <details className="cover-report" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Read “{title}”</summary>
      <p className="approval-soft">
        Version {number}, sent out by {by.name} on {sayDay(new Date(at))}. Its fingerprint:{' '}
        <code>{hash.slice(0, 16)}</code> · <Downloads path={path} name={title} />
      </p>
      {isOpen && <ShownPaper path={path} />}
    </details>
  )
}
