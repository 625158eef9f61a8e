import { describe, expect, it } from 'vitest'
import {
  groupRow,
  headerRow,
  p,
  picture,
  PNG,
  r,
  tbl,
  tc,
  textBox,
  tr,
} from '../../support/docx.ts'
import { createRandom } from '../../support/random.ts'
import { messages, read, readOutline } from './reading.ts'

const FIVE = [
  'Objective',
  'How we will achieve',
  'Timescale ',
  'Lead',
  'Involvement of children and young people',
]
const GRID = [2000, 4000, 1000, 1000, 2000]

describe('action tables', () => {
  it('[IM22] a table with three known headings is one, with columns by kind and layout', async () => {
    const table = tbl([headerRow(...FIVE), ['Be heard', 'Ask', 'May 31', 'AB', 'All']], GRID)
    expect(await readOutline({ body: [table] })).toEqual([
      'actionTable priorityPlan5',
      '  actionHead',
      '    objective/objective: Objective',
      '    action/actions: How we will achieve',
      '    timescale/timescale: Timescale',
      '    lead/leads: Lead',
      '    involvement/involvement: Involvement of children and young people',
      '  row Be heard | Ask | May 31 | AB | All',
    ])
  })

  it('[IM22] the widths of Word become relative widths', async () => {
    const { body } = await read({ body: [tbl([headerRow(...FIVE)], GRID)] })
    const head = body.content?.[0]?.content?.[0]
    expect(head?.content?.map((column) => column.attrs?.['width'])).toEqual([1, 2, 0.5, 0.5, 1])
  })

  it('[IM22] "Outcomes" first is what a plan starts from, further on what an activity leads to', async () => {
    const standards = tbl(
      [
        headerRow(
          'Outcomes',
          'Supporting actions',
          'Lead responsibilities',
          'Time scales / resources',
          'Risks identified',
        ),
      ],
      GRID,
    )
    const activities = tbl(
      [
        headerRow(
          'Activity',
          'Performance Indicator',
          'Timescale',
          'Resources',
          'Outcomes',
          'Lead',
        ),
      ],
      [1, 1, 1, 1, 1, 1],
    )
    const document = await read({ body: [standards, p('Next'), activities] })
    expect(document.report.actionTables).toEqual([
      { layout: 'standardsPlan5', groups: 0, rows: 0 },
      { layout: 'activityPlan6', groups: 0, rows: 0 },
    ])
  })

  it('[IM22] a heading that is not known becomes a column of words, and the report says so', async () => {
    const table = tbl(
      [headerRow('Action', 'Who', 'By when', 'Mood', 'Mood'), ['a', 'b', 'c', 'd', 'e']],
      GRID,
    )
    const document = await read({ body: [table] })
    expect(await readOutline({ body: [table] })).toEqual([
      'actionTable own',
      '  actionHead',
      '    action/actions: Action',
      '    lead/leads: Who',
      '    timescale/timescale: By when',
      '    text/text: Mood',
      '    text2/text: Mood',
      '  row a | b | c | d | e',
    ])
    expect(messages(document)).toEqual([
      '2 columns of an action table have headings that Folkmoot does not know. The words are kept. [Mood]',
    ])
  })

  it('[IM22] headings in two rows are joined', async () => {
    const table = tbl(
      [
        tr([
          tc('Action', { merge: 'restart' }),
          tc('Lead', { merge: 'restart' }),
          tc('Timescale', { span: 2 }),
        ]),
        tr([tc('', { merge: 'continue' }), tc('', { merge: 'continue' }), 'Start', 'End']),
        ['Ask', 'AB', 'May', 'June'],
      ],
      [1, 1, 1, 1],
    )
    expect(await readOutline({ body: [table] })).toEqual([
      'actionTable own',
      '  actionHead',
      '    action/actions: Action',
      '    lead/leads: Lead',
      '    timescale/timescale: Timescale Start',
      '    timescale2/timescale: Timescale End',
      '  row Ask | AB | May | June',
    ])
  })

  it('[IM22] several paragraphs, breaks and lists of a cell are kept', async () => {
    const cell = tc([
      p('First do this\nand that'),
      p(),
      p('then:'),
      p('a', { list: [1, 0] }),
      p('b', { list: [1, 1] }),
    ])
    const table = tbl([headerRow('Action', 'Lead', 'When'), [cell, 'AB', '']])
    expect((await readOutline({ body: [table] })).at(-1)).toBe(
      '  row First do this⏎and that ¶ then: ¶ • a ¶   • b | AB | ',
    )
  })

  it('[IM23] rows over the whole width are groups, above or below the headings', async () => {
    const above = tbl([
      groupRow('Priority 1: Listen', 3),
      headerRow('Action', 'Lead', 'When'),
      ['a', 'b', 'c'],
    ])
    const inside = tbl([
      headerRow('Outcome', 'Action', 'Lead'),
      groupRow('1. Values', 3),
      ['x', 'y', 'z'],
      groupRow('2. Systems', 3),
      ['u', 'v', 'w'],
    ])
    expect(await readOutline({ body: [above, p('Then'), inside] })).toEqual([
      'actionTable own',
      '  actionHead',
      '    action/actions: Action',
      '    lead/leads: Lead',
      '    timescale/timescale: When',
      '  actionGroup',
      '    = Priority 1: Listen',
      '    row a | b | c',
      'Then',
      'actionTable own',
      '  actionHead',
      '    outcome/objective: Outcome',
      '    action/actions: Action',
      '    lead/leads: Lead',
      '  actionGroup',
      '    = 1. Values',
      '    row x | y | z',
      '  actionGroup',
      '    = 2. Systems',
      '    row u | v | w',
    ])
  })

  it('[IM23] tables with the same columns and nothing between them are one action table', async () => {
    const plan = (n: number) =>
      tbl([groupRow(`Priority ${n}`, 3), headerRow('Action', 'Lead', 'When'), [`a${n}`, 'b', 'c']])
    const document = await read({
      body: [plan(1), p(), p(['<w:r><w:br w:type="page"/></w:r>']), plan(2), p(), plan(3)],
    })
    expect(document.report.actionTables).toEqual([{ layout: 'own', groups: 3, rows: 3 }])
    expect(messages(document)).toEqual([
      '2 tables with the same columns were joined to the action table above.',
      '2 repeated heading rows of an action table were left out.',
    ])
  })

  it('[IM23] a table without headings right below a plan is the rest of it', async () => {
    const plan = tbl([headerRow('Action', 'Lead', 'When'), ['a', 'b', 'c']])
    const rest = tbl([['d', 'e', 'f']])
    const document = await read({ body: [plan, p(), rest] })
    expect(document.report.actionTables).toEqual([{ layout: 'own', groups: 0, rows: 2 }])
    expect(messages(document, 'unsure')).toEqual([
      '1 table without headings was taken as the rest of the action table above. [d e f]',
    ])
  })

  it('[IM23] the name of a group may stand in bold in the first cell', async () => {
    const table = tbl([
      headerRow('Action', 'Lead', 'When'),
      [tc('Theme 1 Listening', { bold: true }), '', ''],
      ['a', 'b', 'c'],
    ])
    const document = await read({ body: [table] })
    expect(document.report.actionTables).toEqual([{ layout: 'own', groups: 1, rows: 1 }])
    expect(messages(document, 'unsure')).toEqual([
      '1 row with only a bold first cell was taken as the name of a group. [Theme 1 Listening]',
    ])
  })

  it('[IM24] a merged or blank first cell means the same as above; so does a merged cell elsewhere', async () => {
    const table = tbl([
      headerRow('Objective', 'Action', 'Lead'),
      tr([tc('Be heard', { merge: 'restart' }), 'Ask', tc('AB', { merge: 'restart' })]),
      tr([tc('', { merge: 'continue' }), 'Answer', tc('', { merge: 'continue' })]),
      ['', 'Tell', 'CD'],
    ])
    const document = await read({ body: [table] })
    expect((await readOutline({ body: [table] })).slice(-3)).toEqual([
      '  row Be heard | Ask | AB',
      '  row " | Answer | "',
      '  row " | Tell | CD',
    ])
    expect(messages(document)).toEqual(['3 blank or merged cells mean the same as the cell above.'])
  })

  it('[IM24] below the name of a group there is nothing above to mean', async () => {
    const table = tbl([
      headerRow('Objective', 'Action', 'Lead'),
      groupRow('Priority 1', 3),
      ['', 'Ask', 'AB'],
    ])
    expect((await readOutline({ body: [table] })).at(-1)).toBe('    row  | Ask | AB')
  })

  it('[IM25] where outcomes are numbered, a row without one is the rest of the row above', async () => {
    const item = (text: string) => tc([p(text, { list: [1, 0] })])
    const table = tbl([
      headerRow('Outcomes', 'Supporting actions', 'Lead'),
      ['3.1 Paths are clear', item('draw a map'), 'AB'],
      ['3.2 Practice is shared', item('hold a fair'), 'CD'],
      ['', item('keep a list'), 'EF'],
    ])
    const document = await read({ body: [table] })
    expect((await readOutline({ body: [table] })).slice(-2)).toEqual([
      '  row 3.1 Paths are clear | • draw a map | AB',
      '  row 3.2 Practice is shared | • hold a fair ¶ • keep a list | CD ¶ EF',
    ])
    expect(messages(document, 'unsure')).toEqual([
      '1 row without an outcome of its own was taken as the rest of the row above. [keep a list EF]',
    ])
  })

  it('[IM25] so is a row that only goes on with a sentence, but never a merged one', async () => {
    const table = tbl([
      headerRow('Objective', 'Action', 'Lead'),
      ['Be heard', 'Ask everyone who lives in the', 'AB'],
      ['', 'county and its districts', ''],
      tr([tc('', { merge: 'continue' }), 'and answer them', '']),
    ])
    expect((await readOutline({ body: [table] })).slice(-2)).toEqual([
      '  row Be heard | Ask everyone who lives in the ¶ county and its districts | AB',
      '  row " | and answer them | ',
    ])
  })

  it('[IM24] a row with an action, a lead and a date of its own is the next action', async () => {
    const table = tbl([
      headerRow('Objective', 'Action', 'Lead'),
      ['1.1 Be heard', 'ask everyone', 'AB'],
      ['', 'answer everyone', 'CD'],
      ['1.2 Be seen', 'hold a fair', 'EF'],
      ['1.3 Be told', 'write to all', 'GH'],
    ])
    expect((await readOutline({ body: [table] })).slice(-4)).toEqual([
      '  row 1.1 Be heard | ask everyone | AB',
      '  row " | answer everyone | CD',
      '  row 1.2 Be seen | hold a fair | EF',
      '  row 1.3 Be told | write to all | GH',
    ])
  })

  it('[IM26] the table above a plan lends it the name of its objective', async () => {
    const sheet = tbl(
      [
        ['Ref', 'Objective 2'],
        ['', 'Use the toolkit'],
        ['Ref', 'Success criteria'],
        ['1.', 'It is used'],
      ],
      [1, 5],
    )
    const plan = tbl([headerRow('Activity', 'Timescale', 'Lead'), ['Ask', 'May', 'AB']])
    const document = await read({ body: [sheet, p(), plan] })
    expect((await readOutline({ body: [sheet, p(), plan] })).slice(5)).toEqual([
      'actionTable own',
      '  actionHead',
      '    activity/actions: Activity',
      '    timescale/timescale: Timescale',
      '    lead/leads: Lead',
      '  actionGroup',
      '    = Objective 2: Use the toolkit',
      '    row Ask | May | AB',
    ])
    expect(messages(document, 'read')).toEqual([
      '1 action table took the name of its objective from the table above. [Objective 2: Use the toolkit]',
    ])
  })

  it('[IM27] blank rows between filled ones are left out; a blank form keeps its rows', async () => {
    const header = headerRow('Action', 'Lead', 'When')
    const filled = await read({ body: [tbl([header, ['a', 'b', 'c'], ['', '', '']])] })
    const form = await read({ body: [tbl([header, ['', '', ''], ['', '', '']])] })
    expect(filled.report.actionTables).toEqual([{ layout: 'own', groups: 0, rows: 1 }])
    expect(messages(filled)).toEqual(['1 blank row of an action table was left out.'])
    expect(form.report.actionTables).toEqual([{ layout: 'own', groups: 0, rows: 2 }])
  })

  it('[IM22] what cannot stand in a cell is put below the table, and colours are reported', async () => {
    const table = tbl([
      headerRow('Action', 'Lead', 'When'),
      [
        tc([p([r('Ask'), picture('pic', 'A map')])]),
        tc('AB', { fill: '92D050' }),
        tc([tbl([['in', 'side']], [1, 1])]),
      ],
      tr([tc('wide', { span: 2 }), 'May']),
    ])
    const parts = { body: [table], pictures: { pic: { name: 'a.png', bytes: PNG } } }
    expect((await readOutline(parts)).slice(-3)).toEqual([
      '  row Ask | AB | in ¶ side',
      '  row wide |  | May',
      'image (A map)',
    ])
    expect(messages(await read(parts))).toEqual([
      '1 highlighted or coloured cell or passage lost the colour. [AB]',
      '1 cell spread over several columns was put into the first of them. [wide]',
      '1 picture was moved below the table or list it stood in.',
      '1 table inside another table was read as lines.',
    ])
  })
})

