import { Suspense, lazy, useState } from 'react'
import { useLocation } from 'wouter'
import type { Operation } from '../../../shared/access.ts'
import type { DocumentSummary } from '../../../shared/api.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { Menu } from '../../components/menu.tsx'
import type { Connection } from '../../editor/connection/connection.ts'
import { useSeat } from '../enter/seat.ts'
import {
  askingActions,
  exportActions,
  keepingAction,
  planActions,
  textActions,
} from './document-actions.ts'

export interface DocumentMenuProps {
  document: DocumentSummary
  connection: Connection
  onCheck: () => void
  onVersions: () => void
  /** Null for those who may not bring any back. */
  onRemovedRows: (() => void) | null
  onFollow: () => void
  /** Null for those who may not edit. */
  onPlanFile: (() => void) | null
  onSittings: () => void
}

/** What can be done with the document as a whole. */
export function DocumentMenu(props: DocumentMenuProps) {
  const { document, connection, onCheck, onVersions, onRemovedRows } = props
  const { onFollow, onPlanFile, onSittings } = props
  const [, navigate] = useLocation()
  const { seat } = useSeat()
  const may = (operation: Operation) => seat.operations.includes(operation)
  const [isKept, setKept] = useState(() => connection.deviceChoice() === 'yes')
  const [isDownloading, setDownloading] = useState(false)

  function handleKeep(isKeeping: boolean) {
    setKept(isKeeping)
    void connection.keepOnDevice(isKeeping ? 'yes' : 'no')
  }

  return (
    <>
      <Menu
        label="Document"
        trigger={<IconButton label="Document menu" icon="more" />}
        groups={[
          textActions({
            document,
            go: navigate,
            mayAdopt: may('adoptCharter'),
            onCheck,
            onVersions,
            onRemovedRows,
            onSittings: may('superviseSitting') ? onSittings : null,
          }),
          planActions(document.id, { onFollow, onPlanFile }),
          askingActions(document.id, navigate),
          exportActions(may('exportDocument') ? () => setDownloading(true) : null),
          seat.isShared || seat.isView ? [] : [keepingAction(isKept, handleKeep)],
        ]}
      />
      {isDownloading && (
        <Suspense>
          <DownloadDialog document={document} onClose={() => setDownloading(false)} />
        </Suspense>
      )}
    </>
  )
}

const DownloadDialog = lazy(async () => ({
  default: (await import('./download-dialog.tsx')).DownloadDialog,
}))
