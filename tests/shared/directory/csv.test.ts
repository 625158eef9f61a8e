import { describe, expect, it } from 'vitest'
import { readCsv, writeCsv } from '../../../shared/directory/csv.ts'
import { asSafeCell, fromSafeCell } from '../../../shared/directory/formula.ts'
import { createRandom } from '../../support/random.ts'

const LIMITS = { rows: 100, columns: 10 }

describe('CSV', () => {
  const cases: [name: string, text: string, rows: string[][]][] = [
    [
      'cells and rows',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'no line end at the end',
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'lines of Unix and of old Macs',
      'a,b\nc,d\re,f',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ],
    ],
    [
      'quotes, separators and lines in quotes',
      '"a ""b""","c,d","e\r\nf"',
      [['a "b"', 'c,d', 'e\r\nf']],
    ],
    [
      'empty cells',
      ',,\r\na,,',
      [
        ['', '', ''],
        ['a', '', ''],
      ],
    ],
    ['empty quotes', '"",a', [['', 'a']]],
    ['an empty row in between', 'a,b\n\nc,d', [['a', 'b'], [''], ['c', 'd']]],
    ['spaces are part of a cell', ' a , b', [[' a ', ' b']]],
    ['a byte order mark', '\uFEFFa,b', [['a', 'b']]],
    [
      'semicolons',
      'a;b,c;d\ne;f;g',
      [
        ['a', 'b,c', 'd'],
        ['e', 'f', 'g'],
      ],
    ],
    ['tabs', 'a\tb,c\td', [['a', 'b,c', 'd']]],
    ['a semicolon in quotes is no separator', '"a;b;c",d', [['a;b;c', 'd']]],
    ['a quote inside a word', 'a "b" c,d', [['a "b" c', 'd']]],
    ['words after a closing quote', '"a"b,c', [['ab', 'c']]],
    ['a quote that is never closed', 'a,"b\nc', [['a', 'b\nc']]],
    ['nothing', '', []],
    ['one cell', 'a', [['a']]],
  ]
  it.each(cases)('[DI16] %s', (_name, text, rows) => {
    expect(readCsv(text, LIMITS)).toEqual(rows)
  })

  it('[DI16] what was written reads the same, whatever is in the cells', () => {
    const random = createRandom(16)
    const pieces = ['a', 'ä', '"', '""', ',', ';', '\t', '\r\n', '\n', ' ', "'", '=', '😀', '']
    for (let run = 0; run < 500; run++) {
      const rows = Array.from({ length: 1 + random.below(5) }, () =>
        Array.from({ length: 2 }, () =>
          Array.from({ length: random.below(5) }, () => random.pick(pieces)).join(''),
        ),
      )
      // A single row of other separators cannot be told from one that uses them.
      expect(readCsv(writeCsv([['one', 'two'], ...rows]), LIMITS)).toEqual([
        ['one', 'two'],
        ...rows,
      ])
    }
  })

  const large: [name: string, text: string][] = [
    ['too many rows', 'a,b\n'.repeat(101)],
    ['too many columns', ','.repeat(10)],
    ['a million columns', ','.repeat(1_000_000)],
    ['a million rows', 'a,b\n'.repeat(1_000_000)],
  ]
  it.each(large)('[DI25] %s are not read', (_name, text) => {
    expect(readCsv(text, LIMITS)).toBeNull()
  })
})

describe('text that a spreadsheet would run', () => {
  const cells: [text: string, cell: string][] = [
    ['=1+1', "'=1+1"],
    ['+44 116', "'+44 116"],
    ['-x', "'-x"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ["'=1", "''=1"],
    ["''=1", "'''=1"],
    ['＝1', "'＝1"],
    ["O'Neil", "O'Neil"],
    ["'quoted'", "'quoted'"],
    ['a=b', 'a=b'],
    ['', ''],
  ]
  it.each(cells)('[DI18] %j leaves as %j and comes back', (text, cell) => {
    expect(asSafeCell(text)).toBe(cell)
    expect(fromSafeCell(cell)).toBe(text)
  })
})
