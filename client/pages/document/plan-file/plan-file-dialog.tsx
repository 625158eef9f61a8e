import { useEffect, useRef, useState } from 'react'
import type { PlanFileResponse } from '../../../../shared/api-plan-file.ts'
import { lookAtPlanFile, takePlanFile } from '../../../api-delivery.ts'
import type { ImportProgress, Upload } from '../../../api.ts'
import { Button } from '../../../components/button.tsx'
import { Checkbox } from '../../../components/checkbox.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Notice } from '../../../components/notice.tsx'
import { ProgressBar } from '../../../components/progress-bar.tsx'
import { showToast } from '../../../components/toast.tsx'
import './plan-file-dialog.css'

type Step =
  | { is: 'running'; progress: ImportProgress }
  | { is: 'failed'; message: string }
  | { is: 'seen'; found: PlanFileResponse; isPending: boolean; problem: string | null }

/** A spreadsheet of the plan on its way back: what it would change, and the button that changes it. */
export function PlanFileDialog({
  documentId,
  file,
  onClose,
}: {
  documentId: string
  file: File
  onClose: () => void
}) {
  const [step, setStep] = useState<Step>({ is: 'running', progress: { step: 'reading' } })
  const [isRemoving, setRemoving] = useState(false)
  const upload = useRef<Upload<unknown>>(null)
  useEffect(() => {
    const started = lookAtPlanFile(documentId, file, (progress) =>
      setStep({ is: 'running', progress }),
    )
    upload.current = started
    started.result.then(
      (found) => setStep({ is: 'seen', found, isPending: false, problem: null }),
      (problem: Error) => setStep({ is: 'failed', message: problem.message }),
    )
    return () => started.cancel()
  }, [documentId, file])

  const take = (found: PlanFileResponse) => {
    setStep({ is: 'seen', found, isPending: true, problem: null })
    takePlanFile(documentId, file, { seen: found.seen, isRemoving }).result.then(
      ({ changed, added, removed }) => {
        showToast({ words: sumOf(changed, added, removed) })
        onClose()
      },
      (problem: Error) =>
        setStep({ is: 'seen', found, isPending: false, problem: problem.message }),
    )
  }
  return (
    <Dialog
      title={step.is === 'seen' ? `What “${file.name}” would change` : `Reading “${file.name}”`}
      isOpen
      onClose={onClose}
      size="large"
      actions={<Actions step={step} isRemoving={isRemoving} onTake={take} onClose={onClose} />}
    >
      {step.is === 'running' && (
        <ProgressBar label="Comparing the rows with the plan" share={null} />
      )}
      {step.is === 'failed' && <Notice kind="problem">{step.message}</Notice>}
      {step.is === 'seen' && (
        <>
          <Preview found={step.found} isRemoving={isRemoving} onRemoving={setRemoving} />
          {step.problem !== null && <Notice kind="problem">{step.problem}</Notice>}
        </>
      )}
    </Dialog>
  )
}

function Actions({
  step,
  isRemoving,
  onTake,
  onClose,
}: {
  step: Step
  isRemoving: boolean
  onTake: (found: PlanFileResponse) => void
  onClose: () => void
}) {
  if (step.is !== 'seen') return <Button onPress={onClose}>Cancel</Button>
  const { changed, added, missing } = step.found
  const work = changed.length + added.length + (isRemoving ? missing.length : 0)
  if (work === 0) {
    return (
      <Button kind="primary" onPress={onClose}>
        Close
      </Button>
    )
  }
  return (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button kind="primary" isPending={step.isPending} onPress={() => onTake(step.found)}>
        {work === 1 ? 'Change 1 row' : `Change ${work} rows`}
      </Button>
    </>
  )
}

function Preview({
  found: { changed, added, missing, unchanged, notes },
  isRemoving,
  onRemoving,
}: {
  found: PlanFileResponse
  isRemoving: boolean
  onRemoving: (isRemoving: boolean) => void
}) {
  return (
    <div className="plan-file">
      <p>
        {changed.length} changed, {added.length} new, {missing.length} not in the file, {unchanged}{' '}
        the same. What others write meanwhile stays.
      </p>
      {notes.map((note) => (
        <Notice key={note} kind="warn">
          {note}
        </Notice>
      ))}
      {changed.map(({ id, name, cells }) => (
        <section key={id} className="plan-file-row">
          <h3>{name === '' ? 'An action without words' : name}</h3>
          {cells.map(({ key, heading, before, after, isNewer }) => (
            <div key={key} className="plan-file-cell">
              <p className="plan-file-heading">{heading}</p>
              {isNewer && (
                <p className="plan-file-newer">
                  Changed in the document too since the file was made.
                </p>
              )}
              <del>{before === '' ? 'nothing' : before}</del>
              <ins>{after === '' ? 'nothing' : after}</ins>
            </div>
          ))}
        </section>
      ))}
      {added.map(({ line, name, group, cells }) => (
        <section key={line} className="plan-file-row">
          <h3>New: {name}</h3>
          {group !== '' && <p>{group}</p>}
          <div className="plan-file-cell">
            {Object.entries(cells).map(([key, text]) => (
              <ins key={key}>{text}</ins>
            ))}
          </div>
        </section>
      ))}
      {missing.length > 0 && (
        <section className="plan-file-row">
          <h3>Not in the file</h3>
          <ul>
            {missing.map(({ id, name }) => (
              <li key={id}>{name === '' ? 'An action without words' : name}</li>
            ))}
          </ul>
          <Checkbox isChecked={isRemoving} onChange={onRemoving}>
            {missing.length === 1 ? 'Take this row out' : `Take these ${missing.length} rows out`}
          </Checkbox>
        </section>
      )}
    </div>
  )
}

function sumOf(changed: number, added: number, removed: number): string {
  const parts = [
    `${changed} ${changed === 1 ? 'row' : 'rows'} changed`,
    added === 0 ? '' : `${added} added`,
    removed === 0 ? '' : `${removed} taken out`,
  ]
  return `${parts.filter((part) => part !== '').join(', ')}.`
}
