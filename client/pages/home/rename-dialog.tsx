import { useState } from 'react'
import type { FormEvent } from 'react'
import type { DocumentSummary } from '../../../shared/api.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { TextField } from '../../components/text-field.tsx'
import './rename-dialog.css'

export interface RenameDialogProps {
  /** Null: closed. */
  document: DocumentSummary | null
  onClose: () => void
  onRename: (document: DocumentSummary, title: string) => void
}

export function RenameDialog({ document, onClose, onRename }: RenameDialogProps) {
  return (
    <Dialog title="Rename the document" isOpen={document !== null} onClose={onClose}>
      {document !== null && (
        <RenameForm
          before={document.title}
          onSubmit={(title) => {
            if (title !== document.title) onRename(document, title)
            onClose()
          }}
        />
      )}
    </Dialog>
  )
}

function RenameForm({ before, onSubmit }: { before: string; onSubmit: (title: string) => void }) {
  const [title, setTitle] = useState(before)
  const [problem, setProblem] = useState<string>()

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (title.trim() === '') setProblem('Please give the document a title.')
    else onSubmit(title.trim())
  }

  return (
    <form className="rename-form" onSubmit={handleSubmit}>
      <TextField
        label="Title"
        value={title}
        onChange={setTitle}
        problem={problem}
        maxLength={200}
        isRequired
        autoFocus
      />
      <div className="dialog-actions">
        <Button type="submit" kind="primary">
          Rename
        </Button>
      </div>
    </form>
  )
}
