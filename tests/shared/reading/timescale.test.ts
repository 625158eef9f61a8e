import { describe, expect, it } from 'vitest'
import type { TimescaleReading } from '../../../shared/reading/timescale/reading.ts'
import { readTimescale } from '../../../shared/reading/timescale.ts'
import { timescalesInWords } from '../../../shared/reading/timescale-words.ts'
import { PRACTICE_TIMESCALES } from './practice-timescales.ts'

const PERIOD = '2026/2029'

describe('timescales', () => {
  it.each(PRACTICE_TIMESCALES)('[RD1] %j reads as %j', (raw, expected) => {
    expect(inShort(readTimescale(raw, { period: PERIOD }))).toBe(expected)
  })

  const withWords: [raw: string, texts: string[]][] = [
    ['Web page live from Dec 2026', ['Web page live from Dec 2026']],
    ['Pilot May 2026; full launch Sept 2026', ['Pilot May 2026', 'full launch Sept 2026']],
    ['Monthly visits Report due March 2027', ['Monthly visits', 'Report due March 2027']],
    ['June 2027.  ', ['June 2027.']],
    ['May 26, Sept 26,', ['May 26', 'Sept 26']],
    ['Phase 1:\nMay 2026', ['Phase 1:\nMay 2026']],
    ['New hall opens\nMay 2026', ['New hall opens', 'May 2026']],
    ['May 2026\n(if dry)', ['May 2026\n(if dry)']],
    ['TBC – see note 4', ['TBC – see note 4']],
    ['(March 2027)', ['(March 2027)']],
    ['May 2026 – fair at Saltmere – June 2026', ['May 2026 – fair at Saltmere', 'June 2026']],
  ]
  it.each(withWords)('[RD2] in %j the words go with their date', (raw, texts) => {
    expect(readTimescale(raw).map(({ text }) => text)).toEqual(texts)
  })

  it('[RD3] a blank cell has no reading, and words that say nothing of time are unread', () => {
    expect(readTimescale(' \n ')).toEqual([])
    expect(readTimescale('When the ferry runs again')).toEqual([
      { text: 'When the ferry runs again', start: 0, kind: 'unread', confidence: 'unread' },
    ])
  })

  it('[RD4] the day comes first, and only what cannot be so is turned round', () => {
    expect(only('04/05/26')).toMatchObject({ edtf: '2026-05-04', confidence: 'sure' })
    expect(only('05/31/26')).toMatchObject({
      edtf: '2026-05-31',
      confidence: 'assumed',
      assumed: ['order'],
    })
    expect(only('31 June 2026')).toMatchObject({ edtf: '2026-06', assumed: ['date'] })
  })

  const twoDigits: [
    raw: string,
    period: string | undefined,
    expected: Partial<TimescaleReading>,
  ][] = [
    ['Feb 27', PERIOD, { edtf: '2027-02', confidence: 'sure', ambiguous: '27 February' }],
    ['Feb 30', PERIOD, { edtf: '2030-02', confidence: 'sure' }],
    [
      'May 12',
      PERIOD,
      { edtf: '2026-05-12?', confidence: 'assumed', assumed: ['year'], ambiguous: 'May 2012' },
    ],
    ['May 12', undefined, { edtf: '2012-05', confidence: 'assumed', ambiguous: '12 May' }],
    ['May 12', '2009/2011', { edtf: '2012-05', confidence: 'assumed', ambiguous: '12 May' }],
    ['May 09', undefined, { edtf: '2009-05', confidence: 'sure' }],
    ["May '12", undefined, { edtf: '2012-05', confidence: 'sure' }],
  ]
  it.each(twoDigits)('[RD5] two digits after a month: %j in %j', (raw, period, expected) => {
    expect(readTimescale(raw, { period })).toMatchObject([expected])
  })

  it('[RD5] one date with a plain two-digit year settles the others of its cell', () => {
    expect(readTimescale('May 09, Jan 12').map(({ ambiguous, edtf }) => [edtf, ambiguous])).toEqual(
      [
        ['2009-05', undefined],
        ['2012-01', undefined],
      ],
    )
  })

  const lent: [raw: string, edtf: string, confidence: string, assumed: string[]][] = [
    ['May-July 27', '2027-05/2027-07', 'sure', []],
    ['Nov – Feb 2028', '2027-11/2028-02', 'sure', []],
    ['Initially August', '2026-08?/..', 'assumed', ['year']],
    ['February', '2027-02?', 'assumed', ['year']],
    ['Monday 17 May', '2027-05-17?', 'assumed', ['year']],
    ['w/c 5 June', '2028-06-05?', 'assumed', ['year']],
  ]
  it.each(lent)('[RD6] the year of %j is lent: %s', (raw, edtf, confidence, assumed = []) => {
    const [reading] = readTimescale(raw, { period: PERIOD })
    expect([reading?.edtf, reading?.confidence, reading?.assumed ?? []]).toEqual([
      edtf,
      confidence,
      assumed,
    ])
  })

  it('[RD6] nothing lends a year: the kind is known, the date is not, and it is never due', () => {
    expect(readTimescale('by end of March')).toEqual([
      { text: 'by end of March', start: 0, kind: 'by', confidence: 'unread', edtf: '../XXXX-03' },
    ])
  })

  const due: [raw: string, due: string | undefined][] = [
    ['Feb 2028', '2028-02-29'],
    ['by 9 June 2026', '2026-06-09'],
    ['Before 9 June 2026', '2026-06-08'],
    ['w/c 5 October 2026', '2026-10-11'],
    ['Autumn 2026', '2026-11-30'],
    ['Autumn term 2026', '2026-12-31'],
    ['Winter 2026', '2027-02-28'],
    ['Q3 2026/27', '2026-12-31'],
    ['2026/27', '2027-03-31'],
    ['School year 2026/27', '2027-08-31'],
    ['mid 2027', '2027-06-30'],
    ['early 2027', '2027-03-31'],
    ['May – July 2027', '2027-07-31'],
    ['Monthly until May 2027', '2027-05-31'],
    ['From May 2027', undefined],
    ['Monthly', undefined],
    ['Ongoing', undefined],
    ['As required', undefined],
    ['Tbc', undefined],
    ['Completed May 2026', undefined],
  ]
  it.each(due)('[RD7] %j is due %s', (raw, day) => {
    expect(readTimescale(raw, { period: PERIOD }).map((each) => each.due)).toEqual([day])
  })

  it('[RD8] a year written with a stroke says which years it may be', () => {
    expect(only('2027/28')).toMatchObject({
      kind: 'range',
      edtf: '2027/2028',
      assumed: ['period'],
      ambiguous: 'the school year 2027/28',
    })
    expect(only('Q1 2027')).toMatchObject({
      edtf: '2027-33',
      ambiguous: 'quarter 1 of the financial year 2027/28',
    })
  })

  it('[RD9] so many times in a period keeps both', () => {
    expect(only('3 forums per year')).toMatchObject({ every: 'P4M', times: 3 })
    expect(only('5 times a year')).toMatchObject({ every: 'P1Y', times: 5 })
    expect(only('Bi-monthly')).toMatchObject({ every: 'P2M', assumed: ['every'] })
  })

  it('[RD10] a date that waits for somebody says for whom', () => {
    expect(only('LM to agree')).toMatchObject({ kind: 'tbc', waitingFor: 'LM' })
    expect(only('Youth Forum and Board to decide')).toMatchObject({
      waitingFor: 'Youth Forum and Board',
    })
    expect(only('Subject to the lottery bid')).toMatchObject({ waitingFor: 'the lottery bid' })
    expect(only('Within 3 months of approval')).toMatchObject({
      kind: 'by',
      confidence: 'unread',
      waitingFor: 'approval',
    })
  })

  it('[RD11] ditto marks repeat the reading above, of this cell or of the one before', () => {
    const cell = readTimescale('May 2026\n“\nas above')
    expect(cell.map(({ text, edtf, ditto }) => [text, edtf, ditto])).toEqual([
      ['May 2026', '2026-05', undefined],
      ['“', '2026-05', true],
      ['as above', '2026-05', true],
    ])
    expect(readTimescale('"', { above: cell[0] })).toMatchObject([
      { text: '"', start: 0, edtf: '2026-05', ditto: true },
    ])
    expect(readTimescale('"')).toMatchObject([{ kind: 'unread', ditto: true }])
  })

  it('[RD12] remarks belong to the date before them', () => {
    expect(only('March 2027 (tbc)')).toMatchObject({ edtf: '2027-03?', assumed: ['date'] })
    expect(only('March 2027, subject to funding')).toMatchObject({ kind: 'point', edtf: '2027-03' })
    expect(only('March 2027 – completed')).toMatchObject({ kind: 'done', edtf: '2027-03' })
  })

  const flattened: [raw: string, expected: string][] = [
    ['Ongoing Feb 27 March 27 Tbc', 'ongoing; point 2027-02; point 2027-03; tbc'],
    ['July 26 From April 27 On going On going', 'point 2026-07; from 2027-04/..; ongoing; ongoing'],
    ['As required Finished by May 27', 'on-demand; by ../2027-05'],
    ['Tbc May 26 - ongoing', 'tbc; from 2026-05/..'],
    ['June-Aug 26 June-Aug 26', 'range 2026-06/2026-08; range 2026-06/2026-08'],
    ['Ongoing/ long term', 'ongoing'],
  ]
  it.each(flattened)('[RD13] %j, run together, is parted again', (raw, expected) => {
    expect(inShort(readTimescale(raw, { period: PERIOD }))).toBe(expected)
  })

  const periods: [period: string, edtf: string | undefined][] = [
    ['2026/2029', '2027-02?'],
    ['2026–29', '2027-02?'],
    ['2026', '2026-02?'],
    ['2026-09/2027-08', '2027-02?'],
    ['2026-01-01/2026-12-31', '2026-02?'],
    ['2026/..', '2026-02?'],
    ['2029/2026', 'XXXX-02'],
    ['soon', 'XXXX-02'],
  ]
  it.each(periods)('[RD14] a plan of %j lends February its year', (period, edtf) => {
    expect(readTimescale('February', { period })[0]?.edtf).toBe(edtf)
  })
})

function only(raw: string): TimescaleReading | undefined {
  const readings = readTimescale(raw, { period: PERIOD })
  expect(readings).toHaveLength(1)
  return readings[0]
}

function inShort(readings: readonly TimescaleReading[]): string {
  return readings
    .map(({ kind, edtf, every }) => [kind, edtf, every].filter((each) => each).join(' '))
    .join('; ')
}

it('[RE37] what a cell says several times is said once in a line', () => {
  const cell = ['Rolling programme', 'By May 2027', 'Rolling programme', 'Monthly', 'Every month']
  const line = timescalesInWords(cell.flatMap((words) => readTimescale(words)))
  expect(line).toBe('again and again · by 31 May 2027 · every month')
})
