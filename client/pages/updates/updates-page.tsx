import { useEffect, useState } from 'react'
import type { UpdatesResponse } from '../../../shared/api-delivery.ts'
import { statusOf } from '../../../shared/delivery/statuses.ts'
import type { Status } from '../../../shared/delivery/statuses.ts'
import { wordsOfDate } from '../../../shared/reading/edtf.ts'
import { lookAtUpdates, sendUpdate } from '../../api-delivery.ts'
import { Button } from '../../components/button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { StatusMark } from '../../components/status-mark.tsx'
import { showToast } from '../../components/toast.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { ProgressFields, changeIn, draftOf } from '../document/delivery/progress-fields.tsx'
import './updates-page.css'

type Found =
  | { state: 'asking' }
  | { state: 'failed'; message: string }
  | { state: 'found'; link: string; updates: UpdatesResponse }

/** What somebody leads, for whoever has the link: one action after the other, made for a phone. */
export function UpdatesPage() {
  const [found, setFound] = useState<Found>({ state: 'asking' })
  useEffect(() => {
    const link = /^#([A-Za-z0-9_-]{22})$/.exec(location.hash)?.[1] ?? ''
    let isGone = false
    lookAtUpdates(link).then(
      (updates) => {
        if (!isGone) setFound({ state: 'found', link, updates })
      },
      (problem: Error) => {
        if (!isGone) setFound({ state: 'failed', message: problem.message })
      },
    )
    return () => {
      isGone = true
    }
  }, [])
  return (
    <>
      <TopBar />
      <MainPart title="Update progress" className="sheet updates-page">
        {found.state === 'asking' && <Waiting words="Opening what you lead…" />}
        {found.state === 'failed' && (
          <>
            <h1>Update progress</h1>
            <Notice kind="problem">{found.message}</Notice>
          </>
        )}
        {found.state === 'found' && (
          <Updates
            updates={found.updates}
            link={found.link}
            onUpdates={(updates) => setFound({ ...found, updates })}
          />
        )}
      </MainPart>
    </>
  )
}

function Updates({
  updates: { title, lead, until, statuses, rows },
  link,
  onUpdates,
}: {
  updates: UpdatesResponse
  link: string
  onUpdates: (updates: UpdatesResponse) => void
}) {
  const [open, setOpen] = useState<string | null>(null)
  return (
    <>
      <h1>{title}</h1>
      <p>
        What <strong>{lead}</strong> leads. Say how each action gets on; the plan itself stays as it
        is. This link works until {wordsOfDate(until)}.
      </p>
      {rows.length === 0 && <p>No action of the plan names {lead} at the moment.</p>}
      <ul className="updates-list">
        {rows.map((row) => (
          <li key={row.id} className="updates-row">
            <h2>{row.name === '' ? 'An action without words' : row.name}</h2>
            <p className="updates-about">
              {[row.group, row.when === '' ? 'no timescale' : row.when]
                .filter((each) => each !== '')
                .join(' · ')}
            </p>
            <div className="updates-now">
              <StatusMark status={statusOf(statuses, row.progress?.status)} />
              {open !== row.id && <Button onPress={() => setOpen(row.id)}>Update</Button>}
            </div>
            {row.progress !== null && row.progress.note !== '' && open !== row.id && (
              <p>{row.progress.note}</p>
            )}
            {open === row.id && (
              <UpdateForm
                row={row}
                statuses={statuses}
                onCancel={() => setOpen(null)}
                onSend={async (change) => {
                  onUpdates(await sendUpdate(link, row.id, change))
                  setOpen(null)
                  showToast({ words: 'Thank you. Your update is saved.' })
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function UpdateForm({
  row,
  statuses,
  onSend,
  onCancel,
}: {
  row: UpdatesResponse['rows'][number]
  statuses: readonly Status[]
  onSend: (change: ReturnType<typeof changeIn>) => Promise<void>
  onCancel: () => void
}) {
  const [before] = useState(() => draftOf(row.progress, statuses))
  const [draft, setDraft] = useState(before)
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const send = async () => {
    setPending(true)
    try {
      await onSend(changeIn(before, draft))
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
      setPending(false)
    }
  }
  return (
    <form
      className="updates-form"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <ProgressFields draft={draft} statuses={statuses} onChange={setDraft} />
      {problem !== null && <Notice kind="problem">{problem}</Notice>}
      <div className="updates-buttons">
        <Button onPress={onCancel}>Cancel</Button>
        <Button kind="primary" type="submit" isPending={isPending}>
          Save update
        </Button>
      </div>
    </form>
  )
}
