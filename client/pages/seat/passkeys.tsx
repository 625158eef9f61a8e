import { useCallback, useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import type { PasskeySummary } from '../../../shared/api-seats.ts'
import { listPasskeys, removePasskey, renamePasskey } from '../../api-seats.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { showToast } from '../../components/toast.tsx'
import { canUsePasskeys, makePasskey } from '../../passkeys.ts'
import { inWords } from './times.ts'

/** What is being named: a passkey to come, or one that is there. */
type Naming = { is: 'new' } | { is: 'old'; passkey: PasskeySummary }

/** One's passkeys: made here, named, and removed when a device is gone. */
export function Passkeys() {
  const [passkeys, setPasskeys] = useState<PasskeySummary[]>([])
  const [naming, setNaming] = useState<Naming | null>(null)
  const look = useCallback(() => {
    listPasskeys().then(setPasskeys, sayProblem)
  }, [])
  useEffect(look, [look])
  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">Passkeys</h2>
      <p>
        With a passkey you sign in by your finger, your face or the PIN of your device, without
        waiting for a link. Nothing secret leaves the device.
      </p>
      {passkeys.length > 0 && (
        <ul className="seat-list">
          {passkeys.map((passkey) => (
            <li key={passkey.id}>
              <span className="seat-words">
                <strong>{passkey.name}</strong>
                <span>
                  {passkey.usedAt === null
                    ? `made ${inWords(passkey.createdAt)}`
                    : `last used ${inWords(passkey.usedAt)}`}
                </span>
              </span>
              <Button onPress={() => setNaming({ is: 'old', passkey })}>
                Rename<span className="visually-hidden"> {passkey.name}</span>
              </Button>
              <Button onPress={() => void removePasskey(passkey.id).then(look, sayProblem)}>
                Remove<span className="visually-hidden"> {passkey.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {canUsePasskeys() ? (
        <Button icon="plus" onPress={() => setNaming({ is: 'new' })}>
          Add a passkey
        </Button>
      ) : (
        <p>
          This browser has no passkeys at this address. They need https, or this computer itself.
        </p>
      )}
      {naming !== null && (
        <NameDialog
          naming={naming}
          onClose={() => setNaming(null)}
          onDone={() => {
            setNaming(null)
            look()
          }}
        />
      )}
    </section>
  )
}

interface NameDialogProps {
  naming: Naming
  onClose: () => void
  onDone: () => void
}

function NameDialog({ naming, onClose, onDone }: NameDialogProps) {
  const isNew = naming.is === 'new'
  const [name, setName] = useState(isNew ? 'This computer' : naming.passkey.name)
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    setProblem(undefined)
    const work = isNew ? makePasskey(name) : renamePasskey(naming.passkey.id, name)
    work
      .then(onDone, (failure: Error) => setProblem(failure.message))
      .finally(() => setPending(false))
  }
  return (
    <Dialog
      title={isNew ? 'Add a passkey' : 'Rename the passkey'}
      isOpen
      onClose={onClose}
      actions={
        <Button type="submit" form="passkey" kind="primary" isPending={isPending}>
          {isNew ? 'Go on' : 'Save'}
        </Button>
      }
    >
      <form id="passkey" className="person-form" onSubmit={handleSubmit} noValidate>
        <TextField
          label="What you call it"
          description={isNew ? 'So that you know later which device it is on.' : undefined}
          value={name}
          onChange={setName}
          maxLength={60}
          autoFocus
        />
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      </form>
    </Dialog>
  )
}

function sayProblem(failure: Error) {
  showToast({ words: failure.message, kind: 'problem' })
}
