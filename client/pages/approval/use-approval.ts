import { useCallback, useEffect, useState } from 'react'
import type { ApprovalResponse } from '../../../shared/approval.ts'
import type { VersionSummary } from '../../../shared/api-versions.ts'
import { listVersions } from '../../api-versions.ts'
import { readApproval } from '../../api-approval.ts'

export interface Approval {
  documentId: string
  described: ApprovalResponse
  versions: readonly VersionSummary[]
}

/** Who decides about a document; `look` asks again. */
export function useApproval(documentId: string) {
  const [approval, setApproval] = useState<Approval>()
  const [problem, setProblem] = useState<string>()
  const look = useCallback(() => {
    Promise.all([readApproval(documentId), listVersions(documentId)]).then(
      ([described, { versions }]) => {
        setApproval({ documentId, described, versions })
        setProblem(undefined)
      },
      (failure: Error) => setProblem(failure.message),
    )
  }, [documentId])
  useEffect(look, [look])
  return { approval, problem, look }
}
