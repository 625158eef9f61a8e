import type { YoungReading } from '../../shared/consultations.ts'
import { Problem } from '../api.ts'

const KEY = 'folkmoot-reading'

/** Keeps the last document that was read, for when the signal goes. */
export function keepReading(reading: YoungReading): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(reading))
  } catch {
    // Too large for this device: it is read again when there is a signal.
  }
}

/** What was kept of a document, where the network is what failed; null otherwise. */
export function keptReading(documentId: string, failure: Error): YoungReading | null {
  if (!(failure instanceof Problem) || failure.code !== 'unreachable') return null
  const text = sessionStorage.getItem(KEY)
  const kept = text === null ? null : (JSON.parse(text) as YoungReading) // written by keepReading
  return kept?.documentId === documentId ? kept : null
}
