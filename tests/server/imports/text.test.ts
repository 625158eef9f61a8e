import { describe, expect, it } from 'vitest'
import { documentSchema } from '../../../shared/schema/index.ts'
import { deleted, field, inserted, p, r, tbl, tc, textBox } from '../../support/docx.ts'
import { messages, read, readOutline } from './reading.ts'

describe('headings', () => {
  it('[IM10] headings are told by outline level, by name in any language, or by their own setting', async () => {
    const styles = [
      '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>',
      '<w:style w:type="paragraph" w:styleId="Kop"><w:name w:val="Kop van de raad"/><w:basedOn w:val="Heading2"/></w:style>',
    ].join('')
    const body = [
      p('Riverton youth strategy', { style: 'Title' }),
      p('Why we write this', { style: 'berschrift1' }),
      p('Who was asked', { style: 'Kop' }),
      p('What comes next', { properties: '<w:outlineLvl w:val="2"/>' }),
      p('Plain after all', { style: 'Heading1', properties: '<w:outlineLvl w:val="9"/>' }),
    ]
    expect(await readOutline({ body, styles })).toEqual([
      'h1 Riverton youth strategy',
      'h2 Why we write this',
      'h3 Who was asked',
      'h4 What comes next',
      '{bold: Plain after all}',
    ])
  })

  it('[IM10] without a title the first level stays the first', async () => {
    const body = [
      p('Purpose', { style: 'Heading1' }),
      p('Words.'),
      p('Part', { style: 'Heading2' }),
    ]
    expect(await readOutline({ body })).toEqual(['h1 Purpose', 'Words.', 'h2 Part'])
  })

  it('[IM15] a short bold line after the cover is taken as a heading, and the report says so', async () => {
    const body = [
      p('Riverton Council', { bold: true }),
      p('Strategy', { style: 'Heading1' }),
      p('Listening:', { bold: true }),
      p('We listen to everyone who lives here.'),
      p('Please note this whole sentence is printed in bold because it matters.', { bold: true }),
      p('PURPOSE:\tTo keep the promise', { bold: true }),
      p('12 June 2031', { bold: true }),
      p('The end.'),
    ]
    const document = await read({ body })
    expect(await readOutline({ body })).toEqual([
      '{bold: Riverton Council}',
      'h1 Strategy',
      'h2 Listening:',
      'We listen to everyone who lives here.',
      '{bold: Please note this whole sentence is printed in bold because it matters.}',
      '{bold: PURPOSE:\tTo keep the promise}',
      '{bold: 12 June 2031}',
      'The end.',
    ])
    expect(messages(document, 'unsure')).toEqual([
      '1 line in bold or with a number of its own was taken as a heading. [Listening:]',
    ])
  })

  it('[IM15] "Appendix 3" above a heading is its number, and alone a heading', async () => {
    const body = [
      p('Strategy', { style: 'Heading1' }),
      p('Appendix 3', { bold: true }),
      p('Our charter', { style: 'Heading1' }),
      p('Appendix 4', { bold: true }),
      p('A list of names.'),
    ]
    expect(await readOutline({ body })).toEqual([
      'h1 Strategy',
      'h1 [Appendix 3] Our charter',
      'h1 Appendix 4',
      'A list of names.',
    ])
  })
})

