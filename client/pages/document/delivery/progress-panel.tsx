import { useEffect, useState } from 'react'
import type { ProgressChange, RowProgress } from '../../../../shared/api-delivery.ts'
import type { Status } from '../../../../shared/delivery/statuses.ts'
import { readProgress } from '../../../api-delivery.ts'
import { Button } from '../../../components/button.tsx'
import { wordsOfDate } from '../../../../shared/reading/edtf.ts'
import { Notice } from '../../../components/notice.tsx'
import { SidePanel } from '../../../components/side-panel.tsx'
import { StatusMark } from '../../../components/status-mark.tsx'
import { showToast } from '../../../components/toast.tsx'
import { mayUpdateRow, statusOfRow, useDelivery } from './delivery.ts'
import { ProgressFields, changeIn, draftOf } from './progress-fields.tsx'
import './progress-panel.css'

/** How one action gets on, and all that was changed about it. Beside the text; a sheet on phones. */
export function ProgressPanel({
  documentId,
  row,
  name,
  onClose,
}: {
  documentId: string
  row: string
  /** What is done; '' if the row is not in the plan any more. */
  name: string
  onClose: () => void
}) {
  const { delivery } = useDelivery()
  const progress = delivery.rows[row] ?? null
  const words = name === '' ? (progress?.name ?? '') : name
  return (
    <SidePanel
      title="Progress"
      closeLabel="Close the progress"
      className="progress-panel"
      onClose={onClose}
    >
      <p className="progress-name">{words === '' ? 'An action without words' : words}</p>
      {name === '' && <p className="progress-gone">This action is no longer in the plan.</p>}
      {mayUpdateRow(delivery, row) ? (
        <ProgressForm key={row} row={row} progress={progress} statuses={delivery.statuses} />
      ) : (
        <ProgressWords progress={progress} status={statusOfRow(delivery, row)} />
      )}
      <History key={progress?.changedAt} documentId={documentId} row={row} />
    </SidePanel>
  )
}

function ProgressForm({
  row,
  progress,
  statuses,
}: {
  row: string
  progress: RowProgress | null
  statuses: readonly Status[]
}) {
  const { delivery } = useDelivery()
  const [before, setBefore] = useState(() => draftOf(progress, statuses))
  const [draft, setDraft] = useState(before)
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const kept = draftOf(progress, statuses)
  if (!isPending && JSON.stringify(kept) !== JSON.stringify(before)) {
    // Somebody else has updated it: what was not touched here follows.
    setDraft((now) => ({ ...kept, ...onlyChanged(before, now) }))
    setBefore(kept)
  }
  const save = async () => {
    setPending(true)
    setProblem(null)
    try {
      await delivery.onUpdate(row, changeIn(before, draft))
      showToast({ words: 'The progress is saved.' })
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setPending(false)
    }
  }
  return (
    <form
      className="progress-form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <ProgressFields draft={draft} statuses={statuses} onChange={setDraft} />
      {problem !== null && <Notice kind="problem">{problem}</Notice>}
      <Button kind="primary" type="submit" isPending={isPending}>
        Save progress
      </Button>
    </form>
  )
}

function onlyChanged<Draft extends object>(before: Draft, now: Draft): Partial<Draft> {
  const own = Object.entries(now).filter(([key, value]) => Reflect.get(before, key) !== value)
  return Object.fromEntries(own) as Partial<Draft> // some of its own entries
}

function ProgressWords({ progress, status }: { progress: RowProgress | null; status: Status }) {
  return (
    <dl className="progress-words">
      <dt>Status</dt>
      <dd>
        <StatusMark status={status} />
      </dd>
      {progress !== null && progress.note !== '' && (
        <>
          <dt>Note</dt>
          <dd>{progress.note}</dd>
        </>
      )}
      {progress !== null && progress.revised !== null && (
        <>
          <dt>Revised date</dt>
          <dd>{wordsOfDate(progress.revised)}</dd>
        </>
      )}
      {progress !== null && progress.evidence !== '' && (
        <>
          <dt>Evidence</dt>
          <dd>
            <a href={progress.evidence} rel="noopener nofollow">
              {progress.evidence}
            </a>
          </dd>
        </>
      )}
      {progress !== null && progress.outcome !== '' && (
        <>
          <dt>What came of it</dt>
          <dd>{progress.outcome}</dd>
        </>
      )}
    </dl>
  )
}

const FIELDS: Record<ProgressChange['field'], string> = {
  status: 'Status',
  note: 'Note',
  evidence: 'Evidence',
  outcome: 'What came of it',
  revised: 'Revised date',
}

function History({ documentId, row }: { documentId: string; row: string }) {
  const [history, setHistory] = useState<ProgressChange[]>([])
  useEffect(() => {
    let isGone = false
    readProgress(documentId, row).then(
      (found) => {
        if (!isGone) setHistory(found.history)
      },
      () => {}, // what is known stays in sight
    )
    return () => {
      isGone = true
    }
  }, [documentId, row])
  if (history.length === 0) return null
  return (
    <section className="progress-history">
      <h3>What was changed</h3>
      <ol>
        {history.map((change, index) => (
          <li key={`${change.at} ${change.field} ${history.length - index}`}>
            <p>
              <strong>{FIELDS[change.field]}</strong>: {inWords(change, change.from)} →{' '}
              {inWords(change, change.to)}
            </p>
            <small>
              {change.by}
              {change.isByLink ? ', by a link' : ''} · {wordsOfDate(change.at.slice(0, 10))}
            </small>
          </li>
        ))}
      </ol>
    </section>
  )
}

function inWords({ field }: ProgressChange, value: string): string {
  if (value === '') return 'nothing'
  return field === 'revised' ? wordsOfDate(value) : value
}
