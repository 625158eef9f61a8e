import { useCallback, useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { Link } from 'wouter'
import { TOKEN_OPERATIONS } from '../../../shared/api-seats.ts'
import type { TokenSummary } from '../../../shared/api-seats.ts'
import { listTokens, makeToken, removeToken } from '../../api-seats.ts'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { DateField } from '../../components/date-field.tsx'
import { Notice } from '../../components/notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { TextField } from '../../components/text-field.tsx'

type Rights = 'read' | 'write'

const READING = ['listDocuments', 'readDocument', 'exportDocument', 'readImage'] as const
const OPERATIONS = { read: READING, write: TOKEN_OPERATIONS }

/** Tokens with which scripts come in as oneself, with fewer rights and a last day. */
export function Tokens() {
  const [tokens, setTokens] = useState<TokenSummary[]>([])
  const [name, setName] = useState('')
  const [rights, setRights] = useState<Rights>('read')
  const [until, setUntil] = useState('')
  const [made, setMade] = useState<string | null>(null)
  const [problem, setProblem] = useState<string>()
  const look = useCallback(() => {
    listTokens().then(setTokens, (failure: Error) => setProblem(failure.message))
  }, [])
  useEffect(look, [look])

  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    setProblem(undefined)
    if (until === '') return setProblem('Please choose a last day.')
    makeToken({ name, operations: [...OPERATIONS[rights]], documents: null, until }).then(
      ({ token }) => {
        setMade(token)
        setName('')
        look()
      },
      (failure: Error) => setProblem(failure.message),
    )
  }
  const remove = (id: string) => {
    removeToken(id).then(look, (failure: Error) =>
      showToast({ words: failure.message, kind: 'problem' }),
    )
  }
  return (
    <section aria-labelledby="scripts">
      <h2 id="scripts">Tokens for scripts</h2>
      <p>
        A script with a token comes in as you and may do no more than the token says. How it asks,
        and for what, is on the page <Link href="/scripts">For scripts</Link>.
      </p>
      <form className="seat-new-token" onSubmit={handleSubmit} noValidate>
        <TextField label="What it is for" value={name} onChange={setName} maxLength={60} />
        <SelectField
          label="It may"
          value={rights}
          choices={[
            { value: 'read', label: 'read documents' },
            { value: 'write', label: 'read and write documents' },
          ]}
          onChange={setRights}
        />
        <DateField label="Last day" value={until} onChange={setUntil} />
        <Button type="submit">Make a token</Button>
      </form>
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      {made !== null && (
        <Notice kind="info" title="Copy the token now: it is not shown again">
          <p>
            <code className="seat-token">{made}</code>
          </p>
        </Notice>
      )}
      <ul className="seat-list">
        {tokens.map(({ id, name: purpose, until: last }) => (
          <li key={id}>
            <span className="seat-words">
              <strong>{purpose}</strong>
              <span>until {last}</span>
            </span>
            <Button onPress={() => remove(id)}>
              End<span className="visually-hidden"> the token {purpose}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
