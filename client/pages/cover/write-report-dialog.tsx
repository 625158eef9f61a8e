import { useState } from 'react'
import type { FormEvent } from 'react'
import { useLocation } from 'wouter'
import { labelInWords } from '../../../shared/versions.ts'
import { writeCoverReport } from '../../api-cover.ts'
import { Button } from '../../components/button.tsx'
import { DateField } from '../../components/date-field.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import type { Approval } from '../approval/use-approval.ts'
import { useSeat } from '../enter/seat.ts'

/** Begins a cover report: about which version, for whom, and from whom. */
export function WriteReportDialog({
  approval,
  onClose,
}: {
  approval: Approval
  onClose: () => void
}) {
  const { documentId, described, versions } = approval
  const { seat } = useSeat()
  const [, navigate] = useLocation()
  const free = versions.filter(({ withdrawn }) => withdrawn === null)
  const [chosen, setChosen] = useState(free[0]?.id ?? '')
  const [title, setTitle] = useState(`Cover report: ${described.title}`.slice(0, 200))
  const [body, setBody] = useState('')
  const [meeting, setMeeting] = useState('')
  const [author, setAuthor] = useState(seat.name)
  const [contact, setContact] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    const version = free.find(({ id }) => id === chosen)
    if (version === undefined) return
    setPending(true)
    writeCoverReport(documentId, {
      version: version.id,
      hash: version.hash,
      title,
      body,
      meeting: meeting === '' ? null : meeting,
      author,
      contact,
    })
      .then(
        ({ id }) => navigate(`/documents/${id}`),
        (failure: Error) => setProblem(failure.message),
      )
      .finally(() => setPending(false))
  }

  return (
    <Dialog title="Write a cover report" isOpen onClose={onClose} size="large">
      <form className="approval-form" onSubmit={handleSubmit} noValidate>
        <SelectField
          label="About"
          value={chosen}
          choices={free.map((each) => ({ value: each.id, label: labelInWords(each) }))}
          onChange={setChosen}
        />
        <TextField label="Title" value={title} onChange={setTitle} maxLength={200} />
        <TextField label="For which body" value={body} onChange={setBody} maxLength={120} />
        <DateField
          label="Meets on; leave empty if not known"
          value={meeting}
          onChange={setMeeting}
        />
        <TextField
          label="Report of"
          description="Name and post"
          value={author}
          onChange={setAuthor}
          maxLength={200}
        />
        <TextField
          label="Contact"
          description="A post and its mailbox, not a person’s own"
          value={contact}
          onChange={setContact}
          maxLength={200}
        />
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        <div className="dialog-actions">
          <Button type="submit" kind="primary" isPending={isPending}>
            Start writing
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
