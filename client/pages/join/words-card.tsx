import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { DoorCard } from '../enter/door-card.tsx'
import { arrive } from './arrive.ts'
import './join.css'

/** The three words that bring somebody back, shown this once. */
export function WordsCard({ words }: { words: readonly string[] }) {
  const [isLeaving, setLeaving] = useState(false)
  return (
    <DoorCard title="You are in">
      <p>Keep these three words. With them you come back on any phone or computer.</p>
      <p className="join-words">{words.join(' ')}</p>
      <p className="enter-lead">Write them down or take a picture. We cannot show them again.</p>
      <Button
        kind="primary"
        isPending={isLeaving}
        autoFocus
        onPress={() => {
          setLeaving(true)
          void arrive()
        }}
      >
        Go to the plan
      </Button>
    </DoorCard>
  )
}
