import type { YoungReading } from '../../shared/consultations.ts'
import { Problem } from '../api.ts'
import { READING as KEY } from '../comments/forget-postings.ts'

/** A document as it was read, and by whom. */
export interface KeptReading {
  reading: YoungReading
  seat: string
}

/** Keeps the last document that was read, for when the signal goes. */
export function keepReading(kept: KeptReading): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // Too large for this device: it is read again when there is a signal.
  }
}

/** What was kept of a document, where the network is what failed; null otherwise. */
export function keptReading(documentId: string, failure: Error): KeptReading | null {
  if (!(failure instanceof Problem) || failure.code !== 'unreachable') return null
  const text = sessionStorage.getItem(KEY)
  const kept = text === null ? null : (JSON.parse(text) as KeptReading) // written by keepReading
  return kept?.reading.documentId === documentId ? kept : null
}