describe('plain tables', () => {
  it('[IM21] merged cells become spans, and headings are found', async () => {
    const table = tbl([
      [tc('Level', { bold: true }), tc('Process', { bold: true }), tc('Methods', { bold: true })],
      tr([tc('Telling', { bold: true, merge: 'restart' }), tc('Leaflets', { span: 2 })]),
      tr([tc('', { merge: 'continue' }), 'Posters', 'Films']),
      [tc('Asking', { bold: true }), 'Surveys', ''],
    ])
    expect(await readOutline({ body: [table] })).toEqual([
      'table',
      '  row column: Level | column: Process | column: Methods',
      '  row row: Telling 1×2 | Leaflets 2×1',
      '  row Posters | Films',
      '  row row: Asking | Surveys | ',
    ])
  })

  it('[IM21] rows that Word repeats on each page are headings', async () => {
    const table = tbl([tr(['Name', 'Service'], '<w:tblHeader/>'), ['Ann', 'Library']], [1, 1])
    expect(await readOutline({ body: [table] })).toEqual([
      'table',
      '  row column: Name | column: Service',
      '  row Ann | Library',
    ])
  })

  it('[IM21] one cell alone is a box, and a table in a cell is read as lines', async () => {
    const box = tbl([[tc([p('Our vision'), p('to be heard', { list: [1, 0] })])]], [9000])
    const outer = tbl([['left', tc([p('right'), tbl([['in', 'side']], [1, 1])])]], [1, 1])
    expect(await readOutline({ body: [box, outer] })).toEqual([
      'callout',
      '  Our vision',
      '  • to be heard',
      'table',
      '  row left | right ¶ in ¶ side',
    ])
  })
})

