import { useState } from 'react'
import type { FormEvent } from 'react'
import { Link } from 'wouter'
import { VERBS, VERB_KEYS } from '../../../shared/approval.ts'
import type { Verb } from '../../../shared/approval.ts'
import { labelInWords } from '../../../shared/versions.ts'
import { startRoute } from '../../api-approval.ts'
import { Button } from '../../components/button.tsx'
import { DateField } from '../../components/date-field.tsx'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { TextField } from '../../components/text-field.tsx'
import type { Approval } from './use-approval.ts'

interface Draft {
  key: number
  body: string
  verb: Verb
  due: string
}

/** Sends a version to the bodies that decide, one after the other. */
export function StartForm({ approval, onStarted }: { approval: Approval; onStarted: () => void }) {
  const { documentId, described, versions } = approval
  const isOut = new Set(described.routes.map(({ version }) => version))
  const free = versions.filter(({ id, withdrawn }) => withdrawn === null && !isOut.has(id))
  const [chosen, setChosen] = useState('')
  const [steps, setSteps] = useState<Draft[]>([newStep(1)])
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
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
      steps: steps.map(({ body, verb, due }) => ({ body, verb, due })),
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

  const change = (key: number, part: Partial<Draft>) =>
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
      <ol className="approval-steps">
        {steps.map((step, at) => (
          <li key={step.key}>
            <fieldset className="approval-step">
              <legend>Step {at + 1}</legend>
              <TextField
                label="Who decides"
                value={step.body}
                onChange={(body) => change(step.key, { body })}
                maxLength={120}
              />
              <SelectField
                label="What they are asked for"
                value={step.verb}
                choices={VERB_KEYS.map((value) => ({ value, label: VERBS[value] }))}
                onChange={(verb) => change(step.key, { verb })}
              />
              <DateField
                label="By when"
                value={step.due}
                onChange={(due) => change(step.key, { due })}
              />
              {steps.length > 1 && (
                <Button onPress={() => setSteps(steps.filter(({ key }) => key !== step.key))}>
                  Remove step {at + 1}
                </Button>
              )}
            </fieldset>
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
          isDisabled={steps.length >= 20}
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

function newStep(key: number): Draft {
  return { key, body: '', verb: 'approve', due: '' }
}
