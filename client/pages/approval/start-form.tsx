import { useState } from 'react'
import type { FormEvent } from 'react'
import { Link } from 'wouter'
import { stateOf } from '../../../shared/approval.ts'
import { labelInWords } from '../../../shared/versions.ts'
import { startRoute } from '../../api-approval.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { StepFields, asRequest, newStep, stepsAsIn } from './step-fields.tsx'
import type { StepDraft } from './step-fields.tsx'
import { useYouthGroups } from './use-youth-groups.ts'
import type { Approval } from './use-approval.ts'

/** Sends a version to the bodies that decide, one after the other or several at once. */
export function StartForm({ approval, onStarted }: { approval: Approval; onStarted: () => void }) {
  const { documentId, described, versions } = approval
  const isOut = new Set(described.routes.map(({ version }) => version))
  const free = versions.filter(({ id, withdrawn }) => withdrawn === null && !isOut.has(id))
  const [chosen, setChosen] = useState('')
  const [steps, setSteps] = useState<StepDraft[]>([newStep(1)])
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const groups = useYouthGroups()
  const [last] = described.routes
  const onItsWay = described.routes.find((route) => stateOf(route) === 'open')
  const version = free.find(({ id }) => id === chosen) ?? free[0]

  if (version === undefined) {
    return (
      <p>
        To send out more, <Link href={`/documents/${documentId}/versions`}>make a version</Link>{' '}
        first.
      </p>
    )
  }
  const { id, hash } = version

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    startRoute(documentId, {
      version: id,
      hash,
      steps: asRequest(steps),
      unansweredReason: reason,
    })
      .then(
        () => {
          setSteps([newStep(1)])
          setProblem(undefined)
          onStarted()
        },
        (failure: Error) => setProblem(failure.message),
      )
      .finally(() => setPending(false))
  }

  const change = (key: number, part: Partial<StepDraft>) =>
    setSteps(steps.map((each) => (each.key === key ? { ...each, ...part } : each)))

  return (
    <form className="approval-form" onSubmit={handleSubmit} noValidate>
      <h2>Send a version out</h2>
      <SelectField
        label="Version"
        value={id}
        choices={free.map((each) => ({ value: each.id, label: labelInWords(each) }))}
        onChange={setChosen}
      />
      {onItsWay !== undefined && (
        <p>
          {onItsWay.label} is still on its way. Sending this out ends that: what was decided stays,
          and nobody else decides about it.
        </p>
      )}
      {last !== undefined && (
        <div className="approval-actions">
          <Button onPress={() => setSteps(stepsAsIn(last))}>
            Ask the same as for {last.number}
          </Button>
        </div>
      )}
      <ol className="approval-steps">
        {steps.map((step, at) => (
          <li key={step.key}>
            <StepFields
              step={step}
              number={at + 1}
              groups={groups}
              onChange={(part) => change(step.key, part)}
              onRemove={
                steps.length > 1
                  ? () => setSteps(steps.filter(({ key }) => key !== step.key))
                  : undefined
              }
            />
          </li>
        ))}
      </ol>
      {described.unanswered > 0 && (
        <TextArea
          label="Why it goes on although comments have no answer"
          value={reason}
          onChange={setReason}
          maxLength={1000}
        />
      )}
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      <div className="approval-actions">
        <Button
          icon="plus"
          isDisabled={steps.length >= 40}
          onPress={() => setSteps([...steps, newStep((steps.at(-1)?.key ?? 0) + 1)])}
        >
          Add a step
        </Button>
        <Button
          type="submit"
          kind={described.routes.length === 0 ? 'primary' : 'quiet'}
          isPending={isPending}
        >
          Send it out
        </Button>
      </div>
    </form>
  )
}
