import { describe, expect, it } from 'vitest'
import type { NodeJson } from '../../../shared/schema/document-json.ts'
import {
  bold,
  callout,
  clause,
  footnote,
  h,
  link,
  numbered,
  p,
  pageHeader,
  quote,
  subclause,
} from '../../../shared/templates/blocks.ts'
import { as, compareBlocks, readingOf } from './reading.ts'

const item = (id: string, words: string): NodeJson =>
  as(id, { type: 'listItem', content: [as(`${id}-line`, p(words))] })
const list = (...items: NodeJson[]): NodeJson => as('list', { type: 'bulletList', content: items })
const cell = (id: string, words: string, attrs: Record<string, unknown> = {}): NodeJson => ({
  type: 'tableCell',
  attrs: { ...attrs, id },
  content: [as(`${id}-line`, p(words))],
})
const line = (id: string, ...cells: NodeJson[]): NodeJson =>
  as(id, { type: 'tableRow', content: cells })
const table = (...rows: NodeJson[]): NodeJson => as('table', { type: 'table', content: rows })
const image = (content: string, alt: string): NodeJson =>
  as('image', { type: 'image', attrs: { content: content.repeat(64), alt } })

const LONG = 'Partners meet every month to listen to young people'
const REST = 'and answer every letter within four weeks of its date'

type Case = [name: string, before: NodeJson[], after: NodeJson[], reading: string[]]

