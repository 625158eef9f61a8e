import { expect, it } from 'vitest'
import { movedInWords } from '../../../shared/compare/moved.ts'
import type { NodeJson } from '../../../shared/schema/document-json.ts'
import { group, h, p, row } from '../../../shared/templates/blocks.ts'
import { as, compareBlocks } from './reading.ts'

const plan = (...rows: NodeJson[]): NodeJson =>
  as('plan', {
    type: 'actionTable',
    content: [
      {
        type: 'actionHead',
        content: [
          ['what', 'actions', 'Action'],
          ['when', 'timescale', 'Timescale'],
          ['who', 'leads', 'Lead'],
        ].map(([key, kind, heading]) => ({
          type: 'actionColumn',
          attrs: { key, kind },
          content: [{ type: 'text', text: heading }],
        })),
      },
      as('group', group('Priority 1', ...rows)),
    ],
  })
const action = (id: string, what: string, when: string) => as(id, row({ what, when }))

const moved = (before: NodeJson[], after: NodeJson[]) => movedInWords(compareBlocks(before, after))

it.each<[string, NodeJson[], NodeJson[], string | null]>([
  ['nothing', [as('a', p('We meet weekly'))], [as('a', p('We meet weekly'))], null],
  [
    'a word that took the place of another counts once',
    [as('a', p('We meet weekly here'))],
    [as('a', p('We meet monthly here'))],
    '1 word changed',
  ],
  [
    'added and removed passages count by their words',
    [as('a', p('We meet')), as('b', p('All of them came'))],
    [as('a', p('We meet')), as('c', p('Nobody wrote about dogs'))],
    '8 words changed',
  ],
  [
    'a date is a date and not its words',
    [as('a', p('We may go')), plan(action('x', 'Open the hall', 'March 2027'))],
    [as('a', p('We will go')), plan(action('x', 'Open the hall', 'June 2027'))],
    '1 word and 1 date changed',
  ],
  [
    'an action is an action and not its words',
    [plan(action('x', 'Open the hall', 'March 2027'))],
    [plan(action('x', 'Open the hall', 'May 2027'), action('y', 'Write to all schools', ''))],
    '1 action and 1 date changed',
  ],
  [
    'a heading that becomes words only has another form',
    [as('a', h(2, 'Our aim'))],
    [as('a', h(3, 'Our aim'))],
    'Only the form has changed',
  ],
])('[AP16] how far a text has moved: %s', (_name, before, after, words) => {
  expect(moved(before, after)).toBe(words)
})
