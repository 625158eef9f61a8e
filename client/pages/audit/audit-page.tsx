import { useEffect, useState } from 'react'
import type { AuditCheckResponse, AuditEntry } from '../../../shared/api-seats.ts'
import { checkAudit, listAudit } from '../../api-seats.ts'
import { listDocuments } from '../../api.ts'
import { Button } from '../../components/button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { inWords, SUBJECTS } from './audit-words.ts'
import './audit-page.css'

const PAGE = 100

interface Found {
  /** Of which filter. */
  key: string
  entries: AuditEntry[]
  isAll: boolean
}

/** Who did what, the newest first, and whether the log is whole. */
export function AuditPage() {
  const [check, setCheck] = useState<AuditCheckResponse | null>(null)
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map())
  const [who, setWho] = useState('')
  const [about, setAbout] = useState('')
  const [found, setFound] = useState<Found | null>(null)
  const [problem, setProblem] = useState<string>()
  const key = `${who} ${about}`

  useEffect(() => {
    checkAudit().then(setCheck, (failure: Error) => setProblem(failure.message))
    listDocuments().then(
      (documents) => setTitles(new Map(documents.map(({ id, title }) => [id, title]))),
      () => undefined, // without titles the ids stand there
    )
  }, [])
  useEffect(() => {
    let isOver = false
    listAudit({ who, about }).then(
      (entries) => {
        if (!isOver) setFound({ key: `${who} ${about}`, entries, isAll: entries.length < PAGE })
      },
      (failure: Error) => setProblem(failure.message),
    )
    return () => {
      isOver = true
    }
  }, [who, about])

  const names = new Map((check?.people ?? []).map(({ id, name }) => [id, name]))
  const shown = found?.key === key ? found : null
  const showMore = () => {
    const before = shown?.entries.at(-1)?.sequence
    if (shown === null || before === undefined) return
    listAudit({ who, about, before }).then(
      (more) => setFound({ key, entries: [...shown.entries, ...more], isAll: more.length < PAGE }),
      (failure: Error) => setProblem(failure.message),
    )
  }
  return (
    <>
      <TopBar where="Audit log" menu={<PersonMenu />} />
      <MainPart title="Audit log" className="sheet audit">
        <h1>Audit log</h1>
        <p className="lead">
          Who signed in, let somebody in, shared, made, removed or took away what. Entries hold no
          names, only what stands for them, and each is chained to the one before.
        </p>
        {check !== null && <Chain check={check} />}
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        <div className="audit-filter">
          <SelectField
            label="Who"
            value={who}
            choices={[
              { value: '', label: 'Everybody' },
              ...(check?.people ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={setWho}
          />
          <SelectField label="About" value={about} choices={SUBJECTS} onChange={setAbout} />
        </div>
        {shown === null && problem === undefined && <Waiting words="Looking up…" lines={5} />}
        {shown !== null && shown.entries.length === 0 && <p>Nothing like this has happened yet.</p>}
        {shown !== null && shown.entries.length > 0 && (
          <ol className="audit-list" aria-label="What happened, the newest first">
            {shown.entries.map((entry) => (
              <li key={entry.sequence}>
                <span className="audit-number">{entry.sequence}</span>
                <span className="audit-words">
                  <strong>{names.get(entry.who) ?? serverOr(entry.who)}</strong>{' '}
                  {inWords(entry, { names, titles })}
                </span>
                <time className="audit-time" dateTime={entry.at}>
                  {atInWords(entry.at)}
                </time>
              </li>
            ))}
          </ol>
        )}
        {shown !== null && !shown.isAll && <Button onPress={showMore}>Show earlier ones</Button>}
      </MainPart>
    </>
  )
}

function Chain({ check: { entries, head, problems } }: { check: AuditCheckResponse }) {
  if (problems.length > 0) {
    return (
      <Notice kind="problem" title="Checked: the log was changed behind its back">
        <ul>
          {problems.slice(0, 10).map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </Notice>
    )
  }
  return (
    <Notice kind="info" title="Checked: chain intact">
      <p>
        {entries === 1 ? '1 entry' : `${entries} entries`}, none changed, moved or taken out. Note
        this elsewhere now and then, to prove it later: <code className="audit-head">{head}</code>
      </p>
    </Notice>
  )
}

function serverOr(who: string): string {
  return who === 'server' ? 'Folkmoot' : 'Somebody'
}

function atInWords(time: string): string {
  return new Date(time).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
}
