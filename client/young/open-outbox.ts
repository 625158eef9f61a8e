import { Problem, startThread } from '../api.ts'
import { Outbox, Refused } from './outbox.ts'

const RETRY_MS = 10_000

/** The outbox over the real network and the storage of this device. */
export function openOutbox(): Outbox {
  return new Outbox({
    storage: localStorage,
    async send({ documentId, request }) {
      try {
        await startThread(documentId, request)
      } catch (error) {
        const isNo = error instanceof Problem && !PASSING.has(error.code)
        throw isNo ? new Refused(error.message) : error
      }
    },
    onChance(listener) {
      const timer = setInterval(listener, RETRY_MS)
      addEventListener('online', listener)
      queueMicrotask(listener)
      return () => {
        clearInterval(timer)
        removeEventListener('online', listener)
      }
    },
  })
}

/** Failures that pass by themselves. */
const PASSING = new Set([
  'unreachable',
  'unclear',
  'unavailable',
  'too_many',
  'error',
  'signed_out',
])
