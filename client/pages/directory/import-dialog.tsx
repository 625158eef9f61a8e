import { useEffect, useRef } from 'react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { ImportPreview } from './import-preview.tsx'
import { countWork } from './table-import.ts'
import type { TableImport, TableImportState } from './table-import.ts'
import './import-dialog.css'

export interface ImportDialogProps {
  tableImport: TableImport
  onChooseFile: () => void
}

/** A list on its way in: reading it, what it would change, and the one button that changes it. */
export function ImportDialog({ tableImport, onChooseFile }: ImportDialogProps) {
  const { current, onStart, onChoose, onCancel } = tableImport
  const content = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The button that had the focus has left with the step before.
    if (document.activeElement !== document.body) return
    content.current?.closest<HTMLElement>('[role="dialog"]')?.focus()
  })
  return (
    <Dialog
      title={titleOf(current)}
      isOpen={current.state !== 'none'}
      onClose={onCancel}
      size="large"
      mayDismiss={current.state !== 'running'}
      actions={<Actions tableImport={tableImport} onChooseFile={onChooseFile} onStart={onStart} />}
    >
      <div ref={content} className="import-dialog">
        {current.state === 'running' && (
          <ProgressBar
            label={
              current.progress.step === 'sending' ? 'Sending it to the server' : 'Reading the rows'
            }
            share={current.progress.step === 'sending' ? current.progress.share : null}
          />
        )}
        {current.state === 'failed' && <Notice kind="problem">{current.message}</Notice>}
        {current.state === 'read' && (
          <>
            <ImportPreview plan={current.plan} choices={current.choices} onChoose={onChoose} />
            {current.problem !== null && <Notice kind="problem">{current.problem}</Notice>}
          </>
        )}
      </div>
    </Dialog>
  )
}

function Actions({
  tableImport: { current, onApply, onCancel },
  onChooseFile,
  onStart,
}: ImportDialogProps & Pick<TableImport, 'onStart'>) {
  switch (current.state) {
    case 'none':
      return null
    case 'running':
      return (
        <Button onPress={onCancel} autoFocus>
          Cancel
        </Button>
      )
    case 'failed':
      return (
        <>
          <Button onPress={onChooseFile}>Choose another file</Button>
          <Button kind="primary" onPress={() => onStart([current.file])}>
            Try again
          </Button>
        </>
      )
    case 'read': {
      const work = countWork(current.plan)
      return work === 0 ? (
        <Button kind="primary" onPress={onCancel}>
          Close
        </Button>
      ) : (
        <>
          <Button onPress={onCancel}>Cancel</Button>
          <Button kind="primary" isPending={current.isPending} onPress={onApply}>
            {work === 1 ? 'Take in 1 row' : `Take in ${work.toLocaleString('en-GB')} rows`}
          </Button>
        </>
      )
    }
  }
}

function titleOf(current: TableImportState): string {
  switch (current.state) {
    case 'none':
      return 'Bring a list'
    case 'running':
      return `Reading “${current.file.name}”`
    case 'failed':
      return `“${current.file.name}” could not be brought in`
    case 'read':
      return `What “${current.file.name}” would change`
  }
}
