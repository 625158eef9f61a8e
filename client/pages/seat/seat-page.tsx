import { useCallback, useEffect, useState } from 'react'
import type { Role } from '../../../shared/access.ts'
import type { SessionSummary } from '../../../shared/api-seats.ts'
import { endSession, listSessions } from '../../api-seats.ts'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { Face } from '../../components/face.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { useSeat } from '../enter/seat.ts'
import { Passkeys } from './passkeys.tsx'
import { ReturnWords } from './return-words.tsx'
import { inWords } from './times.ts'
import { Tokens } from './tokens.tsx'
import './seat-page.css'

const ROLE_WORDS: Record<Role, string> = {
  officer: 'Officer: you see and edit everything, and let people in',
  editor: 'Partner: you make documents, and work on those shared with you',
  young: 'Young person: you read and comment on what is shared with you',
  approver: 'Approver: you read everything',
  moderator: 'Moderator: you read everything',
  public: 'Visitor',
  operator: 'Operator',
}

/** Who one is here, where one is signed in, one's passkeys, and the tokens of one's scripts. */
export function SeatPage() {
  const { seat, onChangeSeat, onSignOut } = useSeat()
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
      <TopBar where="My seat and sessions" menu={<PersonMenu />} />
      <MainPart title="My seat and sessions" className="sheet seat-page">
        <h1>My seat and sessions</h1>
        <p className="seat-self">
          <Face person={seat} />
          <span className="seat-words">
            <strong>{seat.name}</strong>
            <span>{ROLE_WORDS[seat.role]}</span>
          </span>
          <Button icon="pencil" onPress={onChangeSeat}>
            Change name or colour
          </Button>
        </p>
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
        {seat.role === 'young' ? <ReturnWords /> : <Passkeys />}
        {seat.operations.includes('makeToken') && <Tokens />}
      </MainPart>
    </>
  )
}
