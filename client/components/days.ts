/** Times in words, in British English and in the reader's own zone. */

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** "Friday 12 June 2026". */
export function sayDay(date: Date): string {
  const parts = DAY.formatToParts(date)
  const get = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return `${get('weekday')} ${get('day')} ${get('month')} ${get('year')}`
}

/** "14:02". */
export function sayClock(date: Date): string {
  return CLOCK.format(date)
}

/** "today at 14:02", "yesterday at 09:30", then the day alone. */
export function sayWhen(date: Date, now: Date): string {
  if (isSameDay(date, now)) return `today at ${sayClock(date)}`
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)
  if (isSameDay(date, yesterday)) return `yesterday at ${sayClock(date)}`
  return sayDay(date)
}

function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString()
}

/** Today, YYYY-MM-DD in the reader's own zone. */
export function today(): string {
  return dayFromToday(0)
}

/** YYYY-MM-DD in the reader's own zone, so many days from today. */
export function dayFromToday(days: number): string {
  const now = new Date()
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
