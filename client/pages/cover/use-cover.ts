import { useEffect, useState } from 'react'
import type { CoverReportsResponse } from '../../../shared/cover/cover-report.ts'
import { listCoverReports } from '../../api-cover.ts'
import { showToast } from '../../components/toast.tsx'
import { useSeat } from '../enter/seat.ts'

/** The cover reports of a document and what was decided about them, for those who may read them. */
export function useCover(documentId: string) {
  const { seat } = useSeat()
  const isOpen = seat.operations.includes('readCoverReport')
  const [found, setFound] = useState<CoverReportsResponse | null>(null)
  useEffect(() => {
    if (!isOpen) return
    listCoverReports(documentId).then(setFound, (failure: Error) =>
      showToast({ words: failure.message, kind: 'problem' }),
    )
  }, [documentId, isOpen])
  return { isOpen, found, setFound }
}
