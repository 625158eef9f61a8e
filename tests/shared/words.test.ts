import { expect, it } from 'vitest'
import { bodyFromJson } from '../../server/domain/body.ts'
import { countWords } from '../../shared/reading/words.ts'
import {
  bold,
  bullets,
  document,
  footnote,
  group,
  h,
  p,
  plan,
  row,
} from '../../shared/templates/blocks.ts'
import type { NodeJson } from '../../shared/schema/document-json.ts'
import { createFixedClock } from '../support/clock.ts'

const cases: [name: string, words: number, blocks: NodeJson[]][] = [
  ['nothing', 0, [p()]],
  ['neighbouring blocks', 4, [h(1, 'Our plan'), bullets('one', 'two')]],
  ['a word in two weights', 2, [p('un', bold('clear'), ' rules')]],
  ['a footnote before a comma', 2, [p('rights', footnote('Four words of note'), ', too')]],
  ['a line break', 2, [p('one', { type: 'hardBreak' }, 'two')]],
  ['cells and headings of an action table', 9, [plan('priorityPlan4', group('One'))]],
  [
    'several lines in a cell',
    3,
    [{ type: 'actionTable', content: [row({ lead: ['PO', 'Youth Service'] })] }],
  ],
]

it.each(cases)('[TE10] %s: %i words', (_name, words, blocks) => {
  expect(countWords(bodyFromJson(document(...blocks), createFixedClock().newId))).toBe(words)
})
