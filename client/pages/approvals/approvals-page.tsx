import { useCallback, useEffect, useState } from 'react'
import { Link } from 'wouter'
import { VERBS } from '../../../shared/approval.ts'
import type { WaitingItem, WaitingResponse } from '../../../shared/waiting.ts'
import {
  endApprovalCalendar,
  listApprovalCalendars,
  listWaiting,
  makeApprovalCalendar,
} from '../../api-approval.ts'
import { Button } from '../../components/button.tsx'
import { CalendarAddresses } from '../../components/calendar-addresses.tsx'
import { Chip } from '../../components/chip.tsx'
import { sayDay } from '../../components/days.ts'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { SettleCondition } from '../approval/condition-list.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { useSeat } from '../enter/seat.ts'
import { dayInWords } from '../versions/sides.ts'
import './approvals-page.css'

/** What waits for whom across documents, what is overdue first. */
export function ApprovalsPage() {
  const [found, setFound] = useState<WaitingResponse>()
  const [problem, setProblem] = useState<string>()
  const look = useCallback(() => {
    listWaiting().then(
      (response) => {
        setFound(response)
        setProblem(undefined)
      },
      (failure: Error) => setProblem(failure.message),
    )
  }, [])
  useEffect(look, [look])
  const overdue = found?.items.filter(({ due }) => due < found.today) ?? []
  const coming = found?.items.filter(({ due }) => due >= found.today) ?? []
  return (
    <>
      <TopBar where="Approvals" menu={<PersonMenu />} />
      <MainPart title="Approvals" className="sheet approvals">
        <h1>Approvals</h1>
        {problem !== undefined && (
          <Notice kind="problem" actions={<Button onPress={look}>Try again</Button>}>
            {problem}
          </Notice>
        )}
        {found === undefined && problem === undefined && <Waiting words="Looking up…" lines={6} />}
        {found !== undefined && (
          <>
            <p className="lead">{countInWords(overdue.length, coming.length)}</p>
            <Part title="Overdue" items={overdue} today={found.today} onChange={look} />
            <Part title="Waiting" items={coming} today={found.today} onChange={look} />
            <section className="approvals-part">
              <h2>In your calendar</h2>
              <p>
                Your calendar reads deadlines, meetings and conditions from an address of your own.
                Whoever has the address can read them, so keep it to yourself.
              </p>
              <CalendarAddresses
                list={listApprovalCalendars}
                make={makeApprovalCalendar}
                end={endApprovalCalendar}
              />
            </section>
          </>
        )}
      </MainPart>
    </>
  )
}

interface PartProps {
  title: string
  items: readonly WaitingItem[]
  today: string
  onChange: () => void
}

function Part({ title, items, today, onChange }: PartProps) {
  if (items.length === 0) return null
  return (
    <section className="approvals-part" aria-label={title}>
      <h2>{title}</h2>
      <ul className="approvals-list">
        {items.map((item) => (
          <li key={item.id}>
            <Item item={item} today={today} onChange={onChange} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Item({
  item,
  today,
  onChange,
}: { item: WaitingItem } & Omit<PartProps, 'title' | 'items'>) {
  const { seat } = useSeat()
  const { document, version, who, due, since, meeting, title, label, is, deferred } = item
  const late = daysBetween(due, today)
  return (
    <>
      <h3>
        {who}: {whatInWords(item)}{' '}
        {late > 0 && <Chip tone="brick">{late === 1 ? '1 day late' : `${late} days late`}</Chip>}
      </h3>
      <p>
        <Link href={`/documents/${document}/${is === 'signUp' ? 'sign-up' : 'approval'}`}>
          {label} of {title}
        </Link>
      </p>
      <p className="approvals-soft">
        Due {dayInWords(due)}. Waits since {sayDay(new Date(since))}
        {deferred > 0 && `, put off ${deferred === 1 ? 'once' : `${deferred} times`}`}
        {meeting !== null && `. Meets on ${dayInWords(meeting)}`}
      </p>
      {is === 'condition' && seat.operations.includes('settleCondition') && (
        <SettleCondition
          place={{ documentId: document, version, condition: item.id }}
          what={item.what}
          onDone={onChange}
        />
      )}
    </>
  )
}

function whatInWords({ verb, what }: WaitingItem): string {
  return verb === null ? what : VERBS[verb].toLowerCase()
}

function countInWords(overdue: number, coming: number): string {
  if (overdue + coming === 0) return 'Nothing waits to be decided.'
  const late = overdue === 0 ? 'Nothing is overdue' : `${overdue} overdue`
  if (coming === 0) return `${late}.`
  const more = overdue === 0 ? coming : `${coming} more`
  return `${late}, ${more} ${coming === 1 ? 'waits' : 'wait'}.`
}

function daysBetween(one: string, other: string): number {
  return Math.round((Date.parse(other) - Date.parse(one)) / 86_400_000)
}
