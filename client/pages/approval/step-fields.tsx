import { VERBS, VERB_KEYS } from '../../../shared/approval.ts'
import type { ApprovalRoute, StartRouteRequest, Verb } from '../../../shared/approval.ts'
import { Button } from '../../components/button.tsx'
import { DateField } from '../../components/date-field.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'

/** A step as it is being written down. */
export interface StepDraft {
  key: number
  body: string
  verb: Verb
  /** Decided in the same stage as the step before. */
  isTogether: boolean
  due: string
  meeting: string
  /** Whether it answers in its own words, and which youth group enters them. */
  words: 'reasons' | 'own' | `group ${string}`
}

export interface YouthGroup {
  id: string
  name: string
}

export interface StepFieldsProps {
  step: StepDraft
  /** From 1. */
  number: number
  groups: readonly YouthGroup[]
  onChange: (part: Partial<StepDraft>) => void
  /** Absent where it is the only one. */
  onRemove?: () => void
}

/** Who decides, what they are asked for, when, and with whom. */
export function StepFields({ step, number, groups, onChange, onRemove }: StepFieldsProps) {
  return (
    <fieldset className="approval-step">
      <legend>Step {number}</legend>
      <TextField
        label="Who decides"
        value={step.body}
        onChange={(body) => onChange({ body })}
        maxLength={120}
      />
      <div className="approval-fields">
        <SelectField
          label="What they are asked for"
          value={step.verb}
          choices={VERB_KEYS.map((value) => ({
            value,
            label: value === 'clear' ? 'Clear it before the others decide' : VERBS[value],
          }))}
          onChange={(verb) => onChange({ verb })}
        />
        {number > 1 && (
          <SelectField
            label="When"
            value={step.isTogether ? 'together' : 'after'}
            choices={[
              { value: 'after', label: `After step ${number - 1}` },
              { value: 'together', label: `At the same time as step ${number - 1}` },
            ]}
            onChange={(when) => onChange({ isTogether: when === 'together' })}
          />
        )}
        <DateField label="By when" value={step.due} onChange={(due) => onChange({ due })} />
        <DateField
          label="Day of the meeting, if there is one"
          value={step.meeting}
          onChange={(meeting) => onChange({ meeting })}
        />
        <SelectField
          label="How they answer"
          value={step.words}
          choices={[
            { value: 'reasons', label: 'With a decision and a reason' },
            { value: 'own', label: 'In their own words, shown in full' },
            ...groups.map(({ id, name }) => ({
              value: `group ${id}` as const,
              label: `In their own words, on the phones of ${name}`,
            })),
          ]}
          onChange={(words) => onChange({ words })}
        />
      </div>
      {onRemove !== undefined && (
        <div className="approval-actions">
          <Button onPress={onRemove}>Remove step {number}</Button>
        </div>
      )}
    </fieldset>
  )
}

export function newStep(key: number): StepDraft {
  return {
    key,
    body: '',
    verb: 'approve',
    isTogether: false,
    due: '',
    meeting: '',
    words: 'reasons',
  }
}

/** The same bodies in the same stages; the days are new. */
export function stepsAsIn({ steps }: ApprovalRoute): StepDraft[] {
  return steps.map(({ body, verb, stage, isInOwnWords, group }, at) => ({
    ...newStep(at + 1),
    body,
    verb,
    isTogether: steps[at - 1]?.stage === stage,
    words: group !== null ? `group ${group}` : isInOwnWords ? 'own' : 'reasons',
  }))
}

/** As the server is asked. */
export function asRequest(drafts: readonly StepDraft[]): StartRouteRequest['steps'] {
  let stage = 0
  return drafts.map(({ body, verb, due, meeting, isTogether, words }) => {
    if (!isTogether || stage === 0) stage++
    return {
      body,
      verb,
      due,
      stage,
      meeting: meeting === '' ? null : meeting,
      isInOwnWords: words !== 'reasons',
      group: words.startsWith('group ') ? words.slice('group '.length) : null,
    }
  })
}
