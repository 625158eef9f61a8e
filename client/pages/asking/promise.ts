import type { Consultation } from '../../../shared/consultations.ts'
import { ukClock } from '../../../shared/uk-time.ts'

const DAY_MS = 24 * 60 * 60_000

/** The promise to the people who were asked: how many days are left, and how many wait. */
export function promiseOf(
  { hearBackOn }: Pick<Consultation, 'hearBackOn'>,
  waiting: number,
  now = new Date(),
): string {
  const days = Math.round((Date.parse(hearBackOn) - Date.parse(ukClock(now).day)) / DAY_MS)
  const wait = waiting === 1 ? '1 comment waits' : `${waiting} comments wait`
  if (days === 0) return `People hear back today; ${wait} for an answer.`
  const many = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`
  return days > 0
    ? `${many} left until people hear back; ${wait} for an answer.`
    : `${many} past the day that was promised; ${wait} for an answer.`
}
