import { useState } from 'react'
import { labelInWords } from '../../../shared/versions.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
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
  return (
    <SidePanel
      title="Versions"
      closeLabel="Close the versions"
      className="versions-panel"
      onClose={onClose}
    >
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
    </SidePanel>
  )
}
