import { useRef, useState } from 'react'
import { renameDocument } from '../../api.ts'
import { showToast } from '../../components/toast.tsx'
import './title-field.css'

/** The title, changed in place: Enter or leaving the field saves, Escape takes it back. */
export function TitleField({
  documentId,
  title,
  isEditable,
  onRenamed,
}: {
  documentId: string
  title: string
  isEditable: boolean
  onRenamed: (title: string) => void
}) {
  /** Null while nobody types here. */
  const [typed, setTyped] = useState<string | null>(null)
  const isCancelled = useRef(false)

  const save = async (): Promise<void> => {
    const next = isCancelled.current ? '' : (typed ?? '').trim()
    isCancelled.current = false
    if (next === '' || next === title) return setTyped(null)
    try {
      onRenamed((await renameDocument(documentId, next)).title)
      setTyped(null)
    } catch (problem) {
      setTyped(null)
      showToast({ words: problem instanceof Error ? problem.message : '', kind: 'problem' })
    }
  }

  return (
    <input
      className="title-field"
      aria-label="Title of the document"
      value={typed ?? title}
      readOnly={!isEditable}
      maxLength={200}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') isCancelled.current = true
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}
