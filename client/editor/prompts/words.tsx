import type { Editor } from '@tiptap/core'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { isSafeLink } from '../../../shared/schema/marks.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { TextField } from '../../components/text-field.tsx'
import { setNumber } from '../blocks/clauses.ts'
import { setFootnote } from '../blocks/footnotes.ts'
import { linkAt, removeLink, setLink, withScheme } from '../blocks/links.ts'
import { run } from '../perform.ts'

export interface PromptProps {
  editor: Editor
  onClose: () => void
}

/** Address of a link, and its words where nothing is selected. */
export function LinkPrompt({ editor, onClose }: PromptProps) {
  const here = linkAt(editor.state)
  const needsWords = here === null && editor.state.selection.empty
  const [href, setHref] = useState(here?.href ?? '')
  const [words, setWords] = useState('')
  const [isTried, setTried] = useState(false)
  const isSafe = isSafeLink(withScheme(href))
  return (
    <FormDialog
      title={here === null ? 'Add a link' : 'Change the link'}
      submit="Save the link"
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        if (isSafe && run(editor, setLink({ href, words }))) onClose()
      }}
      more={
        here !== null && (
          <Button
            kind="danger"
            onPress={() => {
              run(editor, removeLink)
              onClose()
            }}
          >
            Take the link away
          </Button>
        )
      }
    >
      <TextField
        label="Address"
        description="A web page, an e-mail address, or # and a place in this document"
        value={href}
        onChange={setHref}
        autoFocus
        problem={
          isTried && !isSafe
            ? 'Please type a web address such as https://example.org or an e-mail address.'
            : undefined
        }
      />
      {needsWords && (
        <TextField label="Words to show" value={words} onChange={setWords} maxLength={300} />
      )}
    </FormDialog>
  )
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
