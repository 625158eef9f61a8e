import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { describeImage, insertImage } from '../blocks/images.ts'
import { focusText, run } from '../perform.ts'
import { FormDialog } from './words.tsx'

/** Stores the bytes of a picture; the answer is what names them. Rejects with words to show. */
export type StoreImage = (file: File) => Promise<{ content: string }>

/** Adds a picture with its description, or changes the description of one. */
export function ImagePrompt({
  editor,
  position,
  storeImage,
  onClose,
}: {
  editor: Editor
  position: number | null
  storeImage: StoreImage
  onClose: () => void
}) {
  const node = position === null ? null : editor.state.doc.nodeAt(position)
  const [alt, setAlt] = useState(String(node?.attrs['alt'] ?? ''))
  const [file, setFile] = useState<File | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isTried, setTried] = useState(false)
  const [isStoring, setStoring] = useState(false)

  const save = async (): Promise<void> => {
    setTried(true)
    if (alt.trim() === '') return
    if (position !== null) {
      run(editor, describeImage(position, alt))
      onClose()
      return
    }
    if (file === null) return
    setStoring(true)
    try {
      const { content } = await storeImage(file)
      onClose()
      run(editor, insertImage({ content, alt: alt.trim() }))
      focusText(editor)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The picture could not be stored.')
      setStoring(false)
    }
  }

  return (
    <FormDialog
      title={position === null ? 'Add a picture' : 'What the picture shows'}
      submit={isStoring ? 'Storing…' : 'Save'}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      {position === null && (
        <label className="file-field">
          <span>Picture</span>
          <input
            type="file"
            accept="image/png,image/jpeg,image/gif,image/webp"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
          {isTried && file === null && (
            <span className="field-problem">Please choose a picture.</span>
          )}
        </label>
      )}
      <TextField
        label="What it shows"
        description="In a sentence, for people who cannot see it. It is read out in its place."
        value={alt}
        onChange={setAlt}
        isRequired
        maxLength={500}
        autoFocus={position !== null}
        problem={isTried && alt.trim() === '' ? 'Please say what the picture shows.' : undefined}
      />
      {problem !== null && <Notice kind="problem">{problem}</Notice>}
    </FormDialog>
  )
}
