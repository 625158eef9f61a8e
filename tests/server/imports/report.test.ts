import { describe, expect, it } from 'vitest'
import { field, headerRow, p, r, tbl } from '../../support/docx.ts'
import { messages, read, readOutline } from './reading.ts'

describe('the page header', () => {
  const cases: [name: string, header: string[], expected: Record<string, string>][] = [
    [
      'label, date, version',
      [
        p([
          r('\t\tFINAL DRAFT 08.06.31 – Version 2.2\tPage '),
          field('PAGE', '1'),
          r(' of '),
          field('NUMPAGES', '10'),
        ]),
      ],
      { stage: 'FINAL DRAFT', version: '2.2', date: '08.06.31', period: '', label: '' },
    ],
    [
      'title, period, month',
      [p('Riverton Youth Strategy 2031-2034 (February 2032)')],
      {
        stage: '',
        version: '',
        date: 'February 2032',
        period: '2031-2034',
        label: 'Riverton Youth Strategy',
      },
    ],
    [
      'several lines',
      [p('Riverton Council'), p('Consultation draft | v1.0b | 3rd March 2031')],
      {
        stage: 'Consultation draft',
        version: '1.0b',
        date: '3rd March 2031',
        period: '',
        label: 'Riverton Council',
      },
    ],
  ]
  it.each(cases)('[IM30] %s', async (_name, header, attrs) => {
    const { body } = await read({ body: [p('Words')], header })
    expect(body.content?.[0]).toEqual({ type: 'pageHeader', attrs })
  })

  it('[IM30] the period may be printed on the cover, and words of the footer are kept', async () => {
    const parts = {
      body: [p('Strategy', { style: 'Title' }), p('2031 - 2034', { bold: true })],
      footer: [p([r('Page '), field('PAGE', '2')]), p('Riverton Partnership')],
    }
    expect((await readOutline(parts))[0]).toBe(
      'pageHeader {"stage":"","version":"","date":"","period":"2031 - 2034","label":"Riverton Partnership"}',
    )
    expect(messages(await read(parts), 'unsure')).toEqual([
      'The words at the foot of the pages were added to the page header. [Riverton Partnership]',
    ])
  })

  it('[IM30] page numbers alone make no header', async () => {
    const parts = { body: [p('Words')], footer: [p([r('Page '), field('PAGE', '2')])] }
    expect(await readOutline(parts)).toEqual(['Words'])
  })
})

describe('title and kind', () => {
  const plan = tbl([headerRow('Action', 'Lead', 'When'), ['a', 'b', 'c']])
  const long = p('word '.repeat(900))
  const cases: [name: string, parts: Parameters<typeof read>[0], title: string, kind: string][] = [
    [
      'title style',
      { body: [p('Youth\nStrategy', { style: 'Title' }), long] },
      'Youth Strategy',
      'strategy',
    ],
    [
      'first heading',
      { body: [p('Youth Action Plan', { style: 'Heading1' }), plan] },
      'Youth Action Plan',
      'actionPlan',
    ],
    [
      'property',
      { body: [p('Foreword', { style: 'Heading1' })], title: 'Charter of values' },
      'Charter of values',
      'charter',
    ],
    [
      'file name',
      { body: [p('Foreword', { style: 'Heading1' })], title: 'Document1' },
      'Youth voice',
      'other',
    ],
    [
      'a plan of its own',
      { body: [p('Things to do', { style: 'Title' }), plan] },
      'Things to do',
      'actionPlan',
    ],
  ]
  it.each(cases)('[IM31] %s', async (_name, parts, title, kind) => {
    const document = await read(parts, { fileName: '05-youth_voice.docx' })
    expect([document.title, document.kind]).toEqual([title, kind])
  })
})

describe('the report', () => {
  it('[IM32] counts what is in the document', async () => {
    const { report } = await read({
      body: [
        p('Youth plan', { style: 'Heading1' }),
        p('1.1 Every partner writes down what it will do, and by when it will be done.'),
        p([r('A duty'), '<w:r><w:footnoteReference w:id="2"/></w:r>']),
        tbl([['a', 'b']], [1, 1]),
        tbl([headerRow('Action', 'Lead', 'When'), ['Ask all', 'AB', 'May']]),
      ],
      footnotes: { '2': 'An act' },
    })
    expect(report).toEqual({
      fileName: 'plan.docx',
      title: 'Youth plan',
      words: 28,
      headings: 1,
      clauses: 1,
      tables: 1,
      images: 0,
      footnotes: 1,
      actionTables: [{ layout: 'own', groups: 0, rows: 1 }],
      notices: [
        {
          level: 'read',
          message: '1 typed paragraph number was kept as it was typed.',
          count: 1,
          example: '1.1 Every partner writes down what it will do, and by when it will be done.',
        },
      ],
    })
  })

  it('[IM32] says first what was not read, then what is unsure, with short examples', async () => {
    const { report } = await read({
      body: [
        p('1.1 '.concat('long '.repeat(60))),
        p('Strategy', { style: 'Heading1' }),
        p('Why', { bold: true }),
        p([r('Seen'), r('hidden', { xml: '<w:vanish/>' })]),
      ],
    })
    expect(report.notices.map(({ level }) => level)).toEqual(['notRead', 'unsure', 'read'])
    expect(report.notices.every(({ example }) => example.length <= 120)).toBe(true)
  })
})
