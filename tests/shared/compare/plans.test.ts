import { describe, expect, it } from 'vitest'
import type { Directory } from '../../../shared/reading/directory.ts'
import { EMPTY_DIRECTORY } from '../../../shared/reading/directory.ts'
import type { NodeJson } from '../../../shared/schema/document-json.ts'
import { group, row, same } from '../../../shared/templates/blocks.ts'
import { as, compareBlocks, readingOf } from './reading.ts'

const COLUMNS = [
  ['what', 'actions', 'Action'],
  ['when', 'timescale', 'Timescale'],
  ['who', 'leads', 'Lead'],
  ['means', 'text', 'Resources'],
] as const

const column = ([key, kind, heading]: readonly [string, string, string]): NodeJson => ({
  type: 'actionColumn',
  attrs: { key, kind },
  content: [{ type: 'text', text: heading }],
})
const head = (columns: readonly (readonly [string, string, string])[]): NodeJson => ({
  type: 'actionHead',
  content: columns.map(column),
})
const plan = (...children: NodeJson[]): NodeJson =>
  as('plan', { type: 'actionTable', content: [head(COLUMNS), ...children] })
const one = (...rows: NodeJson[]): NodeJson => as('one', group('Priority 1', ...rows))
const two = (...rows: NodeJson[]): NodeJson => as('two', group('Priority 2', ...rows))
type Cells = Parameters<typeof row>[0]
const action = (id: string, what: string, rest: Cells = {}): NodeJson =>
  as(id, row({ what, ...rest }))
/** As after bringing a file again: the same row under another id. */
const stray = (what: string, rest: Cells = {}): NodeJson => row({ what, ...rest })

const SITE = 'Website for young people goes live'
const FORUM = 'Set up a youth forum in every district'
const TRAIN = 'Train all staff in listening'

const WICK: Directory = {
  ...EMPTY_DIRECTORY,
  people: [
    { id: 'petra', name: 'Petra Wick', initials: 'PW' },
    { id: 'sam', name: 'Sam Wold', initials: 'SW' },
  ],
}

type Case = [name: string, before: NodeJson, after: NodeJson, reading: string[]]

