import { unreachable } from '../unreachable.ts'
import { wordsOfDate } from './edtf.ts'
import type { Assumption, TimescaleReading } from './timescale/reading.ts'

/** What a reading says, as a short line: "by 31 December 2009", "from September 2009", "every week". */
export function timescaleInWords(reading: Omit<TimescaleReading, 'text' | 'start'>): string {
  const { kind, edtf = '', every, due, waitingFor } = reading
  switch (kind) {
    case 'point':
    case 'by':
      return due === undefined ? wordsOfDate(edtf) : `by ${wordsOfDate(due)}`
    case 'from':
      return `from ${wordsOfDate(edtf.split('/')[0] ?? '')}`
    case 'range':
      return rangeInWords(edtf, due)
    case 'recurring':
      return everyInWords(every ?? '', reading.times)
    case 'ongoing':
      return 'ongoing'
    case 'on-demand':
      return 'when needed'
    case 'tbc':
      return waitingFor === undefined ? 'to be confirmed' : `waiting for ${waitingFor}`
    case 'done':
      return edtf === '' ? 'done' : `done ${wordsOfDate(edtf)}`
    case 'asap':
      return 'as soon as possible'
    case 'none':
      return 'no date'
    case 'unread':
      return 'not read as a time'
    default:
      return unreachable(kind)
  }
}

/** All that a cell says in one line, nothing twice: "by 31 May 2009 · every month". */
export function timescalesInWords(
  readings: readonly TimescaleReading[],
  { hasDoubts = false } = {},
): string {
  const all = readings.map((reading) => {
    const words = reading.kind === 'unread' ? reading.text.trim() : timescaleInWords(reading)
    const doubt = hasDoubts ? doubtsInWords(reading) : ''
    return doubt === '' ? words : `${words} (${doubt})`
  })
  return [...new Set(all)].join(' · ')
}

/** Why a reading is worth a look, in a few words; '' if it is sure. */
export function doubtsInWords({ assumed = [], ambiguous, every }: TimescaleReading): string {
  const doubts = assumed.map((each) => doubtInWords(each, every))
  if (assumed.length > 0 && ambiguous !== undefined) doubts.push(`or ${ambiguous}`)
  return doubts.join(', ')
}

/** How often, in words, of an interval as the readers write it. */
export function everyInWords(every: string, times?: number): string {
  const known = EVERY[every]
  const [, count = '', unit = ''] = /^P(\d+)([DWMY])$/.exec(every) ?? []
  if (known !== undefined) {
    // For months the reader has divided already: twelve times a year is every month.
    const isSplit = times !== undefined && /^P1[DWY]$|^term$/.test(every)
    return isSplit ? `${times} times ${known.replace('every', 'a')}` : known
  }
  if (/^\d+ /.test(every)) return `every ${every.replace('-', ' ')}`
  return unit === '' ? 'again and again' : `every ${count} ${UNITS[unit] ?? ''}`
}

const UNITS: Record<string, string> = { D: 'days', W: 'weeks', M: 'months', Y: 'years' }

const EVERY: Record<string, string> = {
  P1D: 'every day',
  P1W: 'every week',
  P1M: 'every month',
  P3M: 'every quarter',
  P6M: 'every half year',
  P1Y: 'every year',
  term: 'every term',
  'half-term': 'every half term',
  rolling: 'again and again',
}

function doubtInWords(assumption: Assumption, every?: string): string {
  switch (assumption) {
    case 'year':
      return 'the year is assumed'
    case 'period':
      return 'the dates are assumed'
    case 'order':
      return 'day and month are exchanged'
    case 'date':
      return 'the date is not confirmed'
    case 'every':
      return every === 'P2M' ? 'or twice a month' : 'how often is assumed'
    default:
      return unreachable(assumption)
  }
}

/** Bare years are said by their months, because a plan's year is not the calendar's. */
function rangeInWords(edtf: string, due = ''): string {
  const [from = '', to = ''] = edtf.split('/')
  const bare = /^(\d{4})\/(\d{4})$/.exec(edtf)
  if (bare !== null && due === `${bare[2]}-03-31`) return `April ${bare[1]} to March ${bare[2]}`
  if (bare !== null && due === `${bare[2]}-08-31`)
    return `September ${bare[1]} to August ${bare[2]}`
  const first = wordsOfDate(from)
  const last = wordsOfDate(to)
  const year = / \d{4}$/.exec(last)?.[0] ?? ''
  return year !== '' && first.endsWith(year)
    ? `${first.slice(0, -year.length)} to ${last}`
    : `${first} to ${last}`
}
