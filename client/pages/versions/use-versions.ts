import { useCallback, useEffect, useState } from 'react'
import type { VersionsResponse } from '../../../shared/api-versions.ts'
import { listVersions } from '../../api-versions.ts'

/** The versions of a document; `look` asks again. */
export function useVersions(documentId: string) {
  const [listed, setListed] = useState<VersionsResponse | null>(null)
  const [problem, setProblem] = useState<string>()
  const look = useCallback(() => {
    listVersions(documentId).then(
      (found) => {
        setListed(found)
        setProblem(undefined)
      },
      (failure: Error) => setProblem(failure.message),
    )
  }, [documentId])
  useEffect(look, [look])
  return { listed, problem, look }
}
