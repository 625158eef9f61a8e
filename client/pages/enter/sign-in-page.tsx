import { useState } from 'react'
import type { FormEvent } from 'react'
import { askForLink } from '../../api-seats.ts'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { canUsePasskeys, comeInByPasskey } from '../../passkeys.ts'
import { DoorCard } from './door-card.tsx'
import type { Doors } from './seat.ts'
import './sign-in-page.css'

export interface SignInPageProps {
  doors: Doors
  problem: string | null
  /** Somebody has come in. */
  onEnter: () => void
}

/** For somebody without a link: the doors this server has. */
export function SignInPage({ doors, problem: before, onEnter }: SignInPageProps) {
  const [isShared, setShared] = useState(false)
  const [problem, setProblem] = useState(before)
  const [isPending, setPending] = useState(false)
  const usesPasskeys = canUsePasskeys()
  const handlePasskey = () => {
    setPending(true)
    setProblem(null)
    comeInByPasskey(isShared)
      .then(onEnter, (failure: Error) => setProblem(failure.message))
      .finally(() => setPending(false))
  }
  return (
    <DoorCard title="Sign in">
      {problem !== null && <Notice kind="warn">{problem}</Notice>}
      {doors.hasMail ? <AskForLink /> : <NoMail />}
      {(usesPasskeys || doors.council !== null) && (
        <section className="sign-in-ways" aria-label="Other ways in">
          {doors.council !== null && (
            <a className="button button-quiet" href={councilAddress(isShared)}>
              <span>Sign in with {doors.council}</span>
            </a>
          )}
          {usesPasskeys && (
            <Button isPending={isPending} onPress={handlePasskey}>
              Use a passkey
            </Button>
          )}
          <Checkbox isChecked={isShared} onChange={setShared}>
            Others use this computer too. Sign me out after 30 minutes without use.
          </Checkbox>
        </section>
      )}
      <section className="sign-in-ways" aria-label="For young people">
        <ButtonLink href="/join">Join a youth group with a code</ButtonLink>
        <ButtonLink href="/back">Come back with three words</ButtonLink>
      </section>
      <p className="enter-lead">There are no passwords here, so there is none to forget.</p>
    </DoorCard>
  )
}

function councilAddress(isShared: boolean): string {
  return `/api/sign-in/council${isShared ? '?shared=yes' : ''}`
}

function NoMail() {
  return (
    <>
      <p>
        <strong>Invited?</strong> Open the link you were given. It is yours alone and works once.
      </p>
      <p>
        <strong>Here before?</strong> Ask an officer of your partnership for a new link.
      </p>
      <p className="enter-lead">
        Whoever started this server finds the first link beside its address, where it was started.
      </p>
    </>
  )
}

function AskForLink() {
  const [email, setEmail] = useState('')
  const [problem, setProblem] = useState<string>()
  const [step, setStep] = useState<'asking' | 'sending' | 'sent'>('asking')
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (step === 'sending') return
    setStep('sending')
    setProblem(undefined)
    askForLink(email).then(
      () => setStep('sent'),
      (failure: Error) => {
        setProblem(failure.message)
        setStep('asking')
      },
    )
  }
  if (step === 'sent') {
    return (
      <Notice kind="info" title="Look into your e-mail">
        If somebody here has this address, a link is on its way to it. It works once, for 15
        minutes.
      </Notice>
    )
  }
  return (
    <form className="sign-in-mail" onSubmit={handleSubmit} noValidate>
      <TextField
        label="Your e-mail address"
        description="We send you a link that is yours alone and works once."
        name="email"
        autoComplete="email"
        value={email}
        onChange={setEmail}
        problem={problem}
        maxLength={254}
        isRequired
        autoFocus
      />
      <Button type="submit" kind="primary" isPending={step === 'sending'}>
        Send me a link
      </Button>
    </form>
  )
}
