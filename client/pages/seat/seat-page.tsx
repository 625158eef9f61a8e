import { useCallback, useEffect, useState } from 'react'
import type { SessionSummary } from '../../../shared/api-seats.ts'
import { endSession, listSessions } from '../../api.ts'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { useSeat } from '../enter/seat.ts'
import { Tokens } from './tokens.tsx'
import './seat-page.css'

/** Where one is signed in, and the tokens of one's scripts. */
export function SeatPage() {
  const { seat, onSignOut } = useSeat()
  const [sessions, setSessions] = useState<SessionSummary[]>([])
  const [problem, setProblem] = useState<string>()
  const look = useCallback(() => {
    listSessions().then(setSessions, (failure: Error) => setProblem(failure.message))
  }, [])
  useEffect(look, [look])
  const end = (id: string) => {
    endSession(id).then(look, (failure: Error) =>
      showToast({ words: failure.message, kind: 'problem' }),
    )
  }
  return (
    <>
      <TopBar where="Your devices and scripts" menu={<PersonMenu />} />
      <MainPart title="Your devices and scripts" className="sheet seat-page">
        <h1>Your devices and scripts</h1>
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        <section aria-labelledby="signed-in">
          <h2 id="signed-in">Where you are signed in</h2>
          <ul className="seat-list">
            {sessions.map(({ id, device, startedAt, isThis, isShared }) => (
              <li key={id}>
                <span className="seat-words">
                  <strong>{device}</strong>
                  <span>since {inWords(startedAt)}</span>
                </span>
                {isShared && <Chip>Shared computer</Chip>}
                {isThis ? (
                  <Chip>This one</Chip>
                ) : (
                  <Button onPress={() => end(id)}>
                    Sign out<span className="visually-hidden"> of {device}</span>
                  </Button>
                )}
              </li>
            ))}
          </ul>
          <Button onPress={() => onSignOut({ isEverywhere: true })}>Sign out everywhere</Button>
        </section>
        {seat.operations.includes('makeToken') && <Tokens />}
      </MainPart>
    </>
  )
}

function inWords(time: string): string {
  return new Date(time).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  })
}
