import { Suspense, lazy, useState } from 'react'
import { useLocation } from 'wouter'
import type { Operation } from '../../../shared/access.ts'
import type { DocumentSummary } from '../../../shared/api.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { Menu } from '../../components/menu.tsx'
import type { MenuAction } from '../../components/menu.tsx'
import { showToast } from '../../components/toast.tsx'
import { wishAsked } from '../../editor/asked/wish.ts'
import type { Connection } from '../../editor/connection/connection.ts'
import { useSeat } from '../enter/seat.ts'

/** What can be done with the document as a whole. */
export function DocumentMenu({
  document,
  connection,
  onCheck,
  onVersions,
  onRemovedRows,
  onFollow,
  onPlanFile,
  onSittings,
}: {
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
}) {
  const [, navigate] = useLocation()
  const { seat } = useSeat()
  const may = (operation: Operation) => seat.operations.includes(operation)
  const [isKept, setKept] = useState(() => connection.deviceChoice() === 'yes')
  const [isDownloading, setDownloading] = useState(false)

  const share: MenuAction = {
    id: 'share',
    label: 'Copy the link',
    icon: 'link',
    onAction: () => {
      navigator.clipboard.writeText(location.href).then(
        () => showToast({ words: 'The link is copied.' }),
        () => showToast({ words: location.href }),
      )
    },
  }
  const check: MenuAction = {
    id: 'check',
    label: 'Check the plan',
    about: 'What actions lack, and what was not understood',
    icon: 'check',
    onAction: onCheck,
  }
  const asking: MenuAction[] = [
    {
      id: 'asking',
      label: 'Ask people',
      about: 'Consultations, comments to check and to answer',
      icon: 'people',
      onAction: () => navigate(`/documents/${document.id}/asking`),
    },
    {
      id: 'whoAsked',
      label: 'Who asked for this?',
      about: 'What people said about the passage with the caret',
      icon: 'comment',
      shortcut: 'Ctrl+Alt+W',
      onAction: () => wishAsked(null),
    },
    {
      id: 'youSaid',
      label: 'You said, we did',
      about: 'What people said and what was done',
      icon: 'check',
      onAction: () => navigate(`/documents/${document.id}/you-said`),
    },
  ]
  const removedRows: MenuAction[] =
    onRemovedRows === null
      ? []
      : [
          {
            id: 'removedRows',
            label: 'Recently removed rows',
            about: 'Bring an action back for 30 days',
            icon: 'undo',
            onAction: onRemovedRows,
          },
        ]
  const versions: MenuAction = {
    id: 'versions',
    label: 'Versions',
    about: 'Freeze the text, see what changed',
    icon: 'copy',
    onAction: onVersions,
  }
  const approval: MenuAction = {
    id: 'approval',
    label: 'Approval and publishing',
    about: 'Who decides, what they decided, what anybody can read',
    icon: 'check',
    onAction: () => navigate(`/documents/${document.id}/approval`),
  }
  const adoption: MenuAction[] =
    document.kind === 'charter' && may('adoptCharter')
      ? [
          {
            id: 'adoption',
            label: 'Adopt this charter',
            about: 'Who has, in which words, and posters to print',
            icon: 'people',
            onAction: () => navigate(`/adopt/${document.id}`),
          },
        ]
      : []
  const plan: MenuAction[] = [
    {
      id: 'follow',
      label: 'Follow the plan',
      about: 'Links for leads, dates in your calendar, statuses',
      icon: 'people',
      onAction: onFollow,
    },
    {
      id: 'xlsx',
      label: 'Download the plan for Excel',
      about: 'Change it there and bring it back',
      icon: 'download',
      onAction: () =>
        location.assign(`/api/documents/${encodeURIComponent(document.id)}/export?format=xlsx`),
    },
    ...(onPlanFile === null
      ? []
      : [
          {
            id: 'planFile',
            label: 'Bring the plan back',
            about: 'From Excel or CSV; first shows what would change',
            icon: 'upload' as const,
            onAction: onPlanFile,
          },
        ]),
  ]
  const exports: MenuAction[] = [
    {
      id: 'download',
      label: 'Download as…',
      about: 'Word, PDF, web page, plain text and more',
      icon: 'download',
      onAction: () => setDownloading(true),
    },
    { id: 'print', label: 'Print', icon: 'file', shortcut: 'Ctrl+P', onAction: () => print() },
  ]
  const keeping: MenuAction = isKept
    ? {
        id: 'forget',
        label: 'Stop keeping copies on this device',
        about: 'Wipes the copies of all documents here',
        onAction: () => {
          setKept(false)
          void connection.keepOnDevice('no')
          showToast({ words: 'The copies on this device are wiped.' })
        },
      }
    : {
        id: 'keep',
        label: 'Keep copies on this device',
        about: 'To go on writing without a network',
        onAction: () => {
          setKept(true)
          void connection.keepOnDevice('yes')
          showToast({ words: 'A copy is kept on this device from now on.' })
        },
      }
  const sittings: MenuAction[] = may('superviseSitting')
    ? [
        {
          id: 'sittings',
          label: 'Sittings with young people',
          about: 'They write here while two adults are there',
          icon: 'people',
          onAction: onSittings,
        },
      ]
    : []
  const report: MenuAction[] = document.hasReport
    ? [
        {
          id: 'report',
          label: 'What was read from Word',
          icon: 'wordFile',
          onAction: () => navigate(`/documents/${document.id}/report`),
        },
      ]
    : []
  return (
    <>
      <Menu
        label="Document"
        trigger={<IconButton label="Document menu" icon="more" />}
        groups={[
          [share, ...sittings, versions, approval, ...adoption, check, ...removedRows, ...report],
          plan,
          asking,
          may('exportDocument') ? exports : exports.filter(({ id }) => id === 'print'),
          seat.isShared || seat.isView ? [] : [keeping],
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
