import { useEffect, useRef } from 'react'
import type { ConnectionStatus } from '../../editor/connection/connection.ts'
import { Icon } from '../../components/icons.tsx'
import { showToast } from '../../components/toast.tsx'
import './save-state.css'

/** Where the words are, in words. Read out only when something is wrong. */
export function SaveState({ status }: { status: ConnectionStatus }) {
  const isOnItsWay = status.state === 'saving' && !status.isSlow
  const isCalm = status.state === 'saved' || isOnItsWay || status.state === 'loading'
  return (
    <>
      <p className={`save-state save-state-${status.state}`}>
        {!isCalm && <Icon name={status.state === 'offline' ? 'offline' : 'warning'} size={18} />}
        <span>{wordsOf(status)}</span>
      </p>
      <output className="visually-hidden">{isCalm ? '' : wordsOf(status)}</output>
    </>
  )
}

/** The state as people read it. */
export function wordsOf(status: ConnectionStatus): string {
  switch (status.state) {
    case 'loading':
      return 'Opening…'
    case 'saved':
      return status.at === null ? 'Saved on the server' : `Saved on the server ${timeOf(status.at)}`
    case 'saving':
      return status.isSlow ? 'Not saved yet – the connection is slow' : 'Saving…'
    case 'offline':
      if (status.changes === 0) return 'Offline'
      return status.isKept
        ? `Offline – ${changes(status.changes)} kept on this device`
        : `Offline – ${changes(status.changes)} only in this tab`
    case 'failing':
      return `The server cannot save at the moment – ${changes(status.changes)} only in this tab`
    case 'refused':
      return 'Not connected'
    default:
      return unreachable(status)
  }
}

/** Says so when work that was done offline has reached the server. */
export function useReturnMessage(status: ConnectionStatus): void {
  const waiting = useRef(0)
  useEffect(() => {
    if (status.state === 'offline') waiting.current = status.changes
    if (status.state !== 'saved' || waiting.current === 0) return
    const count = waiting.current
    showToast({ words: `Connected again. ${changes(count)} sent.` })
    waiting.current = 0
  }, [status])
}

function changes(count: number): string {
  return count === 1 ? '1 change' : `${count} changes`
}

function timeOf(at: Date): string {
  return at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}

function unreachable(status: never): never {
  throw new Error(`No such state: ${JSON.stringify(status)}`)
}
