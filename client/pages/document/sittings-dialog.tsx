import { useEffect, useState } from 'react'
import type { SittingsResponse } from '../../../shared/api-young.ts'
import { checkIn, endSitting, openSitting, readSittings } from '../../api-young.ts'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { useSeat } from '../enter/seat.ts'
import './share-dialog.css'

const LENGTHS = [
  { value: '60', label: 'for 1 hour' },
  { value: '120', label: 'for 2 hours' },
  { value: '240', label: 'for 4 hours' },
] as const

export interface SittingsDialogProps {
  documentId: string
  isOpen: boolean
  onClose: () => void
}

/** Lets a youth group write together, while two of its adults are there. */
export function SittingsDialog({ documentId, isOpen, onClose }: SittingsDialogProps) {
  return (
    <Dialog title="Sittings with young people" isOpen={isOpen} onClose={onClose} size="large">
      {isOpen && <SittingsPanel documentId={documentId} />}
    </Dialog>
  )
}

function SittingsPanel({ documentId }: { documentId: string }) {
  const [found, setFound] = useState<SittingsResponse | null>(null)
  const [problem, setProblem] = useState<string>()
  const keep = (answer: Promise<SittingsResponse>) => {
    setProblem(undefined)
    answer.then(setFound, (failure: Error) => setProblem(failure.message))
  }
  useEffect(() => {
    readSittings(documentId).then(setFound, (failure: Error) => setProblem(failure.message))
  }, [documentId])
  return (
    <div className="share">
      <p>
        Young people comment on their own. In a sitting they write in the document itself, for at
        most four hours, and only while two responsible adults of their group have it open or say
        that they are in the room.
      </p>
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      {found?.sittings.map((sitting) => (
        <Sitting
          key={sitting.group.id}
          sitting={sitting}
          mayEnd={found.mayOpen}
          onHere={(isHere) => keep(checkIn(documentId, sitting.group.id, isHere))}
          onEnd={() => keep(endSitting(documentId, sitting.group.id))}
        />
      ))}
      {found?.sittings.length === 0 && <p>No sitting is under way.</p>}
      {found?.mayOpen === true && (
        <OpenSitting
          candidates={found.candidates}
          onOpen={(group, minutes) => keep(openSitting(documentId, { group, minutes }))}
        />
      )}
    </div>
  )
}

interface SittingProps {
  sitting: SittingsResponse['sittings'][number]
  mayEnd: boolean
  onHere: (isHere: boolean) => void
  onEnd: () => void
}

function Sitting({ sitting: { group, endsAt, adults }, mayEnd, onHere, onEnd }: SittingProps) {
  const { seat } = useSeat()
  const own = adults.find(({ id }) => id === seat.id)
  return (
    <section className="share" aria-labelledby={`sitting-${group.id}`}>
      <h3 id={`sitting-${group.id}`}>
        {group.name}, until {timeInWords(endsAt)}
      </h3>
      <ul className="share-list" aria-label={`Responsible adults of ${group.name}`}>
        {adults.map(({ id, name, isCheckedIn }) => (
          <li key={id}>
            <span className="share-name">{name}</span>
            <span>{isCheckedIn ? 'is in the room' : 'counts while the document is open'}</span>
          </li>
        ))}
      </ul>
      <div className="share-add">
        {own !== undefined && (
          <Button onPress={() => onHere(!own.isCheckedIn)}>
            {own.isCheckedIn ? 'I am leaving the room' : 'I am in the room'}
          </Button>
        )}
        {mayEnd && <Button onPress={onEnd}>End the sitting</Button>}
      </div>
    </section>
  )
}

interface OpenSittingProps {
  candidates: SittingsResponse['candidates']
  onOpen: (group: string, minutes: number) => void
}

function OpenSitting({ candidates, onOpen }: OpenSittingProps) {
  const [chosen, setChosen] = useState('')
  const [length, setLength] = useState<(typeof LENGTHS)[number]['value']>('120')
  const group = candidates.find(({ id }) => id === chosen)?.id ?? candidates[0]?.id
  if (group === undefined) {
    return <p>To open one, let a youth group comment on the document first, under “Share”.</p>
  }
  return (
    <div className="share-add">
      <SelectField
        label="Open a sitting with"
        value={group}
        choices={candidates.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setChosen}
      />
      <SelectField label="How long" value={length} choices={LENGTHS} onChange={setLength} />
      <Button kind="primary" onPress={() => onOpen(group, Number(length))}>
        Open
      </Button>
    </div>
  )
}

function timeInWords(time: string): string {
  return new Date(time).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}
