import { useState } from 'react'
import type { FormEvent } from 'react'
import type { SignUpRegister } from '../../../shared/sign-up.ts'
import { askPartners } from '../../api-approval.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { DateField } from '../../components/date-field.tsx'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { showToast } from '../../components/toast.tsx'

export interface AskPartnersFormProps {
  documentId: string
  register: SignUpRegister
  onAsked: () => void
}

/** Asks partners of the directory to sign up to a version. */
export function AskPartnersForm({ documentId, register, onAsked }: AskPartnersFormProps) {
  const open = register.versions.filter(({ canAsk }) => canAsk)
  const [wanted, setWanted] = useState('')
  const [verb, setVerb] = useState<'endorse' | 'adopt'>('endorse')
  const [due, setDue] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const version = open.find((each) => each.version === wanted) ?? open[0]
  if (version === undefined) return <p>Partners are asked once a version has been sent out.</p>
  const { hash, version: id } = version
  const free = register.rows.filter(
    ({ answers }) => !answers.some((answer) => answer.version === id),
  )
  const partners = free.filter(({ partner }) => chosen.has(partner)).map(({ partner }) => partner)

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    askPartners(documentId, id, { hash, partners, verb, due })
      .then(
        () => {
          setChosen(new Set())
          setProblem(undefined)
          showToast({ words: 'They are asked. Make a link for each in the list.' })
          onAsked()
        },
        (failure: Error) => setProblem(failure.message),
      )
      .finally(() => setPending(false))
  }

  return (
    <form className="sign-up-form" onSubmit={handleSubmit} noValidate>
      <h2>Ask partners</h2>
      {register.rows.length === 0 && (
        <p>The directory has no organisations yet. Add them there first.</p>
      )}
      <SelectField
        label="Version"
        value={id}
        choices={open.map((each) => ({ value: each.version, label: each.label }))}
        onChange={setWanted}
      />
      {register.rows.length > 0 && free.length === 0 && (
        <p>Every partner in the directory was asked about {version.label}.</p>
      )}
      {free.length > 0 && (
        <>
          <SelectField
            label="What they are asked for"
            value={verb}
            choices={[
              { value: 'endorse', label: 'Endorse' },
              { value: 'adopt', label: 'Adopt' },
            ]}
            onChange={setVerb}
          />
          <DateField label="By when" value={due} onChange={setDue} />
          <fieldset className="sign-up-partners">
            <legend>Partners</legend>
            <Checkbox
              isChecked={partners.length === free.length}
              onChange={(isAll) =>
                setChosen(new Set(isAll ? free.map(({ partner }) => partner) : []))
              }
            >
              All {free.length} that were not asked
            </Checkbox>
            {free.map(({ partner, name }) => (
              <Checkbox
                key={partner}
                isChecked={chosen.has(partner)}
                onChange={(isChosen) => {
                  const next = new Set(chosen)
                  if (isChosen) next.add(partner)
                  else next.delete(partner)
                  setChosen(next)
                }}
              >
                {name}
              </Checkbox>
            ))}
          </fieldset>
          {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
          <div>
            <Button type="submit" kind="primary" isPending={isPending}>
              Ask {partners.length === 1 ? '1 partner' : `${partners.length} partners`}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}
