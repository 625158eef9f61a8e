import { useCallback, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { findMe } from '../../api.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { EnterPage } from './enter-page.tsx'
import { PersonForm } from './person-form.tsx'
import { SeatContext } from './seat.ts'
import type { OwnSeat } from './seat.ts'

type Gate =
  | { state: 'asking' }
  | { state: 'failed'; message: string }
  | { state: 'outside' }
  | { state: 'inside'; seat: OwnSeat }

/**
 * Lets a person in once they have a name and a colour. The address stays as it is meanwhile, so
 * whoever followed a link arrives where it leads.
 */
export function SeatGate({ children }: { children: ReactNode }) {
  const [gate, setGate] = useState<Gate>({ state: 'asking' })
  const [isChanging, setChanging] = useState(false)

  const ask = useCallback(() => {
    findMe().then(
      ({ seat }) => setGate(seat === null ? { state: 'outside' } : { state: 'inside', seat }),
      (problem: Error) => setGate({ state: 'failed', message: problem.message }),
    )
  }, [])

  useEffect(ask, [ask])

  if (gate.state === 'asking') return <Waiting words="Opening Folkmoot…" />
  if (gate.state === 'failed') {
    return <Unreachable message={gate.message} onRetry={ask} />
  }
  if (gate.state === 'outside') {
    return <EnterPage onEnter={(seat) => setGate({ state: 'inside', seat })} />
  }
  return (
    <SeatContext value={{ seat: gate.seat, onChangeSeat: () => setChanging(true) }}>
      {children}
      <Dialog title="Your name and colour" isOpen={isChanging} onClose={() => setChanging(false)}>
        <PersonForm
          before={gate.seat}
          submitLabel="Save"
          onDone={(seat) => {
            setGate({ state: 'inside', seat })
            setChanging(false)
            showToast({ words: `You are now shown as ${seat.name}.` })
          }}
        />
      </Dialog>
    </SeatContext>
  )
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
