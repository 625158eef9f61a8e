import { useState } from 'react'
import type { FormEvent } from 'react'
import type {
  ChangeSinceApproval,
  VersionSummary,
  VersionsResponse,
} from '../../../shared/api-versions.ts'
import { STAGES, STAGE_KEYS, labelInPrint } from '../../../shared/versions.ts'
import type { Stage } from '../../../shared/versions.ts'
import { makeVersion } from '../../api-versions.ts'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { DateField } from '../../components/date-field.tsx'
import { today } from '../../components/days.ts'
import { Dialog } from '../../components/dialog.tsx'
import { TextField } from '../../components/text-field.tsx'
import './make-version-dialog.css'

const STAGE_CHOICES = STAGE_KEYS.map((value) => ({ value, label: STAGES[value] }))

export interface MakeVersionProps {
  documentId: string
  listed: VersionsResponse
  isOpen: boolean
  onClose: () => void
  onMade: (version: VersionSummary) => void
}

/** Stage, number, date and a note, and how it will be printed. */
export function MakeVersionDialog(props: MakeVersionProps) {
  const { isOpen, onClose } = props
  return (
    <Dialog title="Make a version" isOpen={isOpen} onClose={onClose}>
      {isOpen && <Form {...props} />}
    </Dialog>
  )
}

function Form({ documentId, listed, onMade }: MakeVersionProps) {
  const { next, approved } = listed
  const [stage, setStage] = useState<Stage>(listed.versions[0]?.stage ?? 'working')
  const [number, setNumber] = useState(next.minor)
  const [date, setDate] = useState(today)
  const [note, setNote] = useState('')
  const [size, setSize] = useState<ChangeSinceApproval['is'] | null>(null)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    setProblem(undefined)
    setPending(true)
    const change = approved === null || size === null ? {} : { change: { is: size, reason } }
    const label = { stage, number: number.trim(), date, note: note.trim() }
    makeVersion(documentId, { ...label, ...change }).then(onMade, (failure: Error) => {
      setProblem(failure.message)
      setPending(false)
    })
  }

  return (
    <form className="make-version" onSubmit={handleSubmit} noValidate>
      <p>The text is frozen as it is now. Writing goes on, and the version stays as it is.</p>
      <SelectField label="Stage" value={stage} choices={STAGE_CHOICES} onChange={setStage} />
      {approved === null ? (
        <fieldset className="make-version-numbers">
          <legend>How much has changed</legend>
          <Choice
            label={`Corrections: ${next.minor}`}
            isChosen={number === next.minor}
            onChoose={() => setNumber(next.minor)}
          />
          <Choice
            label={`Substance: ${next.major}`}
            isChosen={number === next.major}
            onChoose={() => setNumber(next.major)}
          />
        </fieldset>
      ) : (
        <>
          <fieldset className="make-version-numbers">
            <legend>What has changed since {approved.number} was approved</legend>
            <Choice
              label={`Minor: ${next.minor}. It is recorded, and the approval of ${approved.number} stays.`}
              isChosen={size === 'minor'}
              onChoose={() => {
                setSize('minor')
                setNumber(next.minor)
              }}
            />
            <Choice
              label={`Material: ${next.major}. It is decided about anew.`}
              isChosen={size === 'material'}
              onChoose={() => {
                setSize('material')
                setNumber(next.major)
              }}
            />
          </fieldset>
          <TextField
            label="What changed, and why it is so"
            value={reason}
            onChange={setReason}
            maxLength={1000}
            isRequired
          />
        </>
      )}
      <TextField
        label="Number"
        value={number}
        onChange={setNumber}
        problem={problem}
        maxLength={19}
        isRequired
      />
      <DateField label="Date" value={date} onChange={setDate} />
      <TextField
        label="Note"
        description="For whom it is, or what is new. Can be left empty."
        value={note}
        onChange={setNote}
        maxLength={500}
      />
      <output className="make-version-print">
        {labelInPrint({ stage, number: number.trim(), date })}
      </output>
      <div className="dialog-actions">
        <Button type="submit" kind="primary" isPending={isPending}>
          Make the version
        </Button>
      </div>
    </form>
  )
}

function Choice({
  label,
  isChosen,
  onChoose,
}: {
  label: string
  isChosen: boolean
  onChoose: () => void
}) {
  return (
    <label>
      <input type="radio" name="number" checked={isChosen} onChange={onChoose} />
      {label}
    </label>
  )
}
