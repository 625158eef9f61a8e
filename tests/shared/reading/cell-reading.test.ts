import { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { readLeadsCell, readTimescaleCell } from '../../../shared/reading/cell-reading.ts'
import type { CellReading } from '../../../shared/reading/cell-reading.ts'
import {
  MAX_CORRECTIONS,
  readCorrections,
  writeCorrections,
} from '../../../shared/reading/correction.ts'
import type { Correction } from '../../../shared/reading/correction.ts'
import { EMPTY_DIRECTORY } from '../../../shared/reading/directory.ts'
import type { Directory } from '../../../shared/reading/directory.ts'
import { directoryWithKey, factsOf } from '../../../shared/reading/document-key.ts'
import { spanOf } from '../../../shared/reading/edtf.ts'
import { readTimescale } from '../../../shared/reading/timescale.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import { document, h, p, pageHeader, table } from '../../../shared/templates/blocks.ts'

const DIRECTORY: Directory = {
  people: [
    { name: 'Petra Wick', initials: 'PW', organisation: 'Youth Service' },
    { name: 'Ada Lund', initials: 'AL', title: 'Transport Officer' },
    { name: 'Abel Lorn', initials: 'AL' },
  ],
  groups: [{ name: 'Merrow Youth Forum', aliases: ['MYF'] }],
  organisations: [{ name: 'Dale Buses' }],
  roles: [],
}

/** "state: words (doubt)" of each line. */
function shown({ lines }: CellReading): string[] {
  return lines.map(
    ({ state, words, doubt }) => `${state}: ${words}${doubt === '' ? '' : ` (${doubt})`}`,
  )
}

describe('what is said of a timescale', () => {
  const cases: [text: string, ...lines: string[]][] = [
    ['December 09', 'sure: by 31 December 2009'],
    ['12/06/2009', 'sure: by 12 June 2009'],
    ['From Sept 2009', 'sure: from September 2009'],
    ['May-July 09', 'sure: May to July 2009'],
    ['April 09 – March 10', 'sure: April 2009 to March 2010'],
    ['Ongoing', 'sure: '],
    ['On going', 'sure: ongoing'],
    ['Monthly', 'sure: '],
    ['Review progress quarterly', 'sure: every quarter'],
    ['twice a year', 'sure: every half year'],
    ['three times a week', 'sure: 3 times a week'],
    ['Every two terms', 'sure: every 2 terms'],
    ['Tbc', 'sure: to be confirmed'],
    ['GH to agree', 'sure: waiting for GH'],
    ['As required', 'sure: when needed'],
    ['completed June 2009', 'sure: done June 2009'],
    ['Initially July', 'assumed: from July 2009 (the year is assumed)'],
    ['02/13/2009', 'assumed: by 13 February 2009 (day and month are exchanged)'],
    [
      '2010/11',
      'assumed: April 2010 to March 2011 (the dates are assumed, or the school year 2010/11)',
    ],
    ['June 2009 (tbc)', 'assumed: by 30 June 2009 (the date is not confirmed)'],
    ['when the bus comes', 'unread:  (not read as a time)'],
    ['May 09\nOngoing', 'sure: by 31 May 2009', 'sure: '],
  ]
  it.each(cases)('[RE1] %j', (text, ...lines) => {
    expect(shown(readTimescaleCell(text, { period: '2009 - 2012' }))).toEqual(lines)
  })
})

describe('what is said of a lead', () => {
  const cases: [text: string, ...lines: string[]][] = [
    ['PW', 'sure: Petra Wick, Youth Service'],
    ['Petra Wick', 'sure: '],
    ['MYF / Dale Buses', 'sure: Merrow Youth Forum', 'sure: '],
    ['Transport Officer', 'sure: Ada Lund'],
    ['QX', 'unread:  (not in the key)'],
    ['AL', 'assumed: Ada Lund, Transport Officer (or Abel Lorn)'],
    ['Rowing Club', 'unread:  (not in the directory)'],
    ['Tbc', 'sure: to be confirmed'],
  ]
  it.each(cases)('[RE2] %j', (text, ...lines) => {
    expect(shown(readLeadsCell(text, { directory: DIRECTORY }))).toEqual(lines)
  })

  it('[RE2] a name is not called missing where there is only a key', () => {
    const directory = directoryWithKey(EMPTY_DIRECTORY, [{ initials: 'PW', name: 'Petra Wick' }])
    expect(shown(readLeadsCell('PW / Rowing Club', { directory }))).toEqual([
      'sure: Petra Wick',
      'sure: ',
    ])
  })
})

describe('a correction', () => {
  it('[RE5] takes the place of the reading of its words and leaves the others', () => {
    const corrections: Correction[] = [{ for: 'Feb 10', kind: 'by', edtf: '../2009-02-10' }]
    const reading = readTimescaleCell('Feb 10\nMarch 10', { period: '2009 - 2012', corrections })
    expect(shown(reading)).toEqual(['corrected: by 10 February 2009', 'sure: by 31 March 2010'])
    expect(reading.kind === 'timescale' && reading.readings.map(({ due }) => due)).toEqual([
      '2009-02-10',
      '2010-03-31',
    ])
  })

  it('[RE5] says who is meant, also somebody the directory does not have, or nobody', () => {
    const read = (text: string, correction: Correction) =>
      readLeadsCell(text, { directory: DIRECTORY, corrections: [correction] })
    expect(shown(read('AL / PW', { for: 'AL', party: 'Abel Lorn' }))).toEqual([
      'corrected: Abel Lorn',
      'sure: Petra Wick, Youth Service',
    ])
    expect(shown(read('QX', { for: 'QX', party: 'Quay Exchange' }))).toEqual([
      'corrected: Quay Exchange',
    ])
    const nobody = read('QX', { for: 'QX', party: '' })
    expect(shown(nobody)).toEqual(['corrected: nobody'])
    expect(nobody.readings).toMatchObject([{ parties: [], unknown: [] }])
  })

  it('[RE6] asks again once its words are gone', () => {
    const corrections: Correction[] = [{ for: 'Feb 10', kind: 'by', edtf: '../2009-02-10' }]
    expect(shown(readTimescaleCell('Feb 11', { period: '2009 - 2012', corrections }))).toEqual([
      'sure: by 28 February 2011',
      'stale:  (was corrected for other words: “Feb 10”)',
    ])
  })

  it('[RE7] is kept as at most 1,000 letters, the newest first, and read back as it was', () => {
    const many = Array.from({ length: 30 }, (_, at): Correction => {
      return { for: `Somebody or other number ${at}`, party: `Person ${at}` }
    })
    const stored = writeCorrections(many) ?? ''
    expect(stored.length).toBeLessThanOrEqual(MAX_CORRECTIONS)
    const kept = readCorrections(stored)
    expect(kept.length).toBeGreaterThan(5)
    expect(kept).toEqual(many.slice(-kept.length))
    expect(writeCorrections([])).toBeNull()
    expect(writeCorrections([{ for: 'x'.repeat(2000), party: '' }])).toBeNull()
  })

  it.each([null, 7, '', '{', '{"for":"x"}', '[1,null]', '[{"for":"x","kind":"soon"}]'])(
    '[RE7] that another program left behind as %j does not count',
    (attribute) => {
      expect(readCorrections(attribute)).toEqual([])
    },
  )
})

describe('the key and the period of a document', () => {
  it('[RE3] are found in the page header, in a table headed Initials, and in lines below Key', () => {
    const doc = Node.fromJSON(
      documentSchema,
      document(
        pageHeader({ period: '2026 - 2029' }),
        table(['Initials', 'Who'], ['PW', 'Petra Wick, Youth Service']),
        p('NB – not in a key'),
        h(2, 'Key'),
        p('MYF – Merrow Youth Forum'),
        h(2, 'More'),
        p('ZZ – not in the key either'),
      ),
    )
    expect(factsOf(doc)).toEqual({
      period: '2026 - 2029',
      key: [
        { initials: 'PW', name: 'Petra Wick, Youth Service' },
        { initials: 'MYF', name: 'Merrow Youth Forum' },
      ],
    })
  })

  it('[RE3] decide whose letters are meant where the directory has others', () => {
    const directory = directoryWithKey(DIRECTORY, [
      { initials: 'AL', name: 'Ann Lea' },
      { initials: 'YF', name: 'Merrow Youth Forum' },
    ])
    expect(shown(readLeadsCell('AL\nYF\nPW', { directory }))).toEqual([
      'sure: Ann Lea',
      'sure: Merrow Youth Forum',
      'sure: Petra Wick, Youth Service',
    ])
  })
})

it('[RE3] a post in the key is the one person who holds it', () => {
  const directory = directoryWithKey(DIRECTORY, [
    { initials: 'TPO', name: 'Transport Officer, Dale' },
  ])
  expect(shown(readLeadsCell('TPO / Transport Officer', { directory }))).toEqual([
    'sure: Ada Lund, Transport Officer',
    'sure: Ada Lund',
  ])
})

describe('the days of a date', () => {
  it.each([
    ['2009-12', '2009-12-01', '2009-12-31'],
    ['2010-21~', '2010-03-01', '2010-05-31'],
    ['2010-24', '2010-12-01', '2011-02-28'],
    ['2010-36', '2010-10-01', '2010-12-31'],
    ['2009-04/..', '2009-04-01', null],
    ['../2009-08-09', null, '2009-08-09'],
    ['2009-05?/2009-07?', '2009-05-01', '2009-07-31'],
  ])('[RE4] %s', (edtf, first, last) => {
    expect(spanOf(edtf)).toEqual({ first, last })
  })

  it.each(['', 'soon', '2009-13', '2009-02-30', '2009-04/soon'])('[RE4] %j has none', (edtf) => {
    expect(spanOf(edtf)).toBeNull()
  })

  it('[RE4] every date the reader writes has days', () => {
    const texts = [
      'Spring 2010',
      'Q3 2010',
      'Early 2010',
      'within 6 months',
      'mid June 2010',
      '2010/11',
    ]
    for (const text of texts) {
      for (const { edtf } of readTimescale(text, { period: '2009 - 2012' })) {
        expect(edtf === undefined ? null : spanOf(edtf), text).not.toBeNull()
      }
    }
  })
})