describe('numbers', () => {
  it('[IM11] typed numbers move into the number, with their gaps', async () => {
    const body = [
      p('4. What we will do', { style: 'Heading1' }),
      p('3.5 Every partner writes a plan of its own, and shows it to the young people it is for.'),
      p(['3.7\t', 'Each plan is looked at once a year, in spring.'].map((text) => r(text))),
      p('(a) by the youth council;'),
      p('(i) and its sub-groups;'),
      p('3.7.1 The youth council says what it thinks of every one of them in plain words.'),
    ]
    expect(await readOutline({ body })).toEqual([
      'h1 [4.] What we will do',
      'clause 1 [3.5] Every partner writes a plan of its own, and shows it to the young people it is for.',
      'clause 1 [3.7] Each plan is looked at once a year, in spring.',
      'clause 2 [(a)] by the youth council;',
      'clause 3 [(i)] and its sub-groups;',
      'clause 2 [3.7.1] The youth council says what it thinks of every one of them in plain words.',
    ])
  })

  it('[IM11] a number that is a date, an amount or a time stays in the words', async () => {
    const lines = [
      '08.06.31 is when the group meets again in the town hall.',
      '2.5 million pounds were spent.',
      '9.30 am is early for a meeting of young people.',
      '2031 was a good year.',
      '10 services were asked.',
    ]
    expect(await readOutline({ body: lines.map((line) => p(line)) })).toEqual(lines)
  })

  it('[IM11] a bold or short line with a typed number is a heading, and the report says so', async () => {
    const body = [
      p('Section two', { style: 'Heading1' }),
      p('2.2 Why it is good to ask', { bold: true }),
      p('Because people know what they need.'),
      p('2.3 Our values'),
      p('We keep our word.'),
    ]
    const document = await read({ body })
    expect(await readOutline({ body })).toEqual([
      'h1 Section two',
      'h2 [2.2] Why it is good to ask',
      'Because people know what they need.',
      'h2 [2.3] Our values',
      'We keep our word.',
    ])
    expect(messages(document, 'unsure')).toEqual([
      '2 lines in bold or with numbers of their own were taken as headings. [2.2 Why it is good to ask · 2.3 Our values]',
    ])
  })

  it("[IM12] Word's own numbers are counted as Word prints them", async () => {
    const body = [
      p('Introduction', { style: 'Heading1', list: [3, 0] }),
      p('The first paragraph.', { list: [3, 1] }),
      p('The second paragraph.', { list: [3, 1] }),
      p('a part of it', { list: [3, 2] }),
      p('Plans', { style: 'Heading1', list: [3, 0] }),
      p('The third paragraph.', { list: [3, 1] }),
      p('Open the door', { list: [4, 0] }),
    ]
    expect(await readOutline({ body })).toEqual([
      'h1 [1.] Introduction',
      'clause 1 [1.1] The first paragraph.',
      'clause 1 [1.2] The second paragraph.',
      'clause 2 [(a)] a part of it',
      'h1 [2.] Plans',
      'clause 1 [2.1] The third paragraph.',
      'clause 1 [Step 1:] Open the door',
    ])
  })

  it('[IM12] a count that goes on after other text is one of numbered paragraphs', async () => {
    const body = [
      p('The board met.', { list: [2, 0] }),
      p('It met in spring.'),
      p('The board agreed.', { list: [2, 0] }),
      p('New count', { list: [5, 0] }),
    ]
    expect(await readOutline({ body })).toEqual([
      'clause 1 [1.] The board met.',
      'It met in spring.',
      'clause 1 [2.] The board agreed.',
      'clause 1 [1.] New count',
    ])
  })
})

describe('lists', () => {
  it('[IM13] bullets, numbers, letters and Roman numbers keep their nesting', async () => {
    const body = [
      p('fruit', { list: [1, 0] }),
      p('apples', { list: [1, 1] }),
      p('bread', { list: [1, 0] }),
      p('first', { list: [2, 0] }),
      p('part', { list: [2, 1] }),
      p('detail', { list: [2, 2] }),
      p('second', { list: [2, 0] }),
    ]
    expect(await readOutline({ body })).toEqual([
      '• fruit',
      '  • apples',
      '• bread',
      'decimal 1 first',
      '  letter 1 part',
      '    roman 1 detail',
      'decimal 2 second',
    ])
  })

  it('[IM14] typed bullets and counts become lists, and the report says so', async () => {
    const body = [
      p('We will:'),
      p('• ask people:'),
      p('- at school'),
      p('- at home'),
      p('•\ttell them what changed'),
      p('1. open the doors'),
      p('2. keep them open'),
      p('- a line on its own with a hyphen'),
    ]
    const document = await read({ body })
    expect(await readOutline({ body })).toEqual([
      'We will:',
      '• ask people:',
      '  • at school',
      '  • at home',
      '• tell them what changed',
      'decimal 1 open the doors',
      'decimal 2 keep them open',
      '- a line on its own with a hyphen',
    ])
    expect(messages(document, 'unsure')).toEqual([
      '6 lines with a typed bullet or number became list items. [• ask people: · - at school · - at home]',
    ])
  })

  it('[IM13] [IM14] lists are read inside cells too', async () => {
    const cell = [
      p('Groups:', { list: [1, 0] }),
      p('under five', { list: [1, 1] }),
      p('· typed item'),
    ]
    const table = tbl(
      [
        [tc('Who', { bold: true }), tc('What', { bold: true })],
        [tc(cell), 'all'],
      ],
      [1, 1],
    )
    expect(await readOutline({ body: [table] })).toEqual([
      'table',
      '  row column: Who | column: What',
      '  row • Groups: ¶   • under five ¶ • typed item | all',
    ])
  })
})

