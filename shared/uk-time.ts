/** Days and hours as clocks in the UK show them, through both changes of the clocks. */

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  weekday: 'short',
})

export interface UkClock {
  /** YYYY-MM-DD */
  day: string
  /** Since midnight, as the clock shows it. */
  minutes: number
  isWeekend: boolean
}

export function ukClock(at: Date): UkClock {
  const parts = new Map(CLOCK.formatToParts(at).map(({ type, value }) => [type, value]))
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? ''
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    minutes: Number(part('hour')) * 60 + Number(part('minute')),
    isWeekend: ['Sat', 'Sun'].includes(part('weekday')),
  }
}

const MINUTE_MS = 60_000
const DAY_BEGINS = 9 * 60
const DAY_ENDS = 17 * 60

/**
 * The end of so many working hours: Monday to Friday, 9 to 5. Bank holidays count as working days,
 * so that nobody waits longer over them.
 */
export function afterWorkingHours(from: Date, hours: number): Date {
  let at = from
  let left = hours * 60
  while (left > 0) {
    const { minutes, isWeekend } = ukClock(at)
    const isWorking = !isWeekend && minutes >= DAY_BEGINS && minutes < DAY_ENDS
    // Outside working hours by quarters of an hour: every change of the clocks falls on one.
    const step = isWorking ? Math.min(left, DAY_ENDS - minutes) : 15 - (minutes % 15)
    at = new Date(at.getTime() + step * MINUTE_MS)
    if (isWorking) left -= step
  }
  return at
}
