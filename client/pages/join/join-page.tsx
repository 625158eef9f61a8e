import { useCallback, useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import type { JoinCodeResponse, JoinResponse } from '../../../shared/api-young.ts'
import { readJoinCode } from '../../../shared/young/join-code.ts'
import { join, lookAtCode } from '../../api-young.ts'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { TextField } from '../../components/text-field.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { keepWords } from '../../young/kept-words.ts'
import { DoorCard } from '../enter/door-card.tsx'
import { findLanding } from './arrive.ts'
import { WordsCard } from './words-card.tsx'
import './join.css'

type Step =
  | { at: 'code'; problem?: string }
  | { at: 'looking' }
  | { at: 'name'; code: string; about: JoinCodeResponse }
  | { at: 'words'; words: readonly string[] }

/** How a young person comes in: a code or a link, a nickname, three words to keep. */
export function JoinPage() {
  const [step, setStep] = useState<Step>({ at: codeInAddress() === null ? 'code' : 'looking' })
  const look = useCallback((code: string) => {
    lookAtCode(code).then(
      (about) => setStep({ at: 'name', code, about }),
      (failure: Error) => setStep({ at: 'code', problem: failure.message }),
    )
  }, [])
  useEffect(() => {
    const code = codeInAddress()
    // Out of sight before anything else: whoever reads the address could join by it.
    history.replaceState(null, '', location.pathname)
    if (code !== null) look(code)
  }, [look])

  if (step.at === 'looking') return <Waiting words="Looking up the code…" />
  if (step.at === 'words') return <WordsCard words={step.words} />
  if (step.at === 'name') {
    return (
      <NameCard
        {...step}
        onWords={(words) => setStep({ at: 'words', words })}
        onBack={() => setStep({ at: 'code' })}
      />
    )
  }
  return <CodeCard problem={step.problem} onCode={look} />
}

function CodeCard({ problem, onCode }: { problem?: string; onCode: (code: string) => void }) {
  const [code, setCode] = useState('')
  const [isShort, setShort] = useState(false)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    const read = readJoinCode(code)
    setShort(read === null)
    if (read !== null) onCode(read)
  }
  return (
    <DoorCard title="Join your group">
      <form className="join-form" onSubmit={handleSubmit} noValidate>
        <TextField
          label="Your code"
          description="Eight letters and numbers, from your poster or your youth worker."
          value={code}
          onChange={setCode}
          problem={
            isShort
              ? 'A code has eight letters and numbers. It never has 0, O, 1, I or L.'
              : problem
          }
          autoComplete="off"
          maxLength={20}
          autoFocus
        />
        <Button type="submit" kind="primary">
          Go on
        </Button>
      </form>
      <p>
        <ButtonLink href="/back">I was here before</ButtonLink>
      </p>
    </DoorCard>
  )
}

interface NameCardProps {
  code: string
  about: JoinCodeResponse
  /** Called where the words have to be shown before anything else. */
  onWords: (words: readonly string[]) => void
  onBack: () => void
}

/** One card: what this is, who sees what, and a nickname to take with one tap. */
function NameCard({ code, about, onWords, onBack }: NameCardProps) {
  const [nickname, setNickname] = useState(about.nickname)
  const [isShared, setShared] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    setProblem(undefined)
    join({ code, nickname, isShared }).then(
      (joined) => void goOn(joined),
      (failure: Error) => {
        setProblem(failure.message)
        setPending(false)
      },
    )
  }
  /** The page for phones shows the words beside the plan; nothing stays on a shared computer. */
  const goOn = async ({ me, words }: JoinResponse) => {
    const landing = isShared ? '/' : await findLanding()
    const isKept = landing.startsWith('/y/') && keepWords({ seat: me.seat?.id ?? '', words })
    if (isKept) location.assign(landing)
    else onWords(words)
  }
  return (
    <DoorCard title={about.group}>
      <p>
        You can read the plan and say what you think of it. Nobody asks for your name or e-mail.
      </p>
      <form className="join-form" onSubmit={handleSubmit} noValidate>
        <TextField
          label="Your nickname"
          description="Others see it beside what you say. Do not use your real name."
          value={nickname}
          onChange={setNickname}
          problem={problem}
          autoComplete="off"
          maxLength={30}
        />
        <Button type="submit" kind="primary" isPending={isPending}>
          {nickname.trim() === '' ? 'Join' : `Join as ${nickname.trim()}`}
        </Button>
        <Checkbox isChecked={isShared} onChange={setShared}>
          Others use this computer too. Keep nothing on it.
        </Checkbox>
      </form>
      <section aria-labelledby="who-sees">
        <h2 id="who-sees" className="join-about">
          Who can see what
        </h2>
        <ul className="join-list">
          <li>Your group and the people who write the plan see your nickname and your words.</li>
          <li>{about.adult} looks after your group. They can see who is in it, by nickname.</li>
          <li>Nobody gets your age, your name or where you are.</li>
        </ul>
      </section>
      <Button onPress={onBack}>That is not my group</Button>
    </DoorCard>
  )
}

function codeInAddress(): string | null {
  return readJoinCode(decodeURIComponent(location.hash.slice(1)))
}