describe('comparing action plans', () => {
  it.each<Case>([
    // Rows
    [
      'an action is added',
      plan(one(action('a', SITE))),
      plan(one(action('a', SITE), action('b', FORUM))),
      [`+ ${plus(FORUM)}`, '= 1 action added'],
    ],
    [
      'an action is removed',
      plan(one(action('a', SITE), action('b', FORUM))),
      plan(one(action('b', FORUM))),
      [`- ${minus(SITE)}`, '= 1 action removed'],
    ],
    [
      'an action is reworded',
      plan(one(action('a', 'Meet weekly'))),
      plan(one(action('a', 'Meet monthly'))),
      ['~ Meet [-weekly-]{+monthly+} |  |  | ', '= 1 action reworded'],
    ],
    [
      'an action moves within its group',
      plan(one(action('a', SITE), action('b', FORUM), action('c', TRAIN))),
      plan(one(action('c', TRAIN), action('a', SITE), action('b', FORUM))),
      [`~ ${TRAIN} |  |  |  (Moved)`, '= 1 action moved'],
    ],
    [
      'an action moves to another group',
      plan(one(action('a', SITE)), two(action('b', FORUM))),
      plan(one(), two(action('b', FORUM), action('a', SITE))),
      [`~ ${SITE} |  |  |  (Moved from “Priority 1”)`, '= 1 action moved'],
    ],
    [
      'an action moves and changes',
      plan(one(action('a', 'Meet weekly')), two(action('b', FORUM))),
      plan(one(), two(action('a', 'Meet monthly'), action('b', FORUM))),
      [
        '~ Meet [-weekly-]{+monthly+} |  |  |  (Moved from “Priority 1”)',
        '= 1 action moved',
        '= 1 action reworded',
      ],
    ],
    [
      'an action outside all groups',
      plan(action('a', SITE)),
      plan(action('a', SITE), action('b', FORUM)),
      [`+ ${plus(FORUM)}`, '= 1 action added'],
    ],
    ['an undone row is no change', plan(one(action('a', SITE))), plan(one(stray(SITE))), []],
    [
      'rows merged into one',
      plan(one(action('a', SITE), action('b', FORUM))),
      plan(one(action('a', `${SITE}. ${FORUM}`))),
      [
        `~ ${SITE}{+. ${FORUM}+} |  |  | `,
        `- ${minus(FORUM)} (Merged into “Website for young people goes live. Set up a youth forum in…”)`,
        '= 1 action merged into another',
        '= 1 action reworded',
      ],
    ],
    [
      'a row without an id is found by its words',
      plan(one(stray(SITE, { when: 'Tbc' }))),
      plan(one(stray(`${SITE} soon`, { when: 'Tbc' }))),
      [`~ ${SITE}{+ soon+} | Tbc |  | `, '= 1 action reworded'],
    ],
    // Dates
    [
      'a date moves later',
      plan(one(action('a', SITE, { when: 'March 2010' }))),
      plan(one(action('a', SITE, { when: 'June 2010' }))),
      [`~ ${SITE} | [-March-]{+June+} 2010 (Later) |  | `, '= 1 date moved later'],
    ],
    [
      'a date moves earlier',
      plan(one(action('a', SITE, { when: 'by June 2010' }))),
      plan(one(action('a', SITE, { when: 'by 1 May 2010' }))),
      [`~ ${SITE} | by [-June-]{+1 May+} 2010 (Earlier) |  | `, '= 1 date moved earlier'],
    ],
    [
      'the same day in other words is no other date',
      plan(one(action('a', SITE, { when: 'Dec 2009' }))),
      plan(one(action('a', SITE, { when: 'December 2009' }))),
      [`~ ${SITE} | [-Dec-]{+December+} 2009 |  | `, '= 1 action reworded'],
    ],
    [
      'a date is set',
      plan(one(action('a', SITE, { when: 'Tbc' }))),
      plan(one(action('a', SITE, { when: 'March 2010' }))),
      [`~ ${SITE} | [-Tbc-]{+March 2010+} (Has a date now) |  | `, '= 1 date set or dropped'],
    ],
    [
      'a date is dropped',
      plan(one(action('a', SITE, { when: 'March 2010' }))),
      plan(one(action('a', SITE, { when: 'Ongoing' }))),
      [`~ ${SITE} | [-March 2010-]{+Ongoing+} (No date any more) |  | `, '= 1 date set or dropped'],
    ],
    [
      'neither is a date',
      plan(one(action('a', SITE, { when: 'Tbc' }))),
      plan(one(action('a', SITE, { when: 'Ongoing' }))),
      [`~ ${SITE} | [-Tbc-]{+Ongoing+} |  | `, '= 1 action reworded'],
    ],
    [
      'the end of a range moves',
      plan(one(action('a', SITE, { when: '2009 - 2011' }))),
      plan(one(action('a', SITE, { when: '2009 - 2012' }))),
      [`~ ${SITE} | 2009 - [-2011-]{+2012+} (Later) |  | `, '= 1 date moved later'],
    ],
    // Leads
    [
      'a lead changes',
      plan(one(action('a', SITE, { who: 'SW' }))),
      plan(one(action('a', SITE, { who: 'PW' }))),
      [`~ ${SITE} |  | [-SW-]{+PW+} (Lead changed) | `, '= 1 lead changed'],
    ],
    [
      'the same lead by name is no other lead',
      plan(one(action('a', SITE, { who: 'PW' }))),
      plan(one(action('a', SITE, { who: 'Petra Wick' }))),
      [`~ ${SITE} |  | [-PW-]{+Petra Wick+} | `, '= 1 action reworded'],
    ],
    [
      'a lead, a date and the words at once',
      plan(one(action('a', 'Meet weekly', { when: 'May 2010', who: 'SW' }))),
      plan(one(action('a', 'Meet monthly', { when: 'June 2010', who: 'PW' }))),
      [
        '~ Meet [-weekly-]{+monthly+} | [-May-]{+June+} 2010 (Later) | [-SW-]{+PW+} (Lead changed) | ',
        '= 1 date moved later',
        '= 1 lead changed',
        '= 1 action reworded',
      ],
    ],
    // Cells
    [
      'two lines in a cell become three',
      plan(one(action('a', SITE, { means: ['Room', 'Food'] }))),
      plan(one(action('a', SITE, { means: ['Room', 'Bus', 'Food'] }))),
      [`~ ${SITE} |  |  | Room / {+Bus+} / Food`, '= 1 action reworded'],
    ],
    [
      'a cell that means the one above says the same',
      plan(one(action('a', SITE, { who: 'PW' }), action('b', FORUM, { who: 'PW' }))),
      plan(one(action('a', SITE, { who: 'PW' }), action('b', FORUM, { who: same }))),
      [],
    ],
    [
      'a cell means the one above, which is another',
      plan(one(action('a', SITE, { who: 'PW' }), action('b', FORUM, { who: 'SW' }))),
      plan(one(action('a', SITE, { who: 'PW' }), action('b', FORUM, { who: same }))),
      [`~ ${FORUM} |  | [-SW-]{+PW+} (Lead changed) | `, '= 1 lead changed'],
    ],
    [
      'cells that mean the one above change with it, once',
      plan(one(action('a', SITE, { who: 'SW' }), action('b', FORUM, { who: same }))),
      plan(one(action('a', SITE, { who: 'PW' }), action('b', FORUM, { who: same }))),
      [`~ ${SITE} |  | [-SW-]{+PW+} (Lead changed) | `, '= 1 lead changed'],
    ],
    [
      'a gap and an empty cell are the same',
      plan(one(action('a', SITE))),
      plan(one(action('a', SITE, { means: '' }))),
      [],
    ],
    // Groups and columns
    [
      'a group is renamed',
      plan(one(action('a', SITE))),
      plan(as('one', group('Priority 1: be heard', action('a', SITE)))),
      ['~ actionGroup', '~ Priority 1{+: be heard+}', '= 1 group of actions changed'],
    ],
    [
      'a group is added with its action',
      plan(one(action('a', SITE))),
      plan(one(action('a', SITE)), two(action('b', FORUM))),
      ['+ Priority 2', `+ ${plus(FORUM)}`, '= 1 action added', '= 1 group of actions changed'],
    ],
    [
      'a group is removed and its action kept',
      plan(one(action('a', SITE)), two(action('b', FORUM))),
      plan(one(action('a', SITE), action('b', FORUM))),
      [
        `~ ${FORUM} |  |  |  (Moved from “Priority 2”)`,
        '- Priority 2',
        '= 1 action moved',
        '= 1 group of actions changed',
      ],
    ],
    [
      'a group moves with its actions',
      plan(
        one(action('a', SITE)),
        two(action('b', FORUM)),
        as('three', group('Priority 3', action('c', TRAIN))),
      ),
      plan(
        as('three', group('Priority 3', action('c', TRAIN))),
        one(action('a', SITE)),
        two(action('b', FORUM)),
      ),
      ['~ actionGroup (Moved)', '= 1 group of actions changed'],
    ],
    [
      'a column is renamed',
      plan(),
      as('plan', {
        type: 'actionTable',
        content: [head([['what', 'actions', 'Activity'], ...COLUMNS.slice(1)])],
      }),
      ['~ [-Action-]{+Activity+}', '= 1 column changed'],
    ],
    [
      'a column is added',
      as('plan', { type: 'actionTable', content: [head(COLUMNS.slice(0, 3))] }),
      plan(),
      ['+ Resources', '= 1 column changed'],
    ],
    [
      'a column is removed, with what stood in it',
      plan(action('a', SITE, { means: 'Room' })),
      as('plan', { type: 'actionTable', content: [head(COLUMNS.slice(0, 3)), action('a', SITE)] }),
      ['- Resources', `~ ${SITE} |  |  | [-Room-]`, '= 1 action reworded', '= 1 column changed'],
    ],
    ['a plan is added', plan(), plan(), []],
  ])('[VE12] %s', (_name, before, after, reading) => {
    expect(readingOf(compareBlocks([before], [after], { directory: WICK }))).toEqual(reading)
  })

  it('[VE13] changes are counted in words, the weightiest first', () => {
    const before = plan(
      one(
        action('a', SITE, { when: 'March 2010' }),
        action('b', FORUM, { when: 'May 2010', who: 'SW' }),
      ),
    )
    const after = plan(
      one(
        action('a', SITE, { when: 'June 2010' }),
        action('b', FORUM, { when: 'July 2010', who: 'PW' }),
        action('c', TRAIN),
        action('d', 'Print posters'),
      ),
    )
    const { summary, changes } = compareBlocks([before], [after], { directory: WICK })
    expect(summary.map(({ words }) => words).join(', ')).toBe(
      '2 actions added, 2 dates moved later, 1 lead changed',
    )
    expect(changes.map(({ words }) => words)).toEqual([
      `“${SITE}”: March 2010 → June 2010`,
      `“${FORUM}”: May 2010 → July 2010`,
      `“${FORUM}”: lead SW → PW`,
      `“${TRAIN}” added to “Priority 1”`,
      '“Print posters” added to “Priority 1”',
    ])
  })
})

/** An added row with words in its first cell. */
function plus(words: string): string {
  return `{+${words}+}`
}

function minus(words: string): string {
  return `[-${words}-]`
}
