import { useState } from 'react'
import type { FormEvent } from 'react'
import type { AdoptionsResponse } from '../../../shared/adoption.ts'
import { adoptCharter } from '../../api-adoption.ts'
import { Button } from '../../components/button.tsx'
import { DateField } from '../../components/date-field.tsx'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { showToast } from '../../components/toast.tsx'
import { dropTyped, useTyped } from '../../use-typed.ts'
import { useSeat } from '../enter/seat.ts'

export interface AdoptFormProps {
  documentId: string
  charter: NonNullable<AdoptionsResponse['charter']>
  found: AdoptionsResponse
  /** The one to adopt it again for; null: whichever has not. */
  organisation: string | null
  onDone: () => void
}

/** The shared values on one side, one’s own words on the other. */
export function AdoptForm({ documentId, charter, found, organisation, onDone }: AdoptFormProps) {
  const current = (id: string) =>
    found.adoptions.find((each) => each.organisation.id === id && each.withdrawn === null)
  const free = found.organisations.filter(({ id }) => current(id) === undefined)
  const choices =
    organisation === null ? free : found.organisations.filter(({ id }) => id === organisation)
  const before = organisation === null ? undefined : current(organisation)
  const [chosen, setChosen] = useState(choices[0]?.id ?? '')
  const { seat } = useSeat()
  const form = `adopt ${documentId} ${organisation ?? 'new'}`
  const [statement, setStatement] = useTyped(form, 'statement', before?.statement ?? '')
  const [own, setOwn] = useTyped<Record<string, string>>(
    form,
    'own',
    Object.fromEntries((before?.wording ?? []).map(({ value, words }) => [value, words])),
  )
  const [until, setUntil] = useState(inTwoYears)
  const [checkReason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  if (choices.length === 0) return null
  const named = choices.find(({ id }) => id === chosen)?.name ?? ''

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    const wording = charter.values.flatMap(({ id }) => {
      const words = own[id]?.trim() ?? ''
      return words === '' ? [] : [{ value: id, words }]
    })
    const { version } = charter
    adoptCharter(documentId, {
      organisation: chosen,
      version,
      statement,
      wording,
      until,
      checkReason,
    })
      .then(
        () => {
          dropTyped(seat, form)
          showToast({ words: `${named} has adopted it.` })
          onDone()
        },
        (failure: Error) => setProblem(failure.message),
      )
      .finally(() => setPending(false))
  }

  return (
    <form className="adoption-form" onSubmit={handleSubmit} noValidate>
      <h2>{before === undefined ? 'Adopt it' : `Adopt it again for ${named}`}</h2>
      {choices.length > 1 ? (
        <SelectField
          label="Organisation"
          value={chosen}
          choices={choices.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setChosen}
        />
      ) : (
        <p>
          For <strong>{named}</strong>
        </p>
      )}
      <TextArea
        label="Why you adopt it, if you like"
        value={statement}
        onChange={setStatement}
        maxLength={1000}
      />
      {charter.values.map(({ id, heading, lines }) => (
        <div key={id} className="adoption-value">
          <div>
            <h3>{heading}</h3>
            {lines.map((line, index) => (
              <p key={`${index} ${line}`}>{line}</p>
            ))}
          </div>
          <TextArea
            label={`What “${heading}” means with you`}
            value={own[id] ?? ''}
            onChange={(words) => setOwn({ ...own, [id]: words })}
            maxLength={1000}
            rows={4}
          />
        </div>
      ))}
      <DateField label="Until, then you look at it again" value={until} onChange={setUntil} />
      {problem !== undefined && (
        <>
          <Notice kind="problem">{problem}</Notice>
          <TextArea
            label="Why anybody may read this"
            description="Only if the notice above says that something may be personal."
            value={checkReason}
            onChange={setReason}
            maxLength={1000}
          />
        </>
      )}
      <div className="adoption-actions">
        <Button type="submit" kind="primary" isPending={isPending}>
          {`Adopt for ${named}`}
        </Button>
      </div>
    </form>
  )
}

function inTwoYears(): string {
  const day = new Date()
  day.setFullYear(day.getFullYear() + 2)
  return day.toISOString().slice(0, 10)
}
