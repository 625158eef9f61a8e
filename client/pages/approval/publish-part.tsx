import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import type { PrivacyResponse, Publication } from '../../../shared/approval.ts'
import { checkPrivacy, publishVersion, takeDownVersion } from '../../api-approval.ts'
import { Button } from '../../components/button.tsx'
import { DateField } from '../../components/date-field.tsx'
import { sayDay } from '../../components/days.ts'
import { Notice } from '../../components/notice.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { dropTyped, useTyped } from '../../use-typed.ts'
import { useSeat } from '../enter/seat.ts'
import { dayInWords } from '../versions/sides.ts'
import { WordDialog } from '../versions/word-dialog.tsx'
import type { RoutePartProps } from './route-part.tsx'

type PublishPartProps = Omit<RoutePartProps, 'onDecided'>

/** What of an approved version anybody can read, and making it so. */
export function PublishPart({ approval, route, onChange }: PublishPartProps) {
  const { seat } = useSeat()
  const mayPublish = seat.operations.includes('publish')
  const all = approval.described.publications.filter(({ version }) => version === route.version)
  const current = all.find(({ takenDown }) => takenDown === null)
  return (
    <div className="approval-publish">
      <h3>Publishing</h3>
      {all.map((each) => (
        <Published key={each.publishedAt} documentId={approval.documentId} publication={each} />
      ))}
      {current !== undefined && mayPublish && (
        <TakeDown
          onTakeDown={async (reason) => {
            await takeDownVersion(approval.documentId, route.version, reason)
            onChange()
          }}
        />
      )}
      {current === undefined && mayPublish && <PublishForm {...{ approval, route, onChange }} />}
      {all.length === 0 && !mayPublish && <p>Not published yet.</p>}
    </div>
  )
}

function Published({ documentId, publication }: { documentId: string; publication: Publication }) {
  const { number, publishedAt, by, from, check, unanswered, takenDown } = publication
  const address = `/p/${documentId}/${number}`
  return (
    <div className="approval-decision">
      <p>
        {takenDown === null ? <a href={address}>{address}</a> : address}, published by {by.name} on{' '}
        {sayDay(new Date(publishedAt))}
        {from !== null && `, to be read from ${dayInWords(from)}`}
      </p>
      {check.reason !== '' && <p>Let past the privacy check because: {check.reason}</p>}
      {unanswered.count > 0 && (
        <p>
          Comments without an answer then: {unanswered.count}. It was published because:{' '}
          {unanswered.reason}
        </p>
      )}
      {takenDown !== null && (
        <p>
          Taken down by {takenDown.by.name} on {sayDay(new Date(takenDown.at))}: {takenDown.reason}
        </p>
      )}
    </div>
  )
}

function TakeDown({ onTakeDown }: { onTakeDown: (reason: string) => Promise<void> }) {
  const [isAsking, setAsking] = useState(false)
  return (
    <div className="approval-actions">
      <Button onPress={() => setAsking(true)}>Take it down</Button>
      <WordDialog
        title="Take it down"
        about="Nobody can read it any more, and its address says that it is gone."
        label="Reason"
        words=""
        action="Take it down"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onSubmit={onTakeDown}
      />
    </div>
  )
}

const KINDS: Record<PrivacyResponse['found'][number]['kind'], string> = {
  phone: 'Phone number',
  email: 'E-mail address',
  postcode: 'Postcode',
  address: 'Address',
  handle: 'Account',
  birth: 'Date of birth',
  school: 'School',
  nhs: 'NHS number',
  insurance: 'National Insurance number',
  name: 'Name',
  members: 'List of members',
}

function PublishForm({ approval: { documentId, described }, route, onChange }: PublishPartProps) {
  const [found, setFound] = useState<PrivacyResponse['found']>()
  const [from, setFrom] = useState('')
  const [checkReason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const { version, hash } = route
  const { seat } = useSeat()
  const form = `publish ${version}`
  const [summary, setSummary] = useTyped(form, 'summary', '')
  const [unansweredReason, setUnanswered] = useTyped(form, 'unanswered', '')
  const [checked, setChecked] = useState({ summary, unansweredReason })
  useEffect(() => {
    let isLast = true
    checkPrivacy(documentId, version, checked).then(
      (check) => isLast && setFound(check.found),
      (failure: Error) => isLast && setProblem(failure.message),
    )
    return () => {
      isLast = false
    }
  }, [documentId, version, checked])

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    publishVersion(documentId, version, {
      hash,
      from: from === '' ? null : from,
      checkReason,
      summary,
      unansweredReason,
    })
      .then(
        () => {
          dropTyped(seat, form)
          onChange()
        },
        (failure: Error) => {
          setProblem(failure.message)
          setChecked({ summary, unansweredReason })
        },
      )
      .finally(() => setPending(false))
  }

  return (
    <form className="approval-form" onSubmit={handleSubmit} noValidate>
      <TextArea
        label="In short, in plain words; stands at the top of the page"
        value={summary}
        onChange={setSummary}
        onBlur={() => setChecked({ summary, unansweredReason })}
        maxLength={2000}
      />
      {described.unanswered > 0 && (
        <TextArea
          label="Why it is published although comments have no answer; everybody reads it"
          value={unansweredReason}
          onChange={setUnanswered}
          onBlur={() => setChecked({ summary, unansweredReason })}
          maxLength={1000}
        />
      )}
      {found?.length === 0 && <p>The privacy check found nothing personal.</p>}
      {found !== undefined && found.length > 0 && (
        <>
          <p>The privacy check found what may be personal:</p>
          <ul className="approval-found">
            {found.map(({ kind, words, times }) => (
              <li key={`${kind} ${words}`}>
                {KINDS[kind]}: {words}
                {times > 1 && `, ${times} times`}
              </li>
            ))}
          </ul>
          <TextArea
            label="Why anybody may read this"
            value={checkReason}
            onChange={setReason}
            maxLength={1000}
          />
        </>
      )}
      <DateField label="From which day; at once if empty" value={from} onChange={setFrom} />
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      <div className="approval-actions">
        <Button type="submit" kind="primary" isDisabled={found === undefined} isPending={isPending}>
          Publish {route.number}
        </Button>
      </div>
    </form>
  )
}
