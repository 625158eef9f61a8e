import { Suspense, lazy, useCallback, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { DocumentSummary } from '../../../../shared/api.ts'
import { SHAPES, statusOf } from '../../../../shared/delivery/statuses.ts'
import { actionsOf, leadsIn } from '../../../../shared/reading/plan-actions.ts'
import type { PlanAction } from '../../../../shared/reading/plan-actions.ts'
import type { Connection } from '../../../editor/connection/connection.ts'
import type { Editor } from '../../../editor/create-editor.ts'
import { onProgressWanted, showDelivery } from '../../../editor/delivery/marks.ts'
import { focusText, run } from '../../../editor/perform.ts'
import { readingsOf } from '../../../editor/readings/readings.ts'
import { DeliveryContext, useDeliveryOf } from './delivery.ts'
import type { DeliveryView } from './delivery.ts'

// Each is fetched when somebody first asks for it.
const ProgressPanel = lazy(async () => ({
  default: (await import('./progress-panel.tsx')).ProgressPanel,
}))
const FollowDialog = lazy(async () => ({
  default: (await import('./follow-dialog.tsx')).FollowDialog,
}))
const PlanFileDialog = lazy(async () => ({
  default: (await import('../plan-file/plan-file-dialog.tsx')).PlanFileDialog,
}))

type Open =
  | { is: 'nothing' }
  /** `from`: what had the focus, and gets it back. */
  | { is: 'row'; row: string; name: string; from: Element | null }
  | { is: 'follow'; leads: string[] }
  | { is: 'file'; file: File }

export interface Progress {
  view: DeliveryView
  /** What is open of it: the panel of a row, or a dialog. */
  panels: ReactNode
  onFollow: () => void
  /** Asks for a file, and shows what it would change. */
  onPlanFile: () => void
}

/** How actions get on: drawn into the text, in the panel of a row, and what belongs to it. */
export function useProgress(
  editor: Editor | null,
  { document: { id }, connection }: { document: DocumentSummary; connection: Connection },
): Progress {
  const delivery = useDeliveryOf(id, connection)
  const [open, setOpen] = useState<Open>({ is: 'nothing' })
  useMarks(editor, delivery)

  const onProgress = useCallback(
    (row: string) => {
      const action = actionsIn(editor).find((each) => each.id === row)
      const name = action === undefined ? '' : action.name || 'An action without words'
      setOpen({ is: 'row', row, name, from: document.activeElement })
    },
    [editor],
  )
  useEffect(
    () => (editor === null ? undefined : onProgressWanted(editor, onProgress)),
    [editor, onProgress],
  )
  const view = useMemo(() => ({ delivery, onProgress }), [delivery, onProgress])
  const close = (): void => {
    const from = open.is === 'row' ? open.from : null
    setOpen({ is: 'nothing' })
    if (from instanceof HTMLElement && from.isConnected) from.focus()
    else if (open.is === 'row' && editor !== null) focusText(editor)
  }
  return {
    view,
    panels: open.is !== 'nothing' && (
      <Suspense>
        <DeliveryContext value={view}>
          {open.is === 'row' && (
            <ProgressPanel
              key={open.row}
              documentId={id}
              row={open.row}
              name={open.name}
              onClose={close}
            />
          )}
          {open.is === 'follow' && (
            <FollowDialog documentId={id} leads={open.leads} onClose={close} />
          )}
          {open.is === 'file' && (
            <PlanFileDialog documentId={id} file={open.file} onClose={close} />
          )}
        </DeliveryContext>
      </Suspense>
    ),
    onFollow: () => setOpen({ is: 'follow', leads: leadsIn(actionsIn(editor)) }),
    onPlanFile: () => chooseFile((file) => setOpen({ is: 'file', file })),
  }
}

function useMarks(editor: Editor | null, { rows, statuses }: DeliveryView['delivery']): void {
  useEffect(() => {
    if (editor === null) return
    const marks = Object.entries(rows).map(([row, { status }]) => {
      const { shape, label, tone } = statusOf(statuses, status)
      return [row, { words: `${SHAPES[shape]} ${label}`, tone }] as const
    })
    run(editor, showDelivery(new Map(marks)))
  }, [editor, rows, statuses])
}

function actionsIn(editor: Editor | null): PlanAction[] {
  return editor === null ? [] : actionsOf(readingsOf(editor.state))
}

function chooseFile(onFile: (file: File) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.xlsx,.csv'
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file !== undefined) onFile(file)
  })
  input.click()
}
