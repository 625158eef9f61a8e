import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { LinkResponse, MeResponse } from '../../../shared/api-seats.ts'
import { findMe, lookAtLink, signOut } from '../../api-seats.ts'
import { onSignedOut } from '../../api.ts'
import { Button } from '../../components/button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { forgetPostings } from '../../comments/forget-postings.ts'
import { forgetDevice } from '../../editor/connection/device-copy.ts'
import { clearSharedComputer, noteSharedComputer } from '../../editor/connection/shared-computer.ts'
import { endCouncilProof, PROVEN_HASH } from '../proof/council-proof.ts'
import { ProofGate } from '../proof/proof-gate.tsx'
import { SeatContext } from './seat.ts'
import type { Doors, OwnSeat } from './seat.ts'

/** Whoever has a seat already, as on most days, needs none of these. */
const EnterPage = lazy(async () => ({ default: (await import('./enter-page.tsx')).EnterPage }))
const SignInPage = lazy(async () => ({ default: (await import('./sign-in-page.tsx')).SignInPage }))
const ChangeSeatDialog = lazy(async () => ({
  default: (await import('./change-seat-dialog.tsx')).ChangeSeatDialog,
}))
const ConcernCall = lazy(async () => ({
  default: (await import('../safeguarding/concern-call.tsx')).ConcernCall,
}))
const ViewBanner = lazy(async () => ({ default: (await import('./view-banner.tsx')).ViewBanner }))

type Gate =
  | { state: 'asking' }
  | { state: 'failed'; message: string }
  | { state: 'outside'; doors: Doors; problem: string | null }
  | { state: 'atDoor'; link: string; about: LinkResponse }
  | { state: 'proven' }
  | { state: 'inside'; seat: OwnSeat }

/**
 * Lets a person in who has a seat here, or a link in the address (#enter=…) that opens one. The
 * rest of the address stays as it is meanwhile, so whoever followed a link arrives where it leads.
 */
export function SeatGate({ children }: { children: ReactNode }) {
  const [gate, setGate] = useState<Gate>({ state: 'asking' })
  const [isChanging, setChanging] = useState(false)
  const [hasChanged, setHasChanged] = useState(false)

  const ask = useCallback(() => {
    arrive().then(setGate, (problem: Error) =>
      setGate({ state: 'failed', message: problem.message }),
    )
  }, [])

  useEffect(ask, [ask])
  useEffect(() => onSignedOut(ask), [ask])
  useEffect(() => {
    const handleHash = () => {
      if (linkInAddress() !== null) ask()
    }
    addEventListener('hashchange', handleHash)
    return () => removeEventListener('hashchange', handleHash)
  }, [ask])

  const handleSignOut = ({ isEverywhere }: { isEverywhere: boolean }) => {
    signOut({ isEverywhere }).then(
      async (doors) => {
        await forgetDevice()
        forgetPostings()
        history.replaceState(null, '', '/')
        setGate({ state: 'outside', doors, problem: null })
      },
      (problem: Error) => showToast({ words: problem.message, kind: 'problem' }),
    )
  }

  if (gate.state === 'asking') return <Waiting words="Opening Folkmoot…" />
  if (gate.state === 'failed') {
    return <Unreachable message={gate.message} onRetry={ask} />
  }
  if (gate.state === 'outside') {
    return (
      <Suspense fallback={<Waiting words="Opening Folkmoot…" />}>
        <SignInPage doors={gate.doors} problem={gate.problem} onEnter={ask} />
      </Suspense>
    )
  }
  if (gate.state === 'proven') {
    return (
      <MainPart title="Folkmoot" className="sheet">
        <h1>Thank you, it is you</h1>
        <p>You can close this window and go on in the other one.</p>
      </MainPart>
    )
  }
  if (gate.state === 'atDoor') {
    const enter = (me: MeResponse) => {
      void noteSharedComputer(me.seat?.isShared === true)
      setGate(standing(me))
    }
    return (
      <Suspense fallback={<Waiting words="Opening Folkmoot…" />}>
        <EnterPage link={gate.link} about={gate.about} onEnter={enter} />
      </Suspense>
    )
  }
  return (
    <SeatContext
      value={{
        seat: gate.seat,
        onChangeSeat: () => {
          setHasChanged(true)
          setChanging(true)
        },
        onSignOut: handleSignOut,
      }}
    >
      {gate.seat.isView && (
        <Suspense fallback={null}>
          <ViewBanner />
        </Suspense>
      )}
      {gate.seat.operations.includes('handleConcern') && (
        <Suspense fallback={null}>
          <ConcernCall />
        </Suspense>
      )}
      <ProofGate>{children}</ProofGate>
      {hasChanged && (
        <Suspense>
          <ChangeSeatDialog
            seat={gate.seat}
            isOpen={isChanging}
            onClose={() => setChanging(false)}
            onChanged={(seat) => setGate({ state: 'inside', seat })}
          />
        </Suspense>
      )}
    </SeatContext>
  )
}

/** Where somebody stands who has just come to this address. */
async function arrive(): Promise<Gate> {
  const link = linkInAddress()
  const me = await findMe()
  if (me.seat === null) await clearSharedComputer()
  else await noteSharedComputer(me.seat.isShared)
  if (location.hash === PROVEN_HASH) return leaveSecondWindow()
  if (link === null) return standing(me, problemInAddress())
  // Out of sight and out of the history before anything else: whoever has it can use it.
  history.replaceState(null, '', location.pathname + location.search)
  try {
    return { state: 'atDoor', link, about: await lookAtLink(link) }
  } catch (problem) {
    return standing(me, problem instanceof Error ? problem.message : String(problem))
  }
}

function standing(me: MeResponse, problem: string | null = null): Gate {
  return me.seat === null
    ? { state: 'outside', doors: me, problem }
    : { state: 'inside', seat: me.seat }
}

/** Why somebody is back at the door: the address holds a word, the sentence is ours. */
function problemInAddress(): string | null {
  const word = /^#door=([a-z-]{1,40})$/.exec(location.hash)?.[1]
  if (word === undefined) return null
  history.replaceState(null, '', location.pathname + location.search)
  return DOOR_PROBLEMS[word] ?? null
}

const DOOR_PROBLEMS: Record<string, string> = {
  'council-late': 'That took too long, or came from another window. Please try again.',
  'council-failed': 'The sign-in of your council did not work. Please try again in a few minutes.',
  'council-unverified':
    'Your council did not say that your e-mail address is yours. Ask an officer for a link.',
  'council-unknown':
    'Your council knows you, but nobody here has invited your e-mail address. Ask an officer of your partnership.',
}

/** Here somebody showed that it is them for a page in another window: see proof/council-proof.ts. */
function leaveSecondWindow(): Gate {
  endCouncilProof()
  return { state: 'proven' }
}

function linkInAddress(): string | null {
  return /^#enter=([A-Za-z0-9_-]{22})$/.exec(location.hash)?.[1] ?? null
}

function Unreachable({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <>
      <TopBar />
      <MainPart title="Folkmoot" className="sheet">
        <h1>Folkmoot is not answering</h1>
        <Notice kind="problem" actions={<Button onPress={onRetry}>Try again</Button>}>
          {message}
        </Notice>
      </MainPart>
    </>
  )
}
