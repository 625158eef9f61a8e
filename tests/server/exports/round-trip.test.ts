import { describe, expect, it } from 'vitest'
import type { Node } from '@tiptap/pm/model'
import { writeDocx } from '../../../server/exports/docx/write.ts'
import { readWordFile } from '../../../server/imports/docx/reader.ts'
import { numberBlocks } from '../../../shared/schema/numbering.ts'
import type { DocumentJson, NodeJson } from '../../../shared/schema/document-json.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import {
  bullets,
  callout,
  clause,
  document,
  footnote,
  group,
  h,
  letters,
  link,
  numbered,
  p,
  pageHeader,
  part,
  plan,
  quote,
  row,
  same,
  subclause,
  table,
} from '../../../shared/templates/blocks.ts'
import { DEMO_DOCUMENTS } from '../../../shared/templates/demo/index.ts'
import { TEMPLATES } from '../../../shared/templates/index.ts'
import { PNG, docx, headerRow, groupRow, tbl, tc, tr, p as wordP } from '../../support/docx.ts'
import { asExported } from '../../support/exported.ts'
import { createHash } from 'node:crypto'

const PICTURE = createHash('sha256').update(PNG).digest('hex')
const item = (...content: NodeJson[]) => ({ type: 'listItem', content })
const cell = (text: string, attrs: Record<string, unknown> = {}) => ({
  type: 'tableCell',
  attrs,
  content: [p(text)],
})

/** What would be guessed at in a file of somebody else. */
const treacherous: DocumentJson = document(
  p('1.1 is only how this sentence begins'),
  p('- and this one'),
  { type: 'paragraph', content: [{ type: 'text', text: 'Bold alone', marks: [{ type: 'bold' }] }] },
  p('(a) not a list'),
  p('Appendix 3'),
  h(2, 'Objective 2'),
  table(['Objective 2: Meeting', 'Since'], ['Action', '2024']),
  plan(
    'standardsPlan5',
    group(
      'Standard 1',
      part('criteria', 'Nine in ten had an answer'),
      row({ outcome: '1.1 Meet', action: 'First half of a sentence', lead: 'PW' }),
      row({ outcome: '', action: 'and its second half' }),
      row({ outcome: '', action: '' }),
      row({ outcome: '1.2 Answer', action: 'Reply', lead: same }),
    ),
    group('Standard 2'),
  ),
  numbered(2, 'Gaps'),
  {
    type: 'clause',
    attrs: { level: 1, number: '3.7' },
    content: [{ type: 'text', text: 'typed' }],
  },
  {
    type: 'clause',
    attrs: { level: 1, number: '3.9' },
    content: [{ type: 'text', text: 'a gap' }],
  },
  clause('goes on'),
  {
    type: 'clause',
    attrs: { level: 1, number: 'Step 2:' },
    content: [{ type: 'text', text: 'begin' }],
  },
  {
    type: 'heading',
    attrs: { level: 2, number: 'Appendix 2' },
    content: [{ type: 'text', text: 'Key' }],
  },
)

const shapes: DocumentJson = document(
  pageHeader({ stage: 'FINAL DRAFT', version: '2.2', date: '08.06.09' }),
  h(1, 'Shapes'),
  numbered(2, 'Being heard'),
  clause('We listen, see ', link('our page', 'https://example.org/a_b?c=1&d=2')),
  subclause('and answer', footnote('Within six weeks.')),
  subclause('and come back'),
  clause('2 < 3 & "quoted"'),
  numbered(3, 'Below'),
  clause('deeper'),
  bullets('first point', 'second point'),
  {
    type: 'orderedList',
    attrs: { start: 3 },
    content: [item(p('three'), bullets('under three')), item(p('four'))],
  },
  p('between'),
  letters('lettered one', 'lettered two'),
  quote('Ask me again', 'Pupil, 14'),
  callout('note', h(3, 'Mind'), p('the tide'), bullets('boots')),
  table(['Organisation', 'Since'], ['Net | loft', '2024']),
  {
    type: 'table',
    content: [
      {
        type: 'tableRow',
        content: [cell('tall', { rowspan: 2, header: 'row' }), cell('wide', { colspan: 2 })],
      },
      { type: 'tableRow', content: [cell('x'), cell('y')] },
    ],
  },
  { type: 'image', attrs: { content: PICTURE, alt: 'The old quay' } },
)

const documents: [name: string, json: DocumentJson][] = [
  ...TEMPLATES.map(({ name, build }): [string, DocumentJson] => [`template ${name}`, build()]),
  ...DEMO_DOCUMENTS.map(({ title, build }): [string, DocumentJson] => [title, build()]),
  ['what others would have to guess at', treacherous],
  ['every shape', shapes],
]

