import { useEffect, useRef, useState } from 'react'
import { labelInWords } from '../../../shared/versions.ts'
import { Button } from '../../components/button.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { Notice } from '../../components/notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { Waiting } from '../../components/waiting.tsx'
import type { Connection } from '../../editor/connection/connection.ts'
import { useSeat } from '../enter/seat.ts'
import { MakeVersionDialog } from './make-version-dialog.tsx'
import { useVersions } from './use-versions.ts'
import { VersionList } from './version-list.tsx'
import './versions-panel.css'

/** The line of versions beside the text that is being written; each leads to the page of versions. */
export function VersionsPanel({
  documentId,
  connection,
  onClose,
}: {
  documentId: string
  connection: Connection
  onClose: () => void
}) {
  const { seat } = useSeat()
  const { listed, problem, look } = useVersions(documentId, connection)
  const [isMaking, setMaking] = useState(false)
  const panel = useRef<HTMLElement>(null)
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  useEffect(() => {
    const element = panel.current
    if (element === null) return
    const handleKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onClose()
    }
    element.addEventListener('keydown', handleKey)
    return () => element.removeEventListener('keydown', handleKey)
  }, [onClose])
  return (
    <aside ref={panel} className="versions-panel" aria-labelledby="versions-panel-title">
      <div className="versions-panel-head">
        <h2 id="versions-panel-title" ref={head} tabIndex={-1}>
          Versions
        </h2>
        <IconButton label="Close the versions" icon="close" onPress={onClose} />
      </div>
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      {listed === null && problem === undefined && <Waiting words="Looking up…" lines={3} />}
      {listed !== null && (
        <>
          {seat.operations.includes('makeVersion') && (
            <Button icon="plus" onPress={() => setMaking(true)}>
              Make a version
            </Button>
          )}
          <VersionList documentId={documentId} listed={listed} shown={null} />
          <MakeVersionDialog
            documentId={documentId}
            listed={listed}
            isOpen={isMaking}
            onClose={() => setMaking(false)}
            onMade={(version) => {
              setMaking(false)
              look()
              showToast({ words: `${labelInWords(version)} is frozen.` })
            }}
          />
        </>
      )}
    </aside>
  )
}
