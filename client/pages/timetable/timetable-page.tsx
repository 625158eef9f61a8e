import { useCallback, useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { TimetableResponse } from '../../../shared/timetable.ts'
import { wordsOfDate } from '../../../shared/reading/edtf.ts'
import {
  endTimetableCalendar,
  listTimetableCalendars,
  makeTimetableCalendar,
  readTimetable,
} from '../../api-timetable.ts'
import { Button } from '../../components/button.tsx'
import { CalendarAddresses } from '../../components/calendar-addresses.tsx'
import { Chip } from '../../components/chip.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { CONSULTATION_STATE_WORDS } from '../asking/state-words.ts'
import { PersonMenu } from '../enter/person-menu.tsx'
import './timetable-page.css'

type Listed = TimetableResponse['consultations'][number]

/** When people are asked about which document, until when, and when they hear back. */
export function TimetablePage() {
  const [found, setFound] = useState<TimetableResponse>()
  const [problem, setProblem] = useState<string>()
  const look = useCallback(() => {
    readTimetable().then(setFound, (failure: Error) => setProblem(failure.message))
  }, [])
  useEffect(look, [look])
  return (
    <>
      <TopBar where="Consultations" menu={<PersonMenu />} />
      <MainPart title="Consultations" className="sheet timetable">
        <h1>Consultations</h1>
        {problem !== undefined && (
          <Notice kind="problem" actions={<Button onPress={look}>Try again</Button>}>
            {problem}
          </Notice>
        )}
        {found === undefined && problem === undefined && <Waiting words="Looking up…" lines={6} />}
        {found?.consultations.length === 0 && (
          <p className="lead">
            Nobody is being asked yet. Start with “Ask people” in the menu of a document.
          </p>
        )}
        {found !== undefined && found.consultations.length > 0 && (
          <ul
            className="timetable-list"
            aria-label="Consultations, the next day that matters first"
          >
            {found.consultations.map((each) => (
              <Row key={each.id} listed={each} today={found.today} />
            ))}
          </ul>
        )}
        <section className="timetable-calendar">
          <h2>In your calendar</h2>
          <p>
            Your calendar reads when consultations open and close and when people hear back from an
            address of your own. Whoever has the address can read them, so keep it to yourself.
          </p>
          <CalendarAddresses
            list={listTimetableCalendars}
            make={makeTimetableCalendar}
            end={endTimetableCalendar}
          />
        </section>
      </MainPart>
    </>
  )
}

function Row({ listed, today }: { listed: Listed; today: string }) {
  const { title, document, documentTitle, state, groups, unanswered, ...days } = listed
  const isLate = state !== 'answered' && days.hearBackOn < today
  const steps = [
    { name: 'Opens', day: days.opensOn, isPast: state !== 'planned' },
    { name: 'Closes', day: days.closesOn, isPast: state === 'closed' || state === 'answered' },
    { name: 'Hear back', day: days.hearBackOn, isPast: state === 'answered' },
  ]
  return (
    <li>
      <h2>
        <Link href={`/documents/${document}/asking`}>{title}</Link>{' '}
        <Chip tone={state === 'open' ? 'moot' : 'plain'}>{CONSULTATION_STATE_WORDS[state]}</Chip>{' '}
        {isLate && <Chip tone="brick">People wait to hear back</Chip>}
      </h2>
      <p className="timetable-soft">
        {documentTitle}
        {groups.length > 0 && `. Asked: ${groups.join(', ')}`}
      </p>
      <ol className="timetable-days">
        {steps.map(({ name, day, isPast }) => (
          <li key={name} className={isPast ? 'is-past' : undefined}>
            <span>{name}</span> <time dateTime={day}>{wordsOfDate(day)}</time>
          </li>
        ))}
      </ol>
      {unanswered > 0 && (
        <p>
          {unanswered === 1
            ? '1 comment is without an answer.'
            : `${unanswered} comments are without an answer.`}
        </p>
      )}
    </li>
  )
}
