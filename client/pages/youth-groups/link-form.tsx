import { useState } from 'react'
import type { FormEvent } from 'react'
import { AGE_BANDS } from '../../../shared/api-young.ts'
import type { AgeBand, YouthGroup } from '../../../shared/api-young.ts'
import { makeGroupLink } from '../../api-young.ts'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { DateField } from '../../components/date-field.tsx'
import { dayFromToday } from '../../components/days.ts'
import { Notice } from '../../components/notice.tsx'
import { AGE_BAND_NAMES } from './words.ts'

const USES = ['10', '30', '60', '200'] as const

export interface LinkFormProps {
  group: YouthGroup
  onMade: () => void
  onCancel: () => void
}

/** Who is responsible, how old those are who join, until when, and how many. */
export function LinkForm({ group, onMade, onCancel }: LinkFormProps) {
  const [adult, setAdult] = useState(group.adults[0]?.id ?? '')
  const [ageBand, setAgeBand] = useState<AgeBand>('mixed')
  const [until, setUntil] = useState(() => dayFromToday(90))
  const [uses, setUses] = useState<(typeof USES)[number]>('30')
  const [problem, setProblem] = useState<string>()
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    setProblem(undefined)
    makeGroupLink(group.id, { adult, ageBand, until, uses: Number(uses) }).then(
      onMade,
      (failure: Error) => setProblem(failure.message),
    )
  }
  return (
    <form className="youth-form" onSubmit={handleSubmit} aria-label={`A link for ${group.name}`}>
      <SelectField
        label="Responsible adult"
        value={adult}
        choices={group.adults.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setAdult}
      />
      <SelectField
        label="Ages"
        value={ageBand}
        choices={AGE_BANDS.map((value) => ({ value, label: AGE_BAND_NAMES[value] }))}
        onChange={setAgeBand}
      />
      <SelectField
        label="How many can join"
        value={uses}
        choices={USES.map((value) => ({ value, label: value }))}
        onChange={setUses}
      />
      <DateField label="Last day" value={until} onChange={setUntil} />
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      <div className="youth-add">
        <Button type="submit" kind="primary">
          Make the link
        </Button>
        <Button onPress={onCancel}>Cancel</Button>
      </div>
    </form>
  )
}
