import { useState } from 'react'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import type { LinkResponse, MeResponse } from '../../../shared/api-seats.ts'
import { signIn } from '../../api-seats.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { Notice } from '../../components/notice.tsx'
import { DoorCard } from './door-card.tsx'
import { PersonForm } from './person-form.tsx'
import type { Person } from './person-form.tsx'

export interface EnterPageProps {
  link: string
  about: LinkResponse
  onEnter: (me: MeResponse) => void
}

/** The card at the door for somebody with a link: a name and a colour, or just the way in. */
export function EnterPage({ link, about, onEnter }: EnterPageProps) {
  const [path] = useLocation()
  const [isShared, setShared] = useState(false)
  const enter = async (person?: Person) => {
    onEnter(await signIn({ link, person, isShared }))
  }
  const shared = (
    <Checkbox isChecked={isShared} onChange={setShared}>
      Others use this computer too. Sign me out after 30 minutes without use.
    </Checkbox>
  )
  if (about.is === 'signIn') {
    return (
      <DoorCard title={`Welcome back, ${about.name}`}>
        <ComeIn onEnter={enter}>{shared}</ComeIn>
      </DoorCard>
    )
  }
  if (about.is === 'step') {
    return (
      <DoorCard title={`Welcome, ${about.name}`}>
        <p className="enter-lead">
          You are asked to decide about a document. This link opens that document and nothing else.
        </p>
        <ComeIn onEnter={enter}>{shared}</ComeIn>
      </DoorCard>
    )
  }
  return (
    <DoorCard title="What should people call you?">
      <p className="enter-lead">
        {about.is === 'owner' &&
          'You are the first here and will look after this Folkmoot: you let others in. '}
        Others see your name and colour beside the words you are working on. You can change both
        later.
        {path !== '/' && ' Then you go straight to the page your link leads to.'}
      </p>
      <PersonForm before={{ name: about.name }} submitLabel="Come in" onSubmit={enter}>
        {shared}
      </PersonForm>
    </DoorCard>
  )
}

function ComeIn({ onEnter, children }: { onEnter: () => Promise<void>; children: ReactNode }) {
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const handlePress = () => {
    setPending(true)
    onEnter().catch((failure: Error) => {
      setProblem(failure.message)
      setPending(false)
    })
  }
  return (
    <>
      {children}
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      <Button kind="primary" isPending={isPending} onPress={handlePress} autoFocus>
        Come in
      </Button>
    </>
  )
}
