import type { ConditionRequest } from '../../../shared/conditions.ts'
import { Button } from '../../components/button.tsx'
import { DateField } from '../../components/date-field.tsx'
import { TextField } from '../../components/text-field.tsx'

export interface ConditionDraft extends ConditionRequest {
  key: number
}

export interface ConditionFieldsProps {
  conditions: readonly ConditionDraft[]
  onChange: (conditions: readonly ConditionDraft[]) => void
}

/** What has to be done, by whom and until when: each becomes a task. */
export function ConditionFields({ conditions, onChange }: ConditionFieldsProps) {
  const change = (key: number, part: Partial<ConditionRequest>) =>
    onChange(conditions.map((each) => (each.key === key ? { ...each, ...part } : each)))
  return (
    <>
      {conditions.map(({ key, what, who, due }, at) => (
        <fieldset key={key} className="approval-step">
          <legend>Condition {at + 1}</legend>
          <TextField
            label="What has to be done"
            value={what}
            onChange={(words) => change(key, { what: words })}
            maxLength={500}
          />
          <TextField
            label="Who does it"
            value={who}
            onChange={(words) => change(key, { who: words })}
            maxLength={120}
          />
          <DateField label="Done by" value={due} onChange={(day) => change(key, { due: day })} />
          <div className="approval-actions">
            <Button onPress={() => onChange(conditions.filter((each) => each.key !== key))}>
              Remove condition {at + 1}
            </Button>
          </div>
        </fieldset>
      ))}
      {conditions.length < 20 && (
        <div className="approval-actions">
          <Button
            icon="plus"
            onPress={() =>
              onChange([
                ...conditions,
                { key: (conditions.at(-1)?.key ?? 0) + 1, what: '', who: '', due: '' },
              ])
            }
          >
            Add a condition
          </Button>
        </div>
      )}
    </>
  )
}
