const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** "8 June 2009", of a day or a moment in UTC. */
export function dayInPlainWords(day: string): string {
  const [year = '', month = '', rest = ''] = day.split('-')
  return `${Number(rest.slice(0, 2))} ${MONTHS[Number(month) - 1] ?? ''} ${year}`
}
