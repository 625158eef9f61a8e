import { useState } from 'react'
import type { FormEvent } from 'react'
import { outcomeInWords, outcomesFor } from '../../../shared/approval.ts'
import type { ApprovalRoute, ApprovalStep, Outcome } from '../../../shared/approval.ts'
import { decideStep } from '../../api-approval.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { TextField } from '../../components/text-field.tsx'
import { showToast } from '../../components/toast.tsx'
import { dropTyped, useTyped } from '../../use-typed.ts'
import { useSeat } from '../enter/seat.ts'
import { ConditionFields } from './condition-fields.tsx'
import type { ConditionDraft } from './condition-fields.tsx'
import './approval-page.css'

export interface DecideFormProps {
  documentId: string
  route: Pick<ApprovalRoute, 'version' | 'hash'>
  step: Pick<ApprovalStep, 'id' | 'verb' | 'isInOwnWords'>
  onDecided: (outcome: Outcome) => void
}

/** Takes the decision of the body whose turn it is. */
export function DecideForm({ documentId, route, step, onDecided }: DecideFormProps) {
  const outcomes = outcomesFor(step.verb)
  const { seat } = useSeat()
  const form = `decide ${route.version} ${step.id}`
  const [outcome, setOutcome] = useTyped<Outcome>(form, 'outcome', outcomes[0] ?? 'noted')
  const [reason, setReason] = useTyped(form, 'reason', '')
  const [minute, setMinute] = useTyped(form, 'minute', '')
  const [conditions, setConditions] = useTyped<readonly ConditionDraft[]>(form, 'conditions', [])
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    const place = { documentId, version: route.version, step: step.id }
    const asked = outcome === 'refused' ? [] : conditions.map(({ key: _key, ...each }) => each)
    decideStep(place, { hash: route.hash, outcome, reason, minute, conditions: asked })
      .then(
        () => {
          dropTyped(seat, form)
          showToast({ words: 'The decision is recorded.' })
          onDecided(outcome)
        },
        (failure: Error) => setProblem(failure.message),
      )
      .finally(() => setPending(false))
  }

  return (
    <form className="approval-form" onSubmit={handleSubmit} noValidate>
      <SelectField
        label="Decision"
        value={outcome}
        choices={outcomes.map((value) => ({ value, label: outcomeInWords(step.verb, value) }))}
        onChange={setOutcome}
      />
      <TextArea
        label={reasonLabel(step, outcome)}
        value={reason}
        onChange={setReason}
        maxLength={2000}
      />
      <TextField
        label="Where it stands in the minutes"
        value={minute}
        onChange={setMinute}
        maxLength={200}
      />
      {outcome !== 'refused' && (
        <ConditionFields conditions={conditions} onChange={setConditions} />
      )}
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      <p className="approval-soft">A decision is not changed afterwards.</p>
      <div className="approval-actions">
        <Button type="submit" kind="primary" isPending={isPending}>
          Record the decision
        </Button>
      </div>
    </form>
  )
}

function reasonLabel({ isInOwnWords }: DecideFormProps['step'], outcome: Outcome): string {
  if (isInOwnWords) return 'In your own words, shown in full'
  return outcome === 'agreed' || outcome === 'noted' ? 'Reason, if you like' : 'Reason'
}
