import type { DocumentSummary } from '../../../shared/api.ts'
import type { MenuAction } from '../../components/menu.tsx'
import { showToast } from '../../components/toast.tsx'
import { wishAsked } from '../../editor/asked/wish.ts'

type Go = (path: string) => void

export interface TextActionsDeps {
  document: DocumentSummary
  go: Go
  mayAdopt: boolean
  onCheck: () => void
  onVersions: () => void
  /** Null for those who may not bring any back. */
  onRemovedRows: (() => void) | null
  /** Null for those who look after no sitting. */
  onSittings: (() => void) | null
}

/** What can be done with the text as it is, and on its way to being decided. */
export function textActions(deps: TextActionsDeps): MenuAction[] {
  const { document, go, mayAdopt, onCheck, onVersions, onRemovedRows, onSittings } = deps
  const actions: (MenuAction | null)[] = [
    { id: 'share', label: 'Copy the link', icon: 'link', onAction: copyLink },
    onSittings && {
      id: 'sittings',
      label: 'Sittings with young people',
      about: 'They write here while two adults are there',
      icon: 'people',
      onAction: onSittings,
    },
    {
      id: 'versions',
      label: 'Versions',
      about: 'Freeze the text, see what changed',
      icon: 'copy',
      onAction: onVersions,
    },
    {
      id: 'approval',
      label: 'Approval and publishing',
      about: 'Who decides, what they decided, what anybody can read',
      icon: 'check',
      onAction: () => go(`/documents/${document.id}/approval`),
    },
    document.kind === 'charter' && mayAdopt
      ? {
          id: 'adoption',
          label: 'Adopt this charter',
          about: 'Who has, in which words, and posters to print',
          icon: 'people',
          onAction: () => go(`/adopt/${document.id}`),
        }
      : null,
    {
      id: 'check',
      label: 'Check the plan',
      about: 'What actions lack, and what was not understood',
      icon: 'check',
      onAction: onCheck,
    },
    onRemovedRows && {
      id: 'removedRows',
      label: 'Recently removed rows',
      about: 'Bring an action back for 30 days',
      icon: 'undo',
      onAction: onRemovedRows,
    },
    document.hasReport
      ? {
          id: 'report',
          label: 'What was read from Word',
          icon: 'wordFile',
          onAction: () => go(`/documents/${document.id}/report`),
        }
      : null,
  ]
  return actions.filter((action) => action !== null)
}

function copyLink(): void {
  navigator.clipboard.writeText(location.href).then(
    () => showToast({ words: 'The link is copied.' }),
    () => showToast({ words: location.href }),
  )
}

/** The plan with others, and in a spreadsheet. `onPlanFile`: null for those who may not edit. */
export function planActions(
  documentId: string,
  { onFollow, onPlanFile }: { onFollow: () => void; onPlanFile: (() => void) | null },
): MenuAction[] {
  const address = `/api/documents/${encodeURIComponent(documentId)}/export?format=xlsx`
  const actions: (MenuAction | null)[] = [
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
      onAction: () => location.assign(address),
    },
    onPlanFile && {
      id: 'planFile',
      label: 'Bring the plan back',
      about: 'From Excel or CSV; first shows what would change',
      icon: 'upload',
      onAction: onPlanFile,
    },
  ]
  return actions.filter((action) => action !== null)
}

/** What people are asked, what they said, and what was done. */
export function askingActions(documentId: string, go: Go): MenuAction[] {
  return [
    {
      id: 'asking',
      label: 'Ask people',
      about: 'Consultations, comments to check and to answer',
      icon: 'people',
      onAction: () => go(`/documents/${documentId}/asking`),
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
      onAction: () => go(`/documents/${documentId}/you-said`),
    },
  ]
}

/** On paper or as a file. `onDownload`: null for those who may take no files away. */
export function exportActions(onDownload: (() => void) | null): MenuAction[] {
  const actions: (MenuAction | null)[] = [
    onDownload && {
      id: 'download',
      label: 'Download as…',
      about: 'Word, PDF, web page, plain text and more',
      icon: 'download',
      onAction: onDownload,
    },
    { id: 'print', label: 'Print', icon: 'file', shortcut: 'Ctrl+P', onAction: () => print() },
  ]
  return actions.filter((action) => action !== null)
}

/** Whether copies are kept on this device. */
export function keepingAction(isKept: boolean, onKeep: (isKept: boolean) => void): MenuAction {
  return isKept
    ? {
        id: 'forget',
        label: 'Stop keeping copies on this device',
        about: 'Wipes the copies of all documents here',
        onAction: () => {
          onKeep(false)
          showToast({ words: 'The copies on this device are wiped.' })
        },
      }
    : {
        id: 'keep',
        label: 'Keep copies on this device',
        about: 'To go on writing without a network',
        onAction: () => {
          onKeep(true)
          showToast({ words: 'A copy is kept on this device from now on.' })
        },
      }
}
