import type { RefusalCode } from '../../../shared/refusals.ts'
import { unreachable } from '../../../shared/unreachable.ts'
import { isSharedComputer } from './shared-computer.ts'

/**
 * Where a document stands between this browser and the server. Derived from facts on every change,
 * never set: "saved" always means that the server has confirmed the bytes on its disk.
 */
export type ConnectionStatus =
  /** There is nothing to show yet. */
  | { state: 'loading' }
  /** The server has everything; `at` is when it said so last (null: nothing was written yet). */
  | { state: 'saved'; at: Date | null }
  /** On its way. `isSlow`: for longer than 5 seconds. */
  | { state: 'saving'; changes: number; isSlow: boolean }
  /** No connection. `isKept`: the changes survive closing the tab. */
  | { state: 'offline'; changes: number; isKept: boolean }
  /** The server runs but cannot store at the moment; nothing is lost while the tab stays open. */
  | { state: 'failing'; changes: number; message: string }
  /** The server said no for good. `unsent`: the words it does not have ('' if none). */
  | { state: 'refused'; code: RefusalCode; message: string; unsent: string }

/** Whether there are words that would go with the tab. */
export function isAtRisk(status: ConnectionStatus): boolean {
  switch (status.state) {
    case 'saving':
    case 'failing':
      return status.changes > 0
    case 'offline':
      return status.changes > 0 && !status.isKept
    case 'refused':
      // Where others use the computer, the page of whoever is out has to go at once.
      if (status.code === 'signed_out' && isSharedComputer()) return false
      return status.unsent !== ''
    case 'loading':
    case 'saved':
      return false
    default:
      return unreachable(status)
  }
}
