import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import type { Connection } from '../../editor/connection/connection.ts'
import { useSeat } from '../enter/seat.ts'

/** Asked once on each device: may words be kept here, to survive a lost network? */
export function DeviceQuestion({ connection }: { connection: Connection }) {
  const [choice, setChoice] = useState(() => connection.deviceChoice())
  const { seat } = useSeat()
  if (choice !== 'unasked' || seat.isShared) return null
  const choose = (next: 'yes' | 'no') => {
    setChoice(next)
    void connection.keepOnDevice(next)
  }
  return (
    <Notice
      kind="info"
      title="Keep a copy on this device?"
      actions={
        <>
          <Button onPress={() => choose('no')}>No</Button>
          <Button onPress={() => choose('yes')}>Yes, keep a copy</Button>
        </>
      }
    >
      With a copy you can go on writing without a network, even after closing the page. Anyone who
      uses this browser could read it, so say no on a shared computer.
    </Notice>
  )
}
