import { useState } from 'react'
import { Link } from 'wouter'
import type { ReportOnItsWay } from '../../../shared/cover/cover-report.ts'
import { Button } from '../../components/button.tsx'
import type { Approval } from '../approval/use-approval.ts'
import { useSeat } from '../enter/seat.ts'
import { WriteReportDialog } from './write-report-dialog.tsx'

/** The reports that are being written or wait for their version, and writing another. */
export function CoverReportsPart({
  approval,
  reports,
}: {
  approval: Approval
  reports: readonly ReportOnItsWay[]
}) {
  const { seat } = useSeat()
  const [isWriting, setWriting] = useState(false)
  const mayWrite = seat.operations.includes('runApproval')
  const isOut = new Set(approval.described.routes.map(({ version }) => version))
  const waiting = reports.filter(
    ({ submission, about }) => submission === null || !isOut.has(about.version),
  )
  if (!mayWrite && waiting.length === 0) return null
  const hasVersion = approval.versions.some(({ withdrawn }) => withdrawn === null)
  return (
    <section className="approval-route" aria-label="Cover reports">
      <h2>Cover reports</h2>
      {waiting.length > 0 && (
        <ul className="cover-list">
          {waiting.map(({ report, title, about, submission }) => (
            <li key={`${report} ${about.version}`}>
              <Link href={`/documents/${report}`}>{title}</Link>, about {about.label}:{' '}
              {submission === null
                ? 'being written'
                : `ready as ${submission.number}, goes with the version when that is sent out`}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <div className="approval-actions">
          <Button icon="plus" isDisabled={!hasVersion} onPress={() => setWriting(true)}>
            Write a cover report
          </Button>
          {seat.operations.includes('setCoverTemplate') && (
            <Link href="/cover-template">Parts of cover reports</Link>
          )}
        </div>
      )}
      {mayWrite && !hasVersion && (
        <p className="approval-soft">A cover report is about a version. Make one first.</p>
      )}
      {isWriting && <WriteReportDialog approval={approval} onClose={() => setWriting(false)} />}
    </section>
  )
}
