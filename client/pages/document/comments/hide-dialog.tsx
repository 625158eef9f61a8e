import { useState } from 'react'
import type { FormEvent } from 'react'
import { COMMENT_LIMITS } from '../../../../shared/comments/kinds.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { TextField } from '../../../components/text-field.tsx'

export interface HideDialogProps {
  onHide: (reason: string) => void
  onClose: () => void
}

/** Why a comment is not shown: whoever wrote it reads it and may ask for another look. */
export function HideDialog({ onHide, onClose }: HideDialogProps) {
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '') setProblem('Please say why in a few words.')
    else onHide(reason.trim())
  }
  return (
    <Dialog title="Do not show it" isOpen onClose={onClose}>
      <form className="comment-form" onSubmit={handleSubmit}>
        <TextField
          label="Why, for whoever wrote it"
          value={reason}
          onChange={setReason}
          problem={problem}
          maxLength={COMMENT_LIMITS.reason}
          autoFocus
        />
        <div className="dialog-actions">
          <Button type="submit" kind="primary">
            Do not show it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