describe('words', () => {
  it('[IM16] marks, breaks, tabs and signs are kept', async () => {
    const line = p([
      r('bold', { bold: true }),
      r(' and '),
      r('both', { bold: true, italic: true }),
      r(' under', { underline: true }),
      r(' gone', { xml: '<w:strike/>' }),
      r('12'),
      r('th', { xml: '<w:vertAlign w:val="superscript"/>' }),
      r('2', { xml: '<w:vertAlign w:val="subscript"/>' }),
      r(' strong', { xml: '<w:rStyle w:val="Strong"/>' }),
      r(' plain', { xml: '<w:rStyle w:val="Strong"/><w:b w:val="0"/>' }),
      r('\nnext\tline'),
      '<w:r><w:noBreakHyphen/><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
    ])
    expect(await readOutline({ body: [line] })).toEqual([
      '{bold: bold} and {bold,italic: both}{underline:  under}{strike:  gone}12{superscript: th}{subscript: 2}{bold:  strong} plain⏎next\tline\u2011✓',
    ])
  })

  it('[IM16] page breaks, spaces at both ends and blank paragraphs are layout, not words', async () => {
    const body = [p('  One  '), p(), p(['<w:r><w:br w:type="page"/></w:r>']), p('Two\n')]
    expect(await readOutline({ body })).toEqual(['One', 'Two'])
  })

  it('[IM16] hidden words are left out as in print, and the report says so', async () => {
    const document = await read({
      body: [p([r('Shown'), r(' not shown', { xml: '<w:vanish/>' })])],
    })
    expect(messages(document)).toEqual(['1 hidden passage was left out, as in print. [not shown]'])
  })

  it('[IM17] footnotes and endnotes stand where their marks stood', async () => {
    const document = await read({
      body: [
        p([
          r('A duty'),
          '<w:r><w:footnoteReference w:id="2"/></w:r>',
          r(' and a book'),
          '<w:r><w:endnoteReference w:id="5"/></w:r>',
          '<w:r><w:footnoteReference w:id="99"/></w:r>',
        ]),
      ],
      footnotes: { '2': ' The Riverton Act 2007 ' },
      endnotes: { '5': 'A Guide to Asking' },
    })
    expect(document.report.footnotes).toBe(2)
    expect(messages(document)).toEqual([
      '1 footnote mark had no footnote.',
      '1 endnote became a footnote. [A Guide to Asking]',
    ])
  })

  it('[IM7] only links with a safe scheme are kept; the words of the others stay', async () => {
    const link = (id: string, text: string) =>
      `<w:hyperlink r:id="${id}">${r(text, { xml: '<w:rStyle w:val="Hyperlink"/>' })}</w:hyperlink>`
    const parts = {
      body: [
        p([link('a', 'site'), r(' '), link('b', 'mail'), r(' '), link('c', 'bad'), r(' ')]),
        p([
          link('d', 'disk'),
          r(' '),
          field('HYPERLINK "https://riverton.example/plan"', 'plan'),
          r(' '),
        ]),
        p([field('HYPERLINK "javascript:alert(1)"', 'run'), r(' '), link('e', 'bare')]),
        p([`<w:hyperlink w:anchor="part2">${r('see part 2')}</w:hyperlink>`]),
      ],
      links: {
        a: 'https://riverton.example',
        b: 'mailto:team@riverton.example',
        c: 'javascript:alert(1)',
        d: 'file:///etc/passwd',
        e: 'www.riverton.example',
      },
    }
    expect(await readOutline(parts)).toEqual([
      '{link https://riverton.example: site} {link mailto:team@riverton.example: mail} bad',
      'disk {link https://riverton.example/plan: plan}',
      'run {link http://www.riverton.example: bare}',
      'see part 2',
    ])
    expect(messages(await read(parts))).toEqual([
      '3 links lead to a place that cannot be opened safely. The words are kept. [bad · disk · javascript:alert(1)]',
      '1 link to a place inside the document became plain words. [see part 2]',
    ])
  })

  it('[IM18] of fields the result is read; contents lists and page numbers are made anew', async () => {
    const check =
      '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    const body = [
      p([field('TOC \\o "1-3"', 'Purpose 1')]),
      p('Purpose\t1', { style: 'TOC1' }),
      p('Purpose', { style: 'Heading1' }),
      p([
        r('See '),
        field('REF part2', 'part 2'),
        r(' on page '),
        field('PAGE', '3'),
        r(' '),
        check,
      ]),
      p(['<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>Sam Reed</w:t></w:r></w:fldSimple>']),
      p([
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>',
      ]),
      p('Never swallowed.'),
    ]
    expect(await readOutline({ body })).toEqual([
      'h1 Purpose',
      'See part 2 on page  ☒',
      'Sam Reed',
      'Never swallowed.',
    ])
  })

  it('[IM19] a text box is read once, as a call-out after its paragraph', async () => {
    const body = [
      p([r('Beside a box.'), textBox(p('Our vision', { bold: true }), p('Everyone is heard.'))]),
    ]
    expect(await readOutline({ body })).toEqual([
      'Beside a box.',
      'callout',
      '  {bold: Our vision}',
      '  Everyone is heard.',
    ])
  })

  it('[IM19] content controls and other wrappers are opened; prompts are left out and reported', async () => {
    const control = (properties: string, content: string) =>
      `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`
    const body = [
      control('', p('In a control')),
      control(
        '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
        p('Purpose 1'),
      ),
      p([r('Name: '), control('<w:showingPlcHdr/>', r('Click here to type'))]),
      p([`<w:smartTag w:element="place">${r('Riverton')}</w:smartTag>`]),
      '<mc:AlternateContent><mc:Choice Requires="x"><w:p/></mc:Choice><mc:Fallback>' +
        p('Older form') +
        '</mc:Fallback></mc:AlternateContent>',
    ]
    const document = await read({ body })
    expect(await readOutline({ body })).toEqual(['In a control', 'Name:', 'Riverton', 'Older form'])
    expect(messages(document)).toEqual([
      '1 prompt of a blank form field was left out. [Click here to type]',
      'The contents list was left out. Folkmoot makes one from the headings.',
    ])
  })

  it('[IM16] quotations are kept as such', async () => {
    const body = [p('Being asked makes me feel that I matter.', { style: 'Quote' }), p('Then.')]
    expect(await readOutline({ body })).toEqual([
      'quote',
      '  Being asked makes me feel that I matter.',
      'Then.',
    ])
  })
})

