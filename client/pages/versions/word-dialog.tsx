import { useState } from 'react'
import type { FormEvent } from 'react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { TextField } from '../../components/text-field.tsx'
import './make-version-dialog.css'

export interface WordDialogProps {
  title: string
  about: string
  label: string
  /** What stands in the field at first. */
  words: string
  action: string
  isOpen: boolean
  onClose: () => void
  /** Rejects with words that can be shown. */
  onSubmit: (words: string) => Promise<void>
}

/** A question with one line for an answer. */
export function WordDialog(props: WordDialogProps) {
  const { title, isOpen, onClose } = props
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      {isOpen && <Form {...props} />}
    </Dialog>
  )
}

function Form({ about, label, words: before, action, onSubmit }: WordDialogProps) {
  const [words, setWords] = useState(before)
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    onSubmit(words.trim()).catch((failure: Error) => {
      setProblem(failure.message)
      setPending(false)
    })
  }

  return (
    <form className="make-version" onSubmit={handleSubmit} noValidate>
      <p>{about}</p>
      <TextField
        label={label}
        value={words}
        onChange={setWords}
        problem={problem}
        maxLength={200}
        isRequired
        autoFocus
      />
      <div className="dialog-actions">
        <Button type="submit" kind="primary" isPending={isPending}>
          {action}
        </Button>
      </div>
    </form>
  )
}
