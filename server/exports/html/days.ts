/** "12 June 2026", of a day or a time. */
export function dayOf(time: string): string {
  return new Date(time).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
}