describe('tracked changes and comments', () => {
  const body = [
    p([r('Due by '), deleted('March'), inserted(r('June')), r(' 2031.')]),
    p([r('First half')], { properties: '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>' }),
    p([r(' and second half.')]),
    tbl(
      [
        ['a', 'b'],
        `<w:tr><w:trPr><w:ins w:id="2" w:author="A"/></w:trPr>${tc('new')}${tc('row')}</w:tr>`,
      ],
      [1, 1],
    ),
  ]

  it('[IM28] changes are taken in, and counted in the report', async () => {
    expect(await readOutline({ body })).toEqual([
      'Due by June 2031.',
      'First half and second half.',
      'table',
      '  row a | b',
      '  row new | row',
    ])
    expect(messages(await read({ body }))).toEqual([
      '1 tracked deletion was left out. [March]',
      '2 tracked insertions were taken in. [June · newrow]',
    ])
  })

  it('[IM28] or left out when that is asked for', async () => {
    const options = { trackedChanges: 'reject' } as const
    expect(await readOutline({ body }, options)).toEqual([
      'Due by March 2031.',
      'First half',
      'and second half.',
      'table',
      '  row a | b',
    ])
    expect(messages(await read({ body }, options))).toEqual([
      '1 tracked deletion was put back. [March]',
      '2 tracked insertions were left out. [June · newrow]',
    ])
  })

  it('[IM29] comments are told of with author, words and passage', async () => {
    const document = await read({
      body: [
        p([
          r('We will '),
          '<w:commentRangeStart w:id="0"/>',
          r('build a pyramid'),
          '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
        ]),
      ],
      comments: [{ id: '0', author: 'Youth Council', text: 'What is that? Please add a picture.' }],
    })
    expect(document.report.notices).toEqual([
      {
        level: 'notRead',
        message:
          'A comment by Youth Council stayed in the Word file: “What is that? Please add a picture.”',
        count: 1,
        example: 'build a pyramid',
      },
    ])
  })
})

describe('the result', () => {
  it('[IM9] fits the document schema and leaves ids to the domain', async () => {
    const { body } = await read({
      body: [p('One'), p('two', { list: [1, 0] }), tbl([['a', 'b', 'c']])],
    })
    documentSchema.nodeFromJSON(body).check()
    expect(JSON.stringify(body)).not.toContain('"id"')
  })
})
