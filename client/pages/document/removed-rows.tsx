import { useEffect, useState } from 'react'
import { REMOVED_ROW_DAYS } from '../../../shared/api-removed-rows.ts'
import type { RemovedRowSummary } from '../../../shared/api-removed-rows.ts'
import type { NodeJson } from '../../../shared/schema/document-json.ts'
import { listRemovedRows } from '../../api.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { showToast } from '../../components/toast.tsx'
import { Waiting } from '../../components/waiting.tsx'
import type { Editor } from '../../editor/create-editor.ts'
import { bringBackRow } from '../../editor/action-table/bring-back.ts'
import { beginUndoStep } from '../../editor/binding/index.ts'
import { focusText, run } from '../../editor/perform.ts'
import './removed-rows.css'

type Shown =
  | { is: 'waiting' }
  | { is: 'here'; rows: readonly RemovedRowSummary[] }
  | { is: 'problem'; words: string }

/** Rows of the plans that were taken out, each with a way back. */
export function RemovedRows({
  documentId,
  editor,
  onClose,
}: {
  documentId: string
  editor: Editor
  onClose: () => void
}) {
  const [shown, setShown] = useState<Shown>({ is: 'waiting' })
  useEffect(() => {
    let isGone = false
    listRemovedRows(documentId).then(
      ({ rows }) => isGone || setShown({ is: 'here', rows }),
      (error: unknown) =>
        isGone || setShown({ is: 'problem', words: error instanceof Error ? error.message : '' }),
    )
    return () => {
      isGone = true
    }
  }, [documentId])
  const bringBack = (row: RemovedRowSummary): void => {
    beginUndoStep(editor.state)
    const isBack = run(editor, bringBackRow(row))
    if (!isBack) {
      return void showToast({
        words: 'There is no plan that could take this row.',
        kind: 'problem',
      })
    }
    showToast({ words: 'The row is back.' })
    onClose()
    focusText(editor)
  }
  return (
    <Dialog
      title="Recently removed rows"
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>Close</Button>}
    >
      {shown.is === 'waiting' && <Waiting words="The rows are being fetched." lines={2} />}
      {shown.is === 'problem' && <p role="alert">{shown.words}</p>}
      {shown.is === 'here' && shown.rows.length === 0 && (
        <p>No row was removed in the last {REMOVED_ROW_DAYS} days.</p>
      )}
      {shown.is === 'here' && shown.rows.length > 0 && (
        <>
          <p>A row can be brought back for {REMOVED_ROW_DAYS} days after it was removed.</p>
          <ul className="removed-rows">
            {shown.rows.map((row) => (
              <li key={row.id}>
                <div>
                  <strong>{wordsOf(row.row).slice(0, 160)}</strong>
                  <small>{whoAndWhen(row)}</small>
                </div>
                <Button onPress={() => bringBack(row)}>Bring back</Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}

function whoAndWhen({ by, at }: RemovedRowSummary): string {
  const when = new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
  return by === '' ? `Removed ${when}` : `Removed by ${by}, ${when}`
}

/** The cells of a row as a line. */
function wordsOf({ content = [] }: NodeJson): string {
  const inside = (node: NodeJson): string =>
    node.text ?? (node.content ?? []).map(inside).filter(Boolean).join(' ')
  return content.map(inside).filter(Boolean).join(' · ')
}
