import { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { nextNumber, numberBlocks } from '../../shared/schema/numbering.ts'
import type { NodeJson } from '../../shared/schema/document-json.ts'
import { documentSchema } from '../../shared/schema/index.ts'
import { document, footnote, p } from '../../shared/templates/blocks.ts'

type Line = readonly [kind: 'h' | 'c', level: number, number: string | null]

describe('numbering', () => {
  const cases: [name: string, lines: Line[], numbers: string[]][] = [
    [
      'counts headings below each other',
      [h(1), h(2), h(2), h(3), h(1), h(2)],
      ['1', '1.1', '1.2', '1.2.1', '2', '2.1'],
    ],
    [
      'leaves headings without a number alone',
      [h(1, null), h(2), h(2, null), h(2)],
      ['', '1', '', '2'],
    ],
    [
      'counts clauses below the numbered heading',
      [h(2), c(1), c(1), h(2), c(1)],
      ['1', '1.1', '1.2', '2', '2.1'],
    ],
    ['counts clauses on where no heading is numbered', [c(1), h(2, null), c(1)], ['1', '', '2']],
    ['takes a level that is no level for the first', [h(Number.NaN), c(Number.NaN)], ['1', '1.1']],
    [
      'counts (a) and (i) below a clause, afresh each time',
      [h(1), c(1), c(2), c(2), c(3), c(3), c(2), c(1), c(2)],
      ['1', '1.1', '(a)', '(b)', '(i)', '(ii)', '(c)', '1.2', '(a)'],
    ],
    [
      'goes on from a typed clause',
      [h(1, '3.'), c(1, '3.5'), c(1), c(1, '3.9'), c(1)],
      ['3.', '3.5', '3.6', '3.9', '3.10'],
    ],
    [
      'goes on from a typed heading',
      [h(1, '4'), h(1), h(1, 'Appendix B'), h(1)],
      ['4', '5', 'Appendix B', 'Appendix C'],
    ],
    [
      'starts clauses afresh below words that do not count',
      [h(1, 'Foreword'), c(1), c(1)],
      ['Foreword', '1', '2'],
    ],
    [
      'goes on in Roman numbers from (iii), in letters from (h)',
      [c(1), c(2, '(i)'), c(2), c(1), c(2, '(h)'), c(2), c(2)],
      ['1', '(i)', '(ii)', '2', '(h)', '(i)', '(j)'],
    ],
  ]
  it.each(cases)('[ED1] %s', (_name, lines, numbers) => {
    const { blocks } = numberBlocks(read(...lines.map(block)))
    expect(blocks.map((each) => each.number)).toEqual(numbers)
  })

  it('[ED1] numbers footnotes by their order, wherever they stand', () => {
    const { footnotes } = numberBlocks(
      read(p('One', footnote('first'), ' two', footnote('second'))),
    )
    expect(footnotes).toEqual([
      { position: 4, id: null, number: 1 },
      { position: 9, id: null, number: 2 },
    ])
  })

  const next: [number: string, isRoman: boolean, next: string | null][] = [
    ['3.7', false, '3.8'],
    ['9', false, '10'],
    ['(a)', false, '(b)'],
    ['z.', false, 'aa.'],
    ['(iv)', true, '(v)'],
    ['IX', true, 'X'],
    ['Priority 2', false, 'Priority 3'],
    ['Introduction', false, null],
    ['', false, null],
  ]
  it.each(next)('[ED1] after %s (roman: %s) comes %s', (number, isRoman, expected) => {
    expect(nextNumber(number, isRoman)).toBe(expected)
  })
})

function h(level: number, number: string | null = ''): Line {
  return ['h', level, number]
}

function c(level: number, number = ''): Line {
  return ['c', level, number]
}

function block([kind, level, number]: Line): NodeJson {
  return { type: kind === 'h' ? 'heading' : 'clause', attrs: { level, number } }
}

function read(...blocks: NodeJson[]): Node {
  return Node.fromJSON(documentSchema, document(...blocks))
}
