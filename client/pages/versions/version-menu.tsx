import { useState } from 'react'
import { useLocation } from 'wouter'
import type { VersionSummary, VersionsResponse } from '../../../shared/api-versions.ts'
import { labelInWords } from '../../../shared/versions.ts'
import { copyVersion, withdrawVersion } from '../../api-versions.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { Menu } from '../../components/menu.tsx'
import type { MenuAction } from '../../components/menu.tsx'
import { showToast } from '../../components/toast.tsx'
import { useSeat } from '../enter/seat.ts'
import { LIVE } from './sides.ts'
import type { View } from './sides.ts'
import { WordDialog } from './word-dialog.tsx'

/** What can be done with a version. */
export function VersionMenu({
  documentId,
  version,
  listed,
  onView,
  onChanged,
}: {
  documentId: string
  version: VersionSummary
  listed: VersionsResponse
  onView: (view: View) => void
  onChanged: () => void
}) {
  const { seat } = useSeat()
  const [, navigate] = useLocation()
  const [question, setQuestion] = useState<'copy' | 'withdraw' | null>(null)
  const { versions } = listed
  const before = versions[versions.findIndex(({ id }) => id === version.id) + 1]
  const comparing: MenuAction[] = [
    ...(before === undefined
      ? []
      : [
          {
            id: 'before',
            label: `What changed since ${labelInWords(before)}`,
            onAction: () => onView({ show: version.id, against: before.id }),
          },
        ]),
    {
      id: 'now',
      label: 'What was written since',
      onAction: () => onView({ show: LIVE, against: version.id }),
    },
  ]
  const copying: MenuAction[] = seat.operations.includes('copyVersion')
    ? [
        {
          id: 'copy',
          label: 'Copy to a new document',
          icon: 'copy',
          onAction: () => setQuestion('copy'),
        },
      ]
    : []
  const withdrawing: MenuAction[] =
    seat.operations.includes('withdrawVersion') && version.withdrawn === null
      ? [
          {
            id: 'withdraw',
            label: 'Withdraw',
            about: 'It stays readable, with the reason',
            isDanger: true,
            onAction: () => setQuestion('withdraw'),
          },
        ]
      : []
  return (
    <>
      <Menu
        label={`More for ${labelInWords(version)}`}
        trigger={<IconButton label={`More for ${labelInWords(version)}`} icon="more" />}
        groups={[comparing, copying, withdrawing]}
      />
      <WordDialog
        title="Copy to a new document"
        about={`A new document begins with the text of ${labelInWords(version)}.`}
        label="Title"
        words={version.title}
        action="Make the document"
        isOpen={question === 'copy'}
        onClose={() => setQuestion(null)}
        onSubmit={(title) =>
          copyVersion(documentId, version.id, { title }).then((made) => {
            navigate(`/documents/${made.id}`)
          })
        }
      />
      <WordDialog
        title={`Withdraw ${labelInWords(version)}`}
        about="Nobody can delete a version. Withdrawn, it says that it does not hold any more, and why."
        label="Reason"
        words=""
        action="Withdraw it"
        isOpen={question === 'withdraw'}
        onClose={() => setQuestion(null)}
        onSubmit={(reason) =>
          withdrawVersion(documentId, version.id, { reason }).then(() => {
            setQuestion(null)
            onChanged()
            showToast({ words: `${labelInWords(version)} is withdrawn.` })
          })
        }
      />
    </>
  )
}
