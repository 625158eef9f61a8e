import { useState } from 'react'
import type { FormEvent } from 'react'
import { askForLink } from '../../api.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { DoorCard } from './door-card.tsx'

/** For somebody without a link: how to get one. */
export function SignInPage({ hasMail, problem }: { hasMail: boolean; problem: string | null }) {
  return (
    <DoorCard title="Sign in">
      {problem !== null && <Notice kind="warn">{problem}</Notice>}
      <p className="enter-lead">
        There are no passwords here. You come in with a link that is yours alone and works once.
      </p>
      {hasMail ? <AskForLink /> : <NoMail />}
    </DoorCard>
  )
}

function NoMail() {
  return (
    <>
      <p>
        <strong>Invited?</strong> Open the link you were given.
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
        If somebody here has this address, a link is on its way to it. It works for 15 minutes.
      </Notice>
    )
  }
  return (
    <form className="person-form" onSubmit={handleSubmit}>
      <TextField
        label="Your e-mail address"
        name="email"
        autoComplete="email"
        value={email}
        onChange={setEmail}
        problem={problem}
        maxLength={254}
        isRequired
        autoFocus
      />
      <div className="person-end">
        <Button type="submit" kind="primary" isPending={step === 'sending'}>
          Send me a link
        </Button>
      </div>
    </form>
  )
}
