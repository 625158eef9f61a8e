import { describe, expect, it } from 'vitest'
import { EXPORTS } from '../../../server/exports/index.ts'
import type { DocumentJson } from '../../../shared/schema/document-json.ts'
import { SCHEMA_VERSION, documentSchema } from '../../../shared/schema/index.ts'
import {
  bold,
  bullets,
  callout,
  clause,
  document,
  footnote,
  group,
  h,
  italic,
  letters,
  link,
  numbered,
  p,
  pageHeader,
  plan,
  quote,
  row,
  same,
  subclause,
  table,
} from '../../../shared/templates/blocks.ts'
import { asExported } from '../../support/exported.ts'

const TEXT_FORMATS = ['html', 'json', 'markdown'] as const
type TextFormat = (typeof TEXT_FORMATS)[number]

/** A document with something of everything, whose words every format must carry. */
const everything: DocumentJson = document(
  pageHeader({ stage: 'Draft', version: '2.2', date: '08.06.09' }),
  h(1, 'Harbour plan'),
  numbered(2, 'Being heard'),
  clause(
    'We ',
    bold('listen '),
    'to ',
    italic('everybody'),
    ', see ',
    link('our page', 'https://example.org/a_b'),
  ),
  subclause('and answer', footnote('Within *six* weeks.')),
  clause('2 < 3 | a_b'),
  bullets('first point', 'second point'),
  letters('lettered one', 'lettered two'),
  quote('Ask me again', 'Pupil, 14'),
  callout('note', p('Mind the tide'), bullets('boots')),
  table(['Organisation', 'Since'], ['Net | loft', '2024']),
  { type: 'image', attrs: { content: 'a'.repeat(64), alt: 'The old quay' } },
  plan(
    'priorityPlan4',
    group(
      'Priority 1: Being heard',
      row({
        objective: 'Meet',
        action: ['Book the hall', 'Invite'],
        timescale: 'May 2026',
        lead: 'Ilse',
      }),
      row({ objective: same, action: 'Answer | always', lead: 'Tom' }),
    ),
  ),
  { type: 'unknownBlock', attrs: { name: 'timeline', source: { n: 'timeline', a: {}, c: [] } } },
  p('1. not a list'),
  p('# not a heading'),
)

const words = [
  'Draft',
  '2.2',
  '08.06.09',
  'Harbour plan',
  'Being heard',
  'listen',
  'everybody',
  'our page',
  'https://example.org/a_b',
  'and answer',
  'six',
  'first point',
  'second point',
  'lettered one',
  'lettered two',
  'Ask me again',
  'Pupil, 14',
  'Mind the tide',
  'boots',
  'Organisation',
  'loft',
  '2024',
  'The old quay',
  'Priority 1: Being heard',
  'Meet',
  'Book the hall',
  'Invite',
  'May 2026',
  'Ilse',
  'always',
  'Tom',
  'How we will achieve it',
  'timeline',
  'not a list',
  'not a heading',
]

describe('exports', () => {
  it.each(TEXT_FORMATS)('[CL11] %s carries every word of a document', (name) => {
    const text = write(name, everything)
    expect(words.filter((word) => !text.includes(word))).toEqual([])
  })

  it('[CL11] json is the whole document, and reads back as it was', async () => {
    const { title, schemaVersion, body } = JSON.parse(await write('json', everything))
    expect({ title, schemaVersion }).toEqual({
      title: 'Harbour plan',
      schemaVersion: SCHEMA_VERSION,
    })
    expect(documentSchema.nodeFromJSON(body).eq(documentSchema.nodeFromJSON(everything))).toBe(true)
  })

  it('[CL12] markdown reads like the page, with action plans as tables', async () => {
    expect(await write('markdown', everything)).toBe(`*Draft · 2.2 · 08.06.09*

# Harbour plan

## 1 Being heard

1.1 We **listen** to *everybody*, see [our page](<https://example.org/a_b>)

(a) and answer[^1]

1.2 2 \\< 3 \\| a\\_b

- first point
- second point

- (a) lettered one
- (b) lettered two

> Ask me again
>
> — Pupil, 14

> Mind the tide
>
> - boots

| Organisation | Since |
| --- | --- |
| Net \\| loft | 2024 |

![The old quay](contents/${'a'.repeat(64)})

**Priority 1: Being heard**

| Objective | How we will achieve it | Timescale | Lead |
| --- | --- | --- | --- |
| Meet | Book the hall<br>Invite | May 2026 | Ilse |
| (same as above) | Answer \\| always |  | Tom |

*(a part of a newer version, timeline)*

1\\. not a list

\\# not a heading

[^1]: Within \\*six\\* weeks.
`)
  })

  it('[CL12] markdown: a span of thousands of cells and a line of spaces cost little', () => {
    const wide = {
      type: 'tableCell',
      attrs: { colspan: 30_000, rowspan: 30_000 },
      content: [p('x')],
    }
    const body = documentSchema.nodeFromJSON({
      type: 'doc',
      content: [
        { type: 'table', content: [{ type: 'tableRow', content: [wide] }] },
        p(`a${' '.repeat(100_000)}b`),
      ],
    })
    const text = EXPORTS.markdown.write(asExported('Wide', body))
    expect(String(text).length).toBeLessThan(200_000)
  })

  it('[CL12] markdown: lists in lists, spanned cells, rows outside groups, breaks', () => {
    const cell = (text: string, attrs = {}) => ({ type: 'tableCell', attrs, content: [p(text)] })
    const item = (...content: object[]) => ({ type: 'listItem', content })
    const doc = {
      type: 'doc',
      content: [
        {
          type: 'orderedList',
          attrs: { start: 3 },
          content: [item(p('three'), bullets('under three')), item(p('four'))],
        },
        { type: 'orderedList', attrs: { style: 'roman', start: 4 }, content: [item(p('four'))] },
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'a' },
            { type: 'hardBreak' },
            { type: 'text', text: 'b' },
          ],
        },
        {
          type: 'table',
          content: [
            {
              type: 'tableRow',
              content: [cell('tall', { rowspan: 2 }), cell('wide', { colspan: 2 })],
            },
            { type: 'tableRow', content: [cell('x'), cell('y')] },
          ],
        },
        {
          type: 'actionTable',
          content: [
            {
              type: 'actionHead',
              content: [
                {
                  type: 'actionColumn',
                  attrs: { key: 'a' },
                  content: [{ type: 'text', text: 'A' }],
                },
              ],
            },
            {
              type: 'actionRow',
              content: [{ type: 'actionCell', attrs: { key: 'a' }, content: [bullets('p', 'q')] }],
            },
          ],
        },
      ],
    }
    expect(EXPORTS.markdown.write(asExported('Lists', documentSchema.nodeFromJSON(doc))))
      .toBe(`# Lists

3. three
   - under three
4. four

- (iv) four

a\\
b

|  |  |  |
| --- | --- | --- |
| tall | wide |  |
|  | x | y |

| A |
| --- |
| - p<br>- q |
`)
  })
})

function write(name: TextFormat, json: DocumentJson): string {
  return String(EXPORTS[name].write(asExported('Harbour plan', documentSchema.nodeFromJSON(json))))
}
