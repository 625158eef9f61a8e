import { useCallback, useEffect, useState } from 'react'
import type { VersionsResponse } from '../../../shared/api-versions.ts'
import type { DocumentEvent } from '../../../shared/events.ts'
import { listVersions } from '../../api-versions.ts'
import type { Connection } from '../../editor/connection/connection.ts'
import { listenToDocument } from '../../editor/connection/document-events.ts'

/**
 * The versions of a document, also those that others make meanwhile; `look` asks again. `connection`:
 * that of the open document, null on a page beside it.
 */
export function useVersions(documentId: string, connection: Connection | null) {
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
  useEffect(() => {
    const onEvent = (event: DocumentEvent): void => {
      if (event.type === 'versions.changed') look()
    }
    return connection === null
      ? listenToDocument(documentId, { onEvent, onMissed: look })
      : connection.onEvent(onEvent)
  }, [documentId, connection, look])
  return { listed, problem, look }
}
