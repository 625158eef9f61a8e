/** Dated lines as an iCalendar file (RFC 5545), small enough to write ourselves. */
export interface CalendarEntry {
  /** Stays the same for the same line, so that calendars change it instead of adding one. */
  uid: string
  /** Counts the changes of the line. */
  sequence: number
  /** The first and the last day, YYYY-MM-DD. */
  first: string
  last: string
  summary: string
  description: string
  url: string
  /** A to-do that is finished; it is an event otherwise. */
  isDone: boolean
  /** ISO. */
  changedAt: string
}

export interface Calendar {
  name: string
  entries: readonly CalendarEntry[]
}

export function writeCalendar({ name, entries }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Folkmoot//Action plan//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escape(name)}`,
    `X-WR-CALNAME:${escape(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...entries.flatMap(linesOf),
    'END:VCALENDAR',
  ]
  return `${lines.map(fold).join('\r\n')}\r\n`
}

/** A day is an event, so that every calendar shows it, and a to-do for programs that tick off. */
function linesOf(entry: CalendarEntry): string[] {
  const { uid, sequence, first, last, summary, description, url, isDone, changedAt } = entry
  const stamp = changedAt.replace(/[-:]|\.\d+/g, '')
  const shared = [
    `DTSTAMP:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    `SEQUENCE:${sequence}`,
    `SUMMARY:${escape(summary)}`,
    ...(description === '' ? [] : [`DESCRIPTION:${escape(description)}`]),
    `URL:${url}`,
  ]
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    ...shared,
    `DTSTART;VALUE=DATE:${compact(first)}`,
    `DTEND;VALUE=DATE:${compact(nextDay(last))}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'BEGIN:VTODO',
    `UID:todo-${uid}`,
    ...shared,
    `DUE;VALUE=DATE:${compact(last)}`,
    ...(isDone ? ['STATUS:COMPLETED', 'PERCENT-COMPLETE:100'] : ['STATUS:NEEDS-ACTION']),
    'END:VTODO',
  ]
}

function escape(text: string): string {
  return (
    text
      .replace(/\\/g, '\\\\')
      .replace(/[;,]/g, (sign) => `\\${sign}`)
      .replace(/\r\n?|\n/g, '\\n')
      // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
      .replace(/[\u0000-\u001f\u007f]/g, ' ')
  )
}

/** Lines of at most 75 octets; those that go on begin with a space. No letter is cut in two. */
function fold(line: string): string {
  const pieces: string[] = []
  let piece = ''
  let octets = 0
  for (const letter of line) {
    const size = octetsOf(letter)
    const most = pieces.length === 0 ? 75 : 74
    if (octets + size > most) {
      pieces.push(piece)
      piece = ''
      octets = 0
    }
    piece += letter
    octets += size
  }
  return [...pieces, piece].join('\r\n ')
}

function octetsOf(letter: string): number {
  const code = letter.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}

function compact(day: string): string {
  return day.replaceAll('-', '')
}

/** Calendars end with the year 9999. */
function nextDay(day: string): string {
  if (day >= '9999-12-31') return day
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
