import { useState } from 'react'
import type { SignUpAnswer, SignUpRegister } from '../../../shared/sign-up.ts'
import { Button } from '../../components/button.tsx'
import { sayDay } from '../../components/days.ts'
import { Dialog } from '../../components/dialog.tsx'
import { DecideForm } from '../approval/decide-form.tsx'
import type { DecideFormProps } from '../approval/decide-form.tsx'
import { StepLink } from '../approval/step-link.tsx'
import { useSeat } from '../enter/seat.ts'
import { dayInWords } from '../versions/sides.ts'

export interface RegisterTableProps {
  documentId: string
  register: SignUpRegister
  onChange: () => void
}

type Version = SignUpRegister['versions'][number]

/** A row for each partner, a column for each version that partners were asked about. */
export function RegisterTable({ documentId, register, onChange }: RegisterTableProps) {
  const versions = register.versions.filter(({ asked }) => asked > 0)
  if (versions.length === 0) return <p>No partner was asked yet.</p>
  return (
    <table className="sign-up-table">
      <caption className="visually-hidden">Which partner has signed up to which version</caption>
      <thead>
        <tr>
          <th scope="col">Partner</th>
          {versions.map(({ version, label }) => (
            <th key={version} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {register.rows.map(({ partner, name, answers }) => (
          <tr key={partner}>
            <th scope="row">{name}</th>
            {versions.map((version) => {
              const answer = answers.find((each) => each.version === version.version)
              return (
                <td key={version.version} data-label={version.label}>
                  {answer === undefined ? (
                    'Not asked'
                  ) : (
                    <Answer {...{ documentId, name, version, answer, onChange }} />
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface AnswerProps {
  documentId: string
  name: string
  version: Version
  answer: SignUpAnswer
  onChange: () => void
}

function Answer({ documentId, name, version, answer, onChange }: AnswerProps) {
  const { seat } = useSeat()
  const isOpen = answer.is === 'waiting' || answer.is === 'deferred'
  const step = { id: answer.step, verb: answer.verb, body: name, isInOwnWords: false }
  return (
    <>
      <p>
        {answerInWords(answer)}
        {answer.at !== null && <span className="sign-up-soft"> {sayDay(new Date(answer.at))}</span>}
      </p>
      {answer.words !== '' && <p>{answer.words}</p>}
      {isOpen && seat.operations.includes('decideStep') && (
        <RecordAnswer {...{ documentId, version, step, onChange }} />
      )}
      {isOpen && seat.operations.includes('runApproval') && (
        <StepLink documentId={documentId} version={version.version} step={step} />
      )}
    </>
  )
}

function answerInWords({ is, verb, due }: SignUpAnswer): string {
  const asked = verb === 'adopt' ? 'Asked to adopt' : 'Asked to endorse'
  switch (is) {
    case 'signed':
      return verb === 'adopt' ? 'Adopted' : 'Endorsed'
    case 'amended':
      return 'Only with changes'
    case 'refused':
      return 'Refused'
    case 'deferred':
      return `${asked}, put off, due ${dayInWords(due)}`
    case 'waiting':
      return `${asked}, due ${dayInWords(due)}`
    case 'closed':
      return 'Did not answer in time'
  }
}

interface RecordAnswerProps {
  documentId: string
  version: Version
  step: DecideFormProps['step'] & { body: string }
  onChange: () => void
}

function RecordAnswer({ documentId, version, step, onChange }: RecordAnswerProps) {
  const [isOpen, setOpen] = useState(false)
  const handleDecided = () => {
    setOpen(false)
    onChange()
  }
  return (
    <div className="approval-actions">
      <Button onPress={() => setOpen(true)}>Record the answer of {step.body}</Button>
      <Dialog title={`The answer of ${step.body}`} isOpen={isOpen} onClose={() => setOpen(false)}>
        {isOpen && (
          <DecideForm
            documentId={documentId}
            route={version}
            step={step}
            onDecided={handleDecided}
          />
        )}
      </Dialog>
    </div>
  )
}