describe('comparing texts', () => {
  it.each<Case>([
    // Words in a line
    [
      'a word is replaced',
      [as('a', p('meet weekly'))],
      [as('a', p('meet monthly'))],
      ['~ meet [-weekly-]{+monthly+}', '= 1 passage reworded'],
    ],
    [
      'words are added',
      [as('a', p('meet weekly'))],
      [as('a', p('meet together weekly'))],
      ['~ meet {+together +}weekly', '= 1 passage reworded'],
    ],
    [
      'words are taken out',
      [as('a', p('we will always meet'))],
      [as('a', p('we will meet'))],
      ['~ we will [-always -]meet', '= 1 passage reworded'],
    ],
    [
      'two words in a row read as one phrase',
      [as('a', p('we meet every week here'))],
      [as('a', p('we meet twice yearly here'))],
      ['~ we meet [-every week-]{+twice yearly+} here', '= 1 passage reworded'],
    ],
    [
      'two changes far apart stay apart',
      [as('a', p('we meet in June at the town hall'))],
      [as('a', p('they meet in June at the library'))],
      ['~ [-we-]{+they+} meet in June at the [-town hall-]{+library+}', '= 1 passage reworded'],
    ],
    ['an undone edit is no change', [as('a', p('meet weekly'))], [as('a', p('meet weekly'))], []],
    [
      'an undone deletion is no change, though the block is another',
      [p('meet weekly')],
      [p('meet weekly')],
      [],
    ],
    [
      'a full stop',
      [as('a', p('We meet'))],
      [as('a', p('We meet.'))],
      ['~ We meet{+.+}', '= 1 passage reworded'],
    ],
    [
      'an apostrophe stays in its word',
      [as('a', p("young people's plan"))],
      [as('a', p("children's plan"))],
      ["~ [-young people's-]{+children's+} plan", '= 1 passage reworded'],
    ],
    [
      'a number with a point is one word',
      [as('a', p('costs 1.50 a day'))],
      [as('a', p('costs 2.50 a day'))],
      ['~ costs [-1.50-]{+2.50+} a day', '= 1 passage reworded'],
    ],
    [
      'a space more',
      [as('a', p('a b'))],
      [as('a', p('a  b'))],
      ['~ a[- -]{+  +}b', '= 1 passage reworded'],
    ],
    [
      'all words of a line',
      [as('a', p('one two'))],
      [as('a', p('three four'))],
      ['~ [-one two-]{+three four+}', '= 1 passage reworded'],
    ],
    [
      'words into an empty line',
      [as('a', p())],
      [as('a', p('at last'))],
      ['~ {+at last+}', '= 1 passage reworded'],
    ],
    [
      'words out of a line',
      [as('a', p('no more'))],
      [as('a', p())],
      ['~ [-no more-]', '= 1 passage reworded'],
    ],
    [
      'letters beyond the first 65,536',
      [as('a', p('we 😀 you'))],
      [as('a', p('we 😂 you'))],
      ['~ we [-😀-]{+😂+} you', '= 1 passage reworded'],
    ],
    [
      'a line break',
      [as('a', p('one two'))],
      [
        as('a', {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'one' },
            { type: 'hardBreak' },
            { type: 'text', text: 'two' },
          ],
        }),
      ],
      ['~ one[- -]{+⏎+}two', '= 1 passage reworded'],
    ],
    // Marks
    [
      'bold alone',
      [as('a', p('we ', 'will', ' meet'))],
      [as('a', p('we ', bold('will'), ' meet'))],
      ['~ we will meet (Bold, italics or links changed)', '= 1 change of bold, italics or links'],
    ],
    [
      'another link under the same words',
      [as('a', p(link('here', 'https://a.example')))],
      [as('a', p(link('here', 'https://b.example')))],
      ['~ here (Bold, italics or links changed)', '= 1 change of bold, italics or links'],
    ],
    [
      'bold and a new word is a new word',
      [as('a', p('we meet'))],
      [as('a', p('we ', bold('always'), ' meet'))],
      ['~ we {+always+}{+ +}meet', '= 1 passage reworded'],
    ],
    // Footnotes
    [
      'a footnote is added',
      [as('a', p('as agreed'))],
      [as('a', p('as agreed', footnote('In May')))],
      ['~ as agreed{+^In May^+}', '= 1 passage reworded'],
    ],
    [
      'a footnote is reworded',
      [as('a', p('as agreed', footnote('In May')))],
      [as('a', p('as agreed', footnote('In June')))],
      ['~ as agreed[-^In May^-]{+^In June^+}', '= 1 passage reworded'],
    ],
    // Blocks
    [
      'a paragraph is added',
      [as('a', p('one'))],
      [as('a', p('one')), as('b', p('two'))],
      ['+ two', '= 1 passage added'],
    ],
    [
      'a paragraph is removed, and shown where it was',
      [as('a', p('one')), as('b', p('two')), as('c', p('three'))],
      [as('a', p('one')), as('c', p('changed'))],
      ['- two', '~ [-three-]{+changed+}', '= 1 passage removed', '= 1 passage reworded'],
    ],
    ['a blank line says nothing', [as('a', p('one'))], [as('a', p('one')), as('b', p())], ['+ ']],
    [
      'a paragraph moves',
      [as('a', p('one')), as('b', p('two')), as('c', p('three'))],
      [as('b', p('two')), as('c', p('three')), as('a', p('one'))],
      ['~ one (Moved)', '= 1 passage moved'],
    ],
    [
      'a paragraph moves and changes',
      [as('a', p('one day')), as('b', p('two')), as('c', p('three'))],
      [as('b', p('two')), as('c', p('three')), as('a', p('one night'))],
      ['~ one [-day-]{+night+} (Moved)', '= 1 passage reworded', '= 1 passage moved'],
    ],
    [
      'two exchange places: one of them moved',
      [as('a', p('one')), as('b', p('two'))],
      [as('b', p('two')), as('a', p('one'))],
      ['~ two (Moved)', '= 1 passage moved'],
    ],
    [
      'a paragraph moves into a box',
      [as('a', p('one')), as('b', callout('note', as('c', p('two'))))],
      [as('b', callout('note', as('c', p('two')), as('a', p('one'))))],
      ['~ one (Moved)', '= 1 passage moved'],
    ],
    [
      'a paragraph becomes a heading',
      [as('a', p('Our aims'))],
      [as('a', h(2, 'Our aims'))],
      ['~ Our aims (Was a paragraph)', '= 1 change of form'],
    ],
    [
      'a paragraph becomes a clause in other words',
      [as('a', p('Our aims'))],
      [as('a', clause('Our two aims'))],
      ['~ Our {+two +}aims (Was a paragraph)', '= 1 passage reworded'],
    ],
    [
      'a heading is reworded',
      [as('a', h(2, 'Our aims'))],
      [as('a', h(2, 'Our values'))],
      ['~ Our [-aims-]{+values+}', '= 1 heading reworded'],
    ],
    [
      'a heading goes a level down',
      [as('a', h(2, 'Our aims'))],
      [as('a', h(3, 'Our aims'))],
      ['~ Our aims (Level changed)', '= 1 change of form'],
    ],
    [
      'a clause goes a level down',
      [as('a', clause('We meet'))],
      [as('a', subclause('We meet'))],
      ['~ We meet (Level changed)', '= 1 change of form'],
    ],
    [
      'a number is typed',
      [as('a', numbered(2, 'Aims'))],
      [as('a', { ...numbered(2, 'Aims'), attrs: { level: 2, number: '3.7' } })],
      ['~ Aims (Numbering changed)', '= 1 change of form'],
    ],
    [
      'clauses count on by themselves: no change',
      [as('a', clause('one')), as('c', clause('three'))],
      [as('a', clause('one')), as('b', clause('two')), as('c', clause('three'))],
      ['+ two', '= 1 passage added'],
    ],
    [
      'a quote is reworded and its speaker is not',
      [
        as('q', {
          ...quote('We were heard', 'Ana, 14'),
          content: [
            as('q1', p('We were heard')),
            as('q2', { type: 'attribution', content: [{ type: 'text', text: 'Ana, 14' }] }),
          ],
        }),
      ],
      [
        as('q', {
          ...quote('', ''),
          content: [
            as('q1', p('We felt heard')),
            as('q2', { type: 'attribution', content: [{ type: 'text', text: 'Ana, 14' }] }),
          ],
        }),
      ],
      ['~ We [-were-]{+felt+} heard', '= 1 passage reworded'],
    ],
    [
      'a box becomes another kind of box',
      [as('b', callout('note', as('c', p('two'))))],
      [as('b', callout('vision', as('c', p('two'))))],
      ['~ callout (Kind of box changed)', '= 1 change of form'],
    ],
    [
      'the page header has another label',
      [as('h', pageHeader({ stage: 'Draft', version: '2.1' }))],
      [as('h', pageHeader({ stage: 'Final draft', version: '2.2' }))],
      ['~ pageHeader (Was “Draft · 2.1”)', '= 1 change of form'],
    ],
    [
      'another picture',
      [image('a', 'Map')],
      [image('b', 'Map')],
      ['~ image (Another picture)', '= 1 change of form'],
    ],
    [
      'a picture is described',
      [image('a', '')],
      [image('a', 'Map')],
      ['~ image (Description changed)', '= 1 change of form'],
    ],
    // Split and joined
    [
      'a paragraph is split',
      [as('a', p(`${LONG} ${REST}`))],
      [as('a', p(LONG)), as('b', p(REST))],
      [`~ ${LONG} (Split in two)`, `~ ${REST} (Split in two)`, '= 1 passage split in two'],
    ],
    [
      'split, the later half keeping the id',
      [as('a', p(`${LONG} ${REST}`))],
      [as('b', p(LONG)), as('a', p(REST))],
      [`~ ${LONG} (Split in two)`, `~ ${REST} (Split in two)`, '= 1 passage split in two'],
    ],
    [
      'split, with a word changed',
      [as('a', p(`${LONG} ${REST}`))],
      [as('a', p(LONG)), as('b', p(REST.replace('four', 'two')))],
      [
        `~ ${LONG} (Split in two)`,
        '~ and answer every letter within [-four-]{+two+} weeks of its date (Split in two)',
        '= 1 passage split in two',
      ],
    ],
    [
      'shortened is not split',
      [as('a', p(`${LONG} ${REST}`)), as('b', p('Nothing alike'))],
      [as('a', p(LONG)), as('b', p('Nothing alike'))],
      [`~ ${LONG}[- ${REST}-]`, '= 1 passage reworded'],
    ],
    [
      'two paragraphs are joined',
      [as('a', p(LONG)), as('b', p(REST))],
      [as('a', p(`${LONG} ${REST}`))],
      [`~ ${LONG} ${REST} (Joined from two)`, '= 1 passage joined with another'],
    ],
    [
      'joined into the later one',
      [as('a', p(LONG)), as('b', p(REST))],
      [as('b', p(`${LONG} ${REST}`))],
      [`~ ${LONG} ${REST} (Joined from two)`, '= 1 passage joined with another'],
    ],
    [
      'a list item is split',
      [list(item('a', `${LONG} ${REST}`))],
      [list(item('a', LONG), item('b', REST))],
      [
        '~ listItem (Split in two)',
        `~ ${LONG}`,
        '~ listItem (Split in two)',
        `~ ${REST}`,
        '= 1 passage split in two',
      ],
    ],
    // Lists
    [
      'a list item is added',
      [list(item('a', 'one'))],
      [list(item('a', 'one'), item('b', 'two'))],
      ['+ two', '= 1 passage added'],
    ],
    [
      'a list item is removed',
      [list(item('a', 'one'), item('b', 'two'))],
      [list(item('b', 'two'))],
      ['- one', '= 1 passage removed'],
    ],
    [
      'a list item is reworded',
      [list(item('a', 'one day'))],
      [list(item('a', 'one night'))],
      ['~ one [-day-]{+night+}', '= 1 passage reworded'],
    ],
    [
      'a list item moves up',
      [list(item('a', 'one'), item('b', 'two'), item('c', 'three'))],
      [list(item('c', 'three'), item('a', 'one'), item('b', 'two'))],
      ['~ listItem (Moved)', '= 1 passage moved'],
    ],
    [
      'letters become numbers',
      [as('l', { type: 'orderedList', attrs: { style: 'letter' }, content: [item('a', 'one')] })],
      [as('l', { type: 'orderedList', content: [item('a', 'one')] })],
      ['~ orderedList (Kind of list changed)', '= 1 change of form'],
    ],
    [
      'a list becomes paragraphs',
      [list(item('a', 'one'))],
      [as('b', p('one'))],
      ['- one', '+ one', '= 1 passage added', '= 1 passage removed'],
    ],
    // Tables of words
    [
      'a cell is reworded',
      [table(line('r', cell('a', 'Age'), cell('b', '8 to 13')))],
      [table(line('r', cell('a', 'Age'), cell('b', '8 to 14')))],
      ['~ 8 to [-13-]{+14+}', '= 1 passage reworded'],
    ],
    [
      'a row of a table is added',
      [table(line('r', cell('a', 'Age')))],
      [table(line('r', cell('a', 'Age')), line('s', cell('c', 'Place')))],
      ['+ Place', '= 1 passage added'],
    ],
    [
      'a row of a table is removed',
      [table(line('r', cell('a', 'Age')), line('s', cell('c', 'Place')))],
      [table(line('s', cell('c', 'Place')))],
      ['- Age', '= 1 passage removed'],
    ],
    [
      'cells are merged',
      [table(line('r', cell('a', 'Age'), cell('b', '')))],
      [table(line('r', cell('a', 'Age', { colspan: 2 })))],
      ['~ tableCell (Cells merged or parted)', '- ', '= 1 change of form'],
    ],
    [
      'cells without ids keep their places',
      [
        {
          type: 'table',
          content: [
            {
              type: 'tableRow',
              content: [
                { type: 'tableCell', content: [p('Age of the group')] },
                { type: 'tableCell', content: [p('x')] },
              ],
            },
          ],
        },
      ],
      [
        {
          type: 'table',
          content: [
            {
              type: 'tableRow',
              content: [
                { type: 'tableCell', content: [p('Age of the group')] },
                { type: 'tableCell', content: [p('x y')] },
              ],
            },
          ],
        },
      ],
      ['~ x{+ y+}', '= 1 passage reworded'],
    ],
    // Texts without common ids, as after bringing a Word file again
    [
      'paired by equal words',
      [p('one here'), p('two here')],
      [p('one here'), p('new'), p('two here')],
      ['+ new', '= 1 passage added'],
    ],
    [
      'paired by most of their words',
      [p('We meet every week in the hall')],
      [p('We meet every month in the hall')],
      ['~ We meet every [-week-]{+month+} in the hall', '= 1 passage reworded'],
    ],
    [
      'too little in common to be paired',
      [p('We meet every week')],
      [p('Costs are met by partners')],
      [
        '- We meet every week',
        '+ Costs are met by partners',
        '= 1 passage added',
        '= 1 passage removed',
      ],
    ],
    [
      'moved in the same words',
      [p(LONG), p('one'), p('two')],
      [p('one'), p('two'), p(LONG)],
      [`~ ${LONG} (Moved)`, '= 1 passage moved'],
    ],
    [
      'the same words twice are not taken for one',
      [p('the same four words'), p('the same four words')],
      [p('the same four words')],
      ['- the same four words', '= 1 passage removed'],
    ],
    ['everything is new', [], [p('one'), p('two')], ['+ one', '+ two', '= 2 passages added']],
    ['nothing is left', [p('one')], [], ['- one', '= 1 passage removed']],
  ])('[VE12] %s', (_name, before, after, reading) => {
    expect(readingOf(compareBlocks(before, after))).toEqual(reading)
  })

  it('[VE12] what this program does not know is compared as a whole', () => {
    const unknown = (value: number): NodeJson => ({
      type: 'unknownBlock',
      attrs: { name: 'poll', source: { n: 'poll', a: { value }, c: [] } },
    })
    expect(compareBlocks([unknown(1)], [unknown(1)]).changes).toEqual([])
    expect(compareBlocks([unknown(1)], [unknown(2)]).changes).not.toEqual([])
  })

  it('[VE13] changes say where they are and in which words', () => {
    const before = [
      as('h', numbered(2, 'Our aims')),
      as('a', clause('We meet weekly')),
      as('b', p('Gone soon')),
    ]
    const after = [as('h', numbered(2, 'Our aims')), as('a', clause('We meet monthly'))]
    const { changes } = compareBlocks(before, after)
    expect(changes.map(({ words, section, id }) => [words, section, id])).toEqual([
      ['Clause 1.1 “We meet monthly” reworded', '1 Our aims', 'a'],
      ['Paragraph “Gone soon” removed', '1 Our aims', 'b'],
    ])
  })
})