/** As councils wrote them in 2009, about a place that is made up. */
const wordFiles: [name: string, file: Uint8Array][] = [
  [
    'a plan with merged cells and a label',
    docx({
      header: [wordP('FINAL DRAFT 08.06.09 – Version 2.2\tPage of')],
      body: [
        wordP('Harbour plan', { style: 'Heading1' }),
        tbl([
          headerRow('Objective', 'How we will achieve', 'Lead'),
          groupRow('Priority 1: Being heard', 3),
          tr([tc('Meet', { merge: 'restart' }), tc('Book the hall\nInvite'), tc('IK')]),
          tr([tc('', { merge: 'continue' }), tc('Open the doors'), tc('')]),
          groupRow('Priority 2: Being answered', 3),
          tr(['Answer', 'Reply in six weeks', 'TM']),
        ]),
        wordP('KEY'),
        tbl(
          [
            [tc('IK'), tc('Ilse Kern')],
            [tc('TM'), tc('Tom Moss')],
          ],
          [2000, 4000],
        ),
      ],
    }),
  ],
  [
    'an objective sheet above its activities',
    docx({
      body: [
        wordP('Taking part', { style: 'Heading1' }),
        tbl([[tc('Objective 1: Embedding the standards')], [tc('Everybody knows them')]], [6500]),
        wordP('The activities follow.'),
        tbl([
          headerRow('Activity', 'Performance indicator', 'Timescale'),
          tr(['Train', 'Ten trained', 'May 2027']),
          tr(['Tell', '', 'Ongoing']),
        ]),
      ],
    }),
  ],
  [
    'a report of typed clauses',
    docx({
      body: [
        wordP('1. Introduction', { bold: true }),
        wordP('1.1 The executive is asked to agree.'),
        wordP('1.2 To note the costs.'),
        wordP('2. Money', { bold: true }),
        wordP('2.1 None.'),
        wordP('(a) or nearly none'),
      ],
    }),
  ],
]

describe('a Word file we wrote', () => {
  it.each(documents)('[EX1] comes back as it was: %s', async (_name, json) => {
    const body = documentSchema.nodeFromJSON(json)
    expect(await backFromWord(body)).toEqual(lines(body))
  })

  it.each(wordFiles)('[EX1] comes back as the file it was read from: %s', async (_name, bytes) => {
    const read = await readWordFile({ fileName: 'a.docx', bytes, trackedChanges: 'accept' })
    const body = documentSchema.nodeFromJSON(read.body)
    const again = await readBack(body, read.title)
    expect(again.title).toBe(read.title)
    expect(lines(documentSchema.nodeFromJSON(again.body))).toEqual(lines(body))
  })
})

async function backFromWord(body: Node): Promise<string[]> {
  return lines(documentSchema.nodeFromJSON((await readBack(body, 'Title')).body))
}

async function readBack(body: Node, title: string) {
  const bytes = await writeDocx(asExported(title, body, { pictures: new Map([[PICTURE, PNG]]) }))
  return readWordFile({ fileName: 'a.docx', bytes, trackedChanges: 'accept' })
}

/** A line for every block: what it is, the number it shows, its words with their marks. */
function lines(doc: Node): string[] {
  const { blocks } = numberBlocks(doc)
  const numberAt = new Map(blocks.map(({ position, number }) => [position, number]))
  const found: string[] = []
  const visit = (node: Node, position: number, depth: number) => {
    const isLine = node.isTextblock || node.isAtom
    const isBlank = node.type.name === 'paragraph' && node.childCount === 0
    if (!isBlank) {
      const words = isLine ? wordsOf(node) : ''
      found.push(`${'  '.repeat(depth)}${look(node, numberAt.get(position))} ${words}`.trimEnd())
    }
    if (isLine) return
    node.forEach((child, offset) => visit(child, position + 1 + offset, depth + 1))
  }
  doc.forEach((child, offset) => visit(child, offset, 0))
  return found.filter(
    (line) => !/^\s*(actionCell|tableRow|actionHead)\b/.test(line) || /same/.test(line),
  )
}

/** What a Word file does not say: ids, tones, and what columns are for but for their headings. */
const UNSAID = [
  'id',
  'tone',
  'layout',
  'key',
  'kind',
  'width',
  'reading',
  'lines',
  'source',
  'number',
]

function look(node: Node, number: string | undefined): string {
  const attrs = Object.entries(node.attrs).filter(
    ([name, value]) =>
      !UNSAID.includes(name) &&
      value !== null &&
      value !== node.type.spec.attrs?.[name]?.default &&
      !['locked', 'public', 'choices', 'period'].includes(name),
  )
  if (number !== undefined) attrs.push(['number', number])
  return `${node.type.name} ${attrs.map(([name, value]) => `${name}=${String(value)}`).join(' ')}`
}

function wordsOf(node: Node): string {
  return node.children
    .map((each) => {
      if (each.isText) {
        const marks = each.marks.map(({ type, attrs }) => `${type.name}${attrs['href'] ?? ''}`)
        return marks.length === 0 ? each.text : `{${marks.join()}: ${each.text}}`
      }
      return each.type.name === 'footnote' ? `[^${each.attrs['text']}]` : '⏎'
    })
    .join('')
}
