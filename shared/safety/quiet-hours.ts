import { ukClock } from '../uk-time.ts'

/** When nothing calls young people: whole hours of the UK, over night. Never none. */
export const QUIET_FROM = [17, 18, 19, 20, 21, 22] as const
export const QUIET_TO = [6, 7, 8, 9, 10] as const
export const USUAL_QUIET = { from: 21, to: 8 } as const

export interface QuietHours {
  from: (typeof QUIET_FROM)[number]
  to: (typeof QUIET_TO)[number]
}

export function isQuietAt(at: Date, { from, to }: QuietHours): boolean {
  const hour = ukClock(at).minutes / 60
  return hour >= from || hour < to
}
