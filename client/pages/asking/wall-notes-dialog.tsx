import { useState } from 'react'
import type { FormEvent } from 'react'
import { WHOLE_DOCUMENT } from '../../../shared/comments/anchor.ts'
import { findPersonalData } from '../../../shared/safety/personal-data.ts'
import { commentsApi } from '../../api-comments.ts'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { TextArea } from './text-area.tsx'
import { newKey } from '../../comments/keys.ts'
import type { Asking } from './use-asking.ts'

export interface WallNotesDialogProps {
  asking: Asking
  onClose: () => void
  onDone: () => void
}

/** What stood on paper: each line becomes a comment. */
export function WallNotesDialog({ asking, onClose, onDone }: WallNotesDialogProps) {
  const { document, reading } = asking
  const [section, setSection] = useState(reading.sections[0]?.id ?? '')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  const personal = lines.filter((line) => findPersonalData(line).length > 0)

  async function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (lines.length === 0 || isPending) return
    setPending(true)
    setProblem(undefined)
    const heading = reading.sections.find(({ id }) => id === section)?.heading ?? ''
    const anchor =
      heading === ''
        ? WHOLE_DOCUMENT
        : { ...WHOLE_DOCUMENT, on: 'section' as const, block: section, quote: heading }
    const rest = [...lines]
    const api = commentsApi(document.id)
    try {
      for (let body = rest[0]; body !== undefined; body = rest[0]) {
        await api.start({ key: newKey(), anchor, visibility: 'visible', body })
        rest.shift()
      }
      const many = lines.length === 1 ? '1 comment is' : `${lines.length} comments are`
      showToast({ words: `${many} kept.` })
      onDone()
    } catch (failure) {
      setText(rest.join('\n'))
      setProblem(failure instanceof Error ? failure.message : String(failure))
      setPending(false)
    }
  }

  return (
    <Dialog title="Type in wall notes" isOpen onClose={onClose} size="large">
      <form className="asking-form" onSubmit={handleSubmit}>
        <SelectField
          label="What they are about"
          value={section}
          choices={reading.sections.map(({ id, heading }) => ({
            value: id,
            label: heading === '' ? 'The whole document' : heading,
          }))}
          onChange={setSection}
        />
        <TextArea
          label="One line, one comment"
          value={text}
          onChange={setText}
          rows={10}
          maxLength={20_000}
        />
        {personal.length > 0 && (
          <Notice kind="warn">
            Look at these lines again, they may give somebody away: {personal.join(' · ')}
          </Notice>
        )}
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        <div className="dialog-actions">
          <Button type="submit" kind="primary" isPending={isPending}>
            {lines.length === 1 ? 'Keep 1 comment' : `Keep ${lines.length} comments`}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
