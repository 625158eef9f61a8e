import { useEffect, useRef, useState } from 'react'
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
  const [typed, setTyped] = useState(title)
  const isCancelled = useRef(false)
  useEffect(() => setTyped(title), [title])

  const save = async (): Promise<void> => {
    const next = typed.trim()
    if (isCancelled.current || next === '' || next === title) {
      isCancelled.current = false
      setTyped(title)
      return
    }
    try {
      onRenamed((await renameDocument(documentId, next)).title)
    } catch (problem) {
      setTyped(title)
      showToast({ words: problem instanceof Error ? problem.message : '', kind: 'problem' })
    }
  }

  return (
    <input
      className="title-field"
      aria-label="Title of the document"
      value={typed}
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
