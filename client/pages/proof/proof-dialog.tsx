import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { PROOF_MINUTES } from '../../../shared/proof.ts'
import type { ProofResponse } from '../../../shared/api-seats.ts'
import { readProof } from '../../api.ts'
import { askForCode, proveByCode } from '../../api-seats.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { canUsePasskeys, showPasskey } from '../../passkeys.ts'
import { onCouncilProof } from './council-proof.ts'
import './proof-dialog.css'

const GO = '/api/sign-in/council?proof=yes'

/** The ways to show once more that it is oneself; what was asked for then goes on by itself. */
export function ProofDialog({ onEnd }: { onEnd: (isProven: boolean) => void }) {
  const [ways, setWays] = useState<ProofResponse | null>(null)
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string>()
  const fail = (failure: Error) => setProblem(failure.message)

  useEffect(() => {
    readProof().then(setWays, (failure: Error) => setProblem(failure.message))
  }, [])
  useEffect(() => onCouncilProof(() => onEnd(true)), [onEnd])

  const handlePasskey = () => {
    setProblem(undefined)
    setAsking(true)
    showPasskey()
      .then(() => onEnd(true), fail)
      .finally(() => setAsking(false))
  }
  const hasPasskey = ways?.hasPasskey === true && canUsePasskeys()
  return (
    <Dialog title="Is it still you?" isOpen onClose={() => onEnd(false)}>
      <div className="proof">
        <p>
          This cannot be done from a window somebody left open, so please show that it is you. It
          counts for {PROOF_MINUTES} minutes.
        </p>
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        {ways === null && problem === undefined && <Waiting words="Looking up…" lines={2} />}
        {hasPasskey && (
          <Button kind="primary" isPending={isAsking} onPress={handlePasskey} autoFocus>
            Use your passkey
          </Button>
        )}
        {ways !== null && ways.council !== null && (
          <Button onPress={() => window.open(GO, 'folkmoot-proof', 'popup,width=520,height=680')}>
            Sign in again with {ways.council}
          </Button>
        )}
        {ways !== null && <CodeForm way={ways.code} onProven={() => onEnd(true)} />}
      </div>
    </Dialog>
  )
}

const SENT = {
  mail: 'A code is on its way to your e-mail address.',
  terminal:
    'A code now stands where Folkmoot was started: in its window, or in its log. If that is not you, ask whoever runs it, or add a passkey next time you sign in.',
}

function CodeForm({ way, onProven }: { way: ProofResponse['code']; onProven: () => void }) {
  const [step, setStep] = useState<'offered' | 'sending' | 'sent'>('offered')
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const ask = () => {
    setStep('sending')
    setProblem(undefined)
    askForCode().then(
      () => setStep('sent'),
      (failure: Error) => {
        setProblem(failure.message)
        setStep('offered')
      },
    )
  }
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    setProblem(undefined)
    proveByCode(code)
      .then(onProven, (failure: Error) => setProblem(failure.message))
      .finally(() => setPending(false))
  }
  if (step !== 'sent') {
    return (
      <>
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        <Button isPending={step === 'sending'} onPress={ask}>
          {way === 'mail' ? 'Send me a code by e-mail' : 'Show a code where Folkmoot runs'}
        </Button>
      </>
    )
  }
  return (
    <form className="proof" onSubmit={handleSubmit} noValidate>
      <output>{SENT[way]}</output>
      <TextField
        label="The code"
        description="Eight letters and figures."
        name="code"
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
        problem={problem}
        maxLength={40}
        autoFocus
      />
      <Button type="submit" kind="primary" isPending={isPending}>
        Go on
      </Button>
    </form>
  )
}