describe('pictures', () => {
  it('[IM20] are told by their first bytes, named by hash, with their description', async () => {
    const document = await read({
      body: [
        p([r('Look: '), picture('a', 'Four circles'), r(' nice')]),
        p([picture('a')]),
        p([picture('emf', 'A drawing')]),
        p([picture('out', 'Elsewhere')]),
        p([picture('none')]),
      ],
      pictures: {
        a: { name: 'a.jpg', bytes: PNG },
        emf: { name: 'b.png', bytes: new Uint8Array([1, 0, 0, 0]) },
        out: { outside: 'http://tracker.example/a.png' },
      },
    })
    expect(document.images.map(({ bytes }) => bytes)).toEqual([PNG])
    expect(document.body.content?.map((node) => [node.type, node.attrs?.['content']])).toEqual([
      ['paragraph', undefined],
      ['image', document.images[0]?.hash],
      ['image', document.images[0]?.hash],
    ])
    expect(document.images[0]?.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(messages(document)).toEqual([
      '2 pictures are of a kind that browsers cannot show. Save them as PNG and add them again. [A drawing]',
      '1 picture is not inside the file but somewhere else, and was not fetched. [Elsewhere]',
      '1 picture has no description for people who cannot see it. Please add one.',
    ])
  })

  it('[IM20] pictures of more than 8 MB are told of', async () => {
    const { below: next } = createRandom(8)
    const noise = Uint8Array.from({ length: 8 * 1024 * 1024 }, () => next(256))
    const document = await read({
      body: [p([picture('a', 'Sun')])],
      pictures: { a: { name: 'a.png', bytes: Uint8Array.from([...PNG.subarray(0, 8), ...noise]) } },
    })
    expect(messages(document)).toEqual([
      '1 picture of more than 8 MB was not read. Make it smaller and add it again. [Sun]',
    ])
  })

  it('[IM20] charts and files inside the file are told of', async () => {
    const chart =
      '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="C" descr="Sales"/><a:graphic><a:graphicData><c:chart/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    const object = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet"/></w:object></w:r>'
    const document = await read({ body: [p([r('Chart'), chart, object])] })
    expect(messages(document, 'notRead')).toEqual([
      '1 chart or diagram was not read. Save it as a picture and add it again. [Sales]',
      '1 file inside the file (such as a spreadsheet) was not read.',
    ])
  })

  it('[IM19] pictures and tables of a text box come after it', async () => {
    const parts = {
      body: [p([textBox(p('Words'), p([picture('a', 'Sun')]))])],
      pictures: { a: { name: 'a.png', bytes: PNG } },
    }
    expect(await readOutline(parts)).toEqual(['callout', '  Words', 'image (Sun)'])
  })
})
