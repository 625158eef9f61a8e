import { useEffect, useRef, useState } from 'react'
import type { PlanFileResponse, TakenPlanFileResponse } from '../../../../shared/api-plan-file.ts'
import { lookAtPlanFile, takePlanFile } from '../../../api-delivery.ts'
import type { ImportProgress, Upload } from '../../../api.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Notice } from '../../../components/notice.tsx'
import { ProgressBar } from '../../../components/progress-bar.tsx'
import { showToast } from '../../../components/toast.tsx'
import { PlanFilePreview } from './plan-file-preview.tsx'
import type { PlanFileChoice } from './plan-file-preview.tsx'
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
  const [choice, setChoice] = useState<PlanFileChoice>({ isRemoving: false, isMoving: false })
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
    takePlanFile(documentId, file, { seen: found.seen, ...choice }).result.then(
      (taken) => {
        showToast({ words: sumOf(taken) })
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
      actions={<Actions step={step} choice={choice} onTake={take} onClose={onClose} />}
    >
      {step.is === 'running' && (
        <ProgressBar label="Comparing the rows with the plan" share={null} />
      )}
      {step.is === 'failed' && <Notice kind="problem">{step.message}</Notice>}
      {step.is === 'seen' && (
        <>
          <PlanFilePreview found={step.found} choice={choice} onChoice={setChoice} />
          {step.problem !== null && <Notice kind="problem">{step.problem}</Notice>}
        </>
      )}
    </Dialog>
  )
}

function Actions({
  step,
  choice,
  onTake,
  onClose,
}: {
  step: Step
  choice: PlanFileChoice
  onTake: (found: PlanFileResponse) => void
  onClose: () => void
}) {
  if (step.is !== 'seen') return <Button onPress={onClose}>Cancel</Button>
  const { changed, added, missing, moved, progress } = step.found
  const rows = new Set([...changed, ...progress].map(({ id }) => id))
  if (choice.isRemoving) for (const { id } of missing) rows.add(id)
  if (choice.isMoving) for (const { id } of moved) rows.add(id)
  const work = rows.size + added.length
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

function sumOf({ changed, added, removed, moved, progress }: TakenPlanFileResponse): string {
  const parts = [
    `${changed} ${changed === 1 ? 'row' : 'rows'} changed`,
    added === 0 ? '' : `${added} added`,
    removed === 0 ? '' : `${removed} taken out`,
    moved === 0 ? '' : `${moved} moved`,
    progress === 0 ? '' : `progress of ${progress} updated`,
  ]
  return `${parts.filter((part) => part !== '').join(', ')}.`
}
