import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import type { WordImport, WordImportState } from './word-import.ts'

export interface WordImportDialogProps {
  wordImport: WordImport
  onChooseFile: () => void
}

/** Shows a Word file on its way in: how far it is, how to stop it, and what went wrong. */
export function WordImportDialog({ wordImport, onChooseFile }: WordImportDialogProps) {
  const { current, onStart, onCancel } = wordImport
  return (
    <Dialog
      title={titleOf(current)}
      isOpen={current.state !== 'none'}
      onClose={onCancel}
      mayDismiss={current.state !== 'running'}
      actions={
        current.state === 'failed' ? (
          <>
            <Button onPress={onChooseFile}>Choose another file</Button>
            <Button kind="primary" onPress={() => onStart([current.file])}>
              Try again
            </Button>
          </>
        ) : (
          <Button onPress={onCancel} autoFocus>
            Cancel
          </Button>
        )
      }
    >
      {current.state === 'running' && (
        <>
          <ProgressBar
            label={
              current.progress.step === 'sending'
                ? 'Sending it to the server'
                : 'Reading headings, numbered paragraphs and tables'
            }
            share={current.progress.step === 'sending' ? current.progress.share : null}
          />
          <p>The Word file itself stays as it is.</p>
        </>
      )}
      {current.state === 'failed' && <Notice kind="problem">{current.message}</Notice>}
    </Dialog>
  )
}

function titleOf(current: WordImportState): string {
  switch (current.state) {
    case 'none':
      return 'Bring a Word file'
    case 'running':
      return `Bringing in “${current.file.name}”`
    case 'failed':
      return `“${current.file.name}” could not be brought in`
  }
}
