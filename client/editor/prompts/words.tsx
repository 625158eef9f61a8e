import type { Editor } from '@tiptap/core'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { TextField } from '../../components/text-field.tsx'
import { setNumber } from '../blocks/clauses.ts'
import { setFootnote } from '../blocks/footnotes.ts'
import { run } from '../perform.ts'

export interface PromptProps {
  editor: Editor
  onClose: () => void
}

/** The words of a footnote. Empty words take the footnote away. */
export function FootnotePrompt({ editor, position, onClose }: PromptProps & { position: number }) {
  const node = editor.state.doc.nodeAt(position)
  const [words, setWords] = useState(String(node?.attrs['text'] ?? ''))
  const isNew = node?.attrs['text'] === ''
  const close = () => {
    if (isNew && words.trim() === '') run(editor, setFootnote(position, ''))
    onClose()
  }
  return (
    <FormDialog
      title="Footnote"
      submit="Save the footnote"
      onClose={close}
      onSubmit={() => {
        run(editor, setFootnote(position, words))
        onClose()
      }}
      more={
        !isNew && (
          <Button
            kind="danger"
            onPress={() => {
              run(editor, setFootnote(position, ''))
              onClose()
            }}
          >
            Delete the footnote
          </Button>
        )
      }
    >
      <TextField
        label="Words of the footnote"
        value={words}
        onChange={setWords}
        autoFocus
        maxLength={2000}
      />
    </FormDialog>
  )
}

/** The number of a heading or clause: automatic, or as typed. */
export function NumberPrompt({ editor, position, onClose }: PromptProps & { position: number }) {
  const node = editor.state.doc.nodeAt(position)
  const [number, setNumberText] = useState(String(node?.attrs['number'] ?? ''))
  return (
    <FormDialog
      title="Number"
      submit="Save the number"
      onClose={onClose}
      onSubmit={() => {
        run(editor, setNumber(position, number))
        onClose()
      }}
      more={
        node?.type.name === 'heading' && (
          <Button
            onPress={() => {
              run(editor, setNumber(position, null))
              onClose()
            }}
          >
            No number
          </Button>
        )
      }
    >
      <TextField
        label="Number"
        description="As it should be printed, such as 3.7 or Appendix B. Leave it empty to count automatically; the next numbers go on from here."
        value={number}
        onChange={setNumberText}
        autoFocus
        maxLength={40}
      />
    </FormDialog>
  )
}

/** A small form in a dialog: Enter saves, Escape leaves everything as it was. */
export function FormDialog({
  title,
  submit,
  children,
  more,
  onSubmit,
  onClose,
}: {
  title: string
  submit: string
  children: ReactNode
  more?: ReactNode
  onSubmit: () => void
  onClose: () => void
}) {
  const id = useId()
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          {more}
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form={id}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="prompt-form"
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        {children}
      </form>
    </Dialog>
  )
}
