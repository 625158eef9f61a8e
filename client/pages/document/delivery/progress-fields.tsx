import { useId } from 'react'
import type { ProgressRequest, RowProgress } from '../../../../shared/api-delivery.ts'
import { statusOf } from '../../../../shared/delivery/statuses.ts'
import type { Status } from '../../../../shared/delivery/statuses.ts'
import { DateField } from '../../../components/date-field.tsx'
import { StatusMark } from '../../../components/status-mark.tsx'
import { TextField } from '../../../components/text-field.tsx'
import './progress-fields.css'

/** What somebody types about how an action gets on. */
export interface ProgressDraft {
  status: string
  note: string
  evidence: string
  outcome: string
  /** '' for none. */
  revised: string
}

export function draftOf(progress: RowProgress | null, statuses: readonly Status[]): ProgressDraft {
  const { note = '', evidence = '', outcome = '', revised = null } = progress ?? {}
  const status = statusOf(statuses, progress?.status).key
  return { status, note, evidence, outcome, revised: revised ?? '' }
}

/** Only what is different, so that what somebody else has changed meanwhile stays. */
export function changeIn(before: ProgressDraft, after: ProgressDraft): ProgressRequest {
  const change: ProgressRequest = {}
  if (before.status !== after.status) change.status = after.status
  if (before.note !== after.note) change.note = after.note
  if (before.evidence !== after.evidence) change.evidence = withScheme(after.evidence)
  if (before.outcome !== after.outcome) change.outcome = after.outcome
  if (before.revised !== after.revised) change.revised = after.revised === '' ? null : after.revised
  return change
}

export function ProgressFields({
  draft,
  statuses,
  onChange,
}: {
  draft: ProgressDraft
  statuses: readonly Status[]
  onChange: (draft: ProgressDraft) => void
}) {
  const name = useId()
  return (
    <div className="progress-fields">
      <fieldset className="status-choice">
        <legend>Status</legend>
        {statuses.map((status) => (
          <label key={status.key}>
            <input
              type="radio"
              name={name}
              checked={draft.status === status.key}
              onChange={() => onChange({ ...draft, status: status.key })}
            />
            <StatusMark status={status} />
          </label>
        ))}
      </fieldset>
      <LongField
        label="Note"
        value={draft.note}
        onChange={(note) => onChange({ ...draft, note })}
      />
      <DateField
        label="Revised date"
        value={draft.revised}
        onChange={(revised) => onChange({ ...draft, revised })}
      />
      <TextField
        label="Link to evidence"
        value={draft.evidence}
        onChange={(evidence) => onChange({ ...draft, evidence })}
        maxLength={2000}
      />
      <LongField
        label="What came of it"
        value={draft.outcome}
        onChange={(outcome) => onChange({ ...draft, outcome })}
      />
    </div>
  )
}

function LongField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <div className="long-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={2000}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

/** People leave the scheme out. */
function withScheme(address: string): string {
  const link = address.trim()
  return link === '' || /^[a-z][a-z0-9+.-]*:/i.test(link) ? link : `https://${link}`
}
