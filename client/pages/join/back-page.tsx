import { useState } from 'react'
import type { FormEvent } from 'react'
import { comeBack } from '../../api-young.ts'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { TextField } from '../../components/text-field.tsx'
import { DoorCard } from '../enter/door-card.tsx'
import { arrive } from './arrive.ts'
import './join.css'

/** A young person comes back by their three words. */
export function BackPage() {
  const [words, setWords] = useState('')
  const [isShared, setShared] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    setProblem(undefined)
    comeBack({ words, isShared }).then(
      () => void arrive(),
      (failure: Error) => {
        setProblem(failure.message)
        setPending(false)
      },
    )
  }
  return (
    <DoorCard title="Welcome back">
      <form className="join-form" onSubmit={handleSubmit} noValidate>
        <TextField
          label="Your three words"
          description="The ones you got when you joined."
          value={words}
          onChange={setWords}
          problem={problem}
          autoComplete="off"
          maxLength={100}
          autoFocus
        />
        <Checkbox isChecked={isShared} onChange={setShared}>
          Others use this computer too. Keep nothing on it.
        </Checkbox>
        <Button type="submit" kind="primary" isPending={isPending}>
          Come in
        </Button>
      </form>
      <p>
        <ButtonLink href="/join">I have a code instead</ButtonLink>
      </p>
    </DoorCard>
  )
}
