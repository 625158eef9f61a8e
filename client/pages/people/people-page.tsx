import { useCallback, useEffect, useState } from 'react'
import type { AccountRole } from '../../../shared/access.ts'
import type { AccountSummary, NewLinkResponse } from '../../../shared/api-seats.ts'
import { changeAccount, listAccounts, makeLink } from '../../api-seats.ts'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { Chip } from '../../components/chip.tsx'
import { Face } from '../../components/face.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { PersonMenu } from '../enter/person-menu.tsx'
import { useSeat } from '../enter/seat.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { LinkNotice } from './link-notice.tsx'
import { ROLE_CHOICES } from './role-words.ts'
import './people-page.css'

/** Who has a seat: letting people in, what they are, and whether they may come in. */
export function PeoplePage() {
  const [accounts, setAccounts] = useState<AccountSummary[] | null>(null)
  const [problem, setProblem] = useState<string>()
  const [isInviting, setInviting] = useState(false)
  const [made, setMade] = useState<NewLinkResponse | null>(null)

  const look = useCallback(() => {
    listAccounts().then(setAccounts, (failure: Error) => setProblem(failure.message))
  }, [])
  useEffect(look, [look])

  const keep = (change: Promise<AccountSummary>) => {
    change.then(look, (failure: Error) => {
      showToast({ words: failure.message, kind: 'problem' })
      look()
    })
  }
  return (
    <>
      <TopBar where="People" menu={<PersonMenu />} />
      <MainPart title="People" className="sheet people">
        <div className="people-head">
          <h1>People</h1>
          <Button kind="primary" icon="plus" onPress={() => setInviting(true)}>
            Invite a colleague
          </Button>
        </div>
        <p className="lead">
          Everybody who can sign in. What somebody may do with a document is decided on the document
          itself, under “Share”; officers can see and edit them all.
        </p>
        {made !== null && <LinkNotice made={made} />}
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        {accounts === null && problem === undefined && <Waiting words="Looking up…" lines={4} />}
        <ul className="people-list" aria-label="Everybody who can sign in">
          {(accounts ?? []).map((account) => (
            <Row
              key={account.id}
              account={account}
              onRole={(role) => keep(changeAccount(account.id, { role }))}
              onSuspend={(isSuspended) => keep(changeAccount(account.id, { isSuspended }))}
              onLink={() => {
                makeLink(account.id).then(setMade, (failure: Error) =>
                  showToast({ words: failure.message, kind: 'problem' }),
                )
              }}
            />
          ))}
        </ul>
        <InviteDialog
          isOpen={isInviting}
          onClose={() => setInviting(false)}
          onInvited={(response) => {
            setInviting(false)
            setMade(response)
            look()
          }}
        />
      </MainPart>
    </>
  )
}

interface RowProps {
  account: AccountSummary
  onRole: (role: AccountRole) => void
  onSuspend: (isSuspended: boolean) => void
  onLink: () => void
}

function Row({ account, onRole, onSuspend, onLink }: RowProps) {
  const { seat } = useSeat()
  const { id, name, email, colour, role, state } = account
  const isSuspended = state === 'suspended'
  return (
    <li className="people-row">
      <Face person={{ name, colour }} />
      <span className="people-name">
        <strong>{name}</strong> {id === seat.id && '(you)'}
        <span className="people-email">{email}</span>
      </span>
      {state === 'invited' && <Chip>Not here yet</Chip>}
      {isSuspended && <Chip>Suspended</Chip>}
      <SelectField
        label={`Role of ${name}`}
        isLabelHidden
        value={role}
        choices={ROLE_CHOICES}
        onChange={onRole}
      />
      <span className="people-actions">
        {!isSuspended && (
          <Button icon="link" onPress={onLink}>
            New link<span className="visually-hidden"> for {name}</span>
          </Button>
        )}
        {id !== seat.id && (
          <Button onPress={() => onSuspend(!isSuspended)}>
            {isSuspended ? 'Let in again' : 'Suspend'}
            <span className="visually-hidden"> {name}</span>
          </Button>
        )}
      </span>
    </li>
  )
}
