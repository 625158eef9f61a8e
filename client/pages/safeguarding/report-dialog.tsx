import { useState } from 'react'
import { useLocation } from 'wouter'
import { Dialog } from '../../components/dialog.tsx'
import { useSeat } from '../enter/seat.ts'
import { ReportForm } from './report-form.tsx'

/** Reports a concern from wherever one is, without leaving it. */
export function ReportDialog({ onClose }: { onClose: () => void }) {
  const [path] = useLocation()
  const { seat } = useSeat()
  const [hasWords, setHasWords] = useState(false)
  const documentId = /^\/documents\/([A-Za-z0-9_-]{1,64})/.exec(path)?.[1] ?? null
  return (
    <Dialog title="Report a concern" isOpen onClose={onClose} size="large" mayDismiss={!hasWords}>
      <ReportForm
        documentId={documentId}
        mayReport={seat.operations.includes('reportConcern')}
        leaving={{ onWords: setHasWords, onLeave: onClose }}
      />
    </Dialog>
  )
}
