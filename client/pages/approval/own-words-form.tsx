import { useState } from 'react'
import type { FormEvent } from 'react'
import { outcomesFor } from '../../../shared/approval.ts'
import type { ApprovalRoute, ApprovalStep, Outcome } from '../../../shared/approval.ts'
import { sayOwnWords } from '../../api-approval.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { showToast } from '../../components/toast.tsx'
import { dropTyped, useTyped } from '../../use-typed.ts'
import { useSeat } from '../enter/seat.ts'

/** As a group would say it. */
const OUTCOMES: Record<Outcome, string> = {
  agreed: 'Yes, we agree',
  amended: 'Yes, if you change something',
  deferred: 'Not yet, we want to talk more',
  refused: 'No, we do not agree',
  noted: 'We have read it',
}

export interface OwnWordsFormProps {
  documentId: string
  route: ApprovalRoute
  step: ApprovalStep
  /** False until two of the group's adults sit with it. */
  isOpen: boolean
  onSaid: () => void
}

/** What a youth group decided, in its own words, on one of their phones. */
export function OwnWordsForm({ documentId, route, step, isOpen, onSaid }: OwnWordsFormProps) {
  const outcomes = outcomesFor(step.verb)
  const { seat } = useSeat()
  const form = `words ${route.version} ${step.id}`
  const [outcome, setOutcome] = useTyped<Outcome>(form, 'outcome', outcomes[0] ?? 'noted')
  const [words, setWords] = useTyped(form, 'words', '')
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)

  if (!isOpen) {
    return (
      <p>
        Your group decides this together. You can send your decision here when two of your adults
        are with you and have started the session.
      </p>
    )
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    const place = { documentId, version: route.version, step: step.id }
    sayOwnWords(place, { hash: route.hash, outcome, words })
      .then(
        () => {
          dropTyped(seat, form)
          showToast({ words: 'Your decision is recorded.' })
          onSaid()
        },
        (failure: Error) => setProblem(failure.message),
      )
      .finally(() => setPending(false))
  }

  return (
    <form className="approval-form" onSubmit={handleSubmit} noValidate>
      <SelectField
        label="What your group decided"
        value={outcome}
        choices={outcomes.map((value) => ({ value, label: OUTCOMES[value] }))}
        onChange={setOutcome}
      />
      <TextArea
        label="In your own words"
        description="Everybody who reads the decisions sees them, word for word. Do not write names."
        value={words}
        onChange={setWords}
        maxLength={2000}
      />
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      <p className="approval-soft">
        It counts as much as what any other group decides, and is not changed afterwards.
      </p>
      <div className="approval-actions">
        <Button type="submit" kind="primary" isPending={isPending}>
          Send our decision
        </Button>
      </div>
    </form>
  )
}
