import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { writeCsvFile, writeWorkbook } from '../../../server/exports/directory.ts'
import { readTables } from '../../../server/imports/spreadsheet.ts'
import { xlsx } from '../../support/xlsx.ts'

describe('tables of a workbook', () => {
  it('[DI17] cells are read as text, wherever they stand', async () => {
    const bytes = xlsx({
      strings:
        '<si><t>Name</t></si><si><r><t xml:space="preserve">Pet</t></r><r><t>ra</t></r><rPh><t>x</t></rPh></si>',
      sheets: {
        People: [
          '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Role</t></is></c></row>',
          '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>42.5</v></c><c r="C3" t="b"><v>1</v></c>',
          '<c r="D3" t="str"><f>A1</f><v>a_x000D_b</v></c><c r="E3" t="e"><v>#REF!</v></c></row>',
        ].join(''),
        Empty: '',
      },
    })
    expect(await readTables({ fileName: 'x.xlsx', bytes })).toEqual([
      { name: 'People', rows: [['Name', '', 'Role'], [], ['Petra', '42.5', 'Yes', 'a\rb']] },
      { name: 'Empty', rows: [] },
    ])
  })

  it('[DI17] without references cells stand one after the other', async () => {
    const bytes = xlsx({
      sheets: { a: '<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>' },
    })
    expect((await readTables({ fileName: 'x', bytes }))[0]?.rows).toEqual([['1', '2'], ['3']])
  })

  it('[DI19] what we write reads the same', async () => {
    const rows = [
      ['Name', 'Title'],
      ['Siân "S" <b> & co', ''],
      ['', '  two\nlines  '],
      ["'=1+1", '007'],
    ]
    const table = { noun: 'people' as const, name: 'People', rows }
    const workbook = await writeWorkbook([table, { ...table, name: 'Groups' }])
    const trimmed = rows.map((cells) => (cells.at(-1) === '' ? cells.slice(0, -1) : cells))
    expect(await readTables({ fileName: workbook.name, bytes: workbook.bytes })).toEqual([
      { name: 'People', rows: trimmed },
      { name: 'Groups', rows: trimmed },
    ])
    const csv = writeCsvFile(table)
    expect(await readTables({ fileName: csv.name, bytes: csv.bytes })).toEqual([
      { name: 'People', rows },
    ])
  })
})

describe('tables of a CSV file', () => {
  const files: [what: string, bytes: Uint8Array][] = [
    ['UTF-8', strToU8('Name;Title\r\nSiân;“x”')],
    [
      'UTF-8 with its mark',
      Uint8Array.from([0xef, 0xbb, 0xbf, ...strToU8('Name;Title\nSiân;“x”')]),
    ],
    ['what older Excel writes', Buffer.from('Name;Title\nSi\xe2n;\x93x\x94', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFFName\tTitle\nSiân\t“x”', 'utf16le')],
  ]
  it.each(files)('[DI17] %s', async (_what, bytes) => {
    expect(await readTables({ fileName: 'our people.csv', bytes })).toEqual([
      {
        name: 'our people',
        rows: [
          ['Name', 'Title'],
          ['Siân', '“x”'],
        ],
      },
    ])
  })
})

describe('hostile files', () => {
  const row = (n: number, cells: string) => `<row r="${n}">${cells}</row>`
  const cell = (at: string, text: string) => `<c r="${at}" t="str"><v>${text}</v></c>`
  const one = row(1, cell('A1', 'x'))
  const bombs: [what: string, bytes: () => Uint8Array, code: string][] = [
    ['empty', () => new Uint8Array(0), 'unreadable_file'],
    ['a picture', () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), 'unreadable_file'],
    [
      'an older Excel file',
      () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0]),
      'unreadable_file',
    ],
    ['a PDF', () => strToU8('%PDF-1.7\nname,title'), 'unreadable_file'],
    ['a web page', () => strToU8('<table><tr><td>x</td></tr></table>'), 'unreadable_file'],
    ['half a zip', () => xlsx({ sheets: { a: one } }).slice(0, 300), 'unreadable_file'],
    [
      'no workbook',
      () => xlsx({ sheets: {}, parts: { '_rels/.rels': '<x/>' } }),
      'unreadable_file',
    ],
    [
      'a sheet that is missing',
      () => xlsx({ sheets: { a: one }, parts: { 'xl/_rels/workbook.xml.rels': rels('gone.xml') } }),
      'unreadable_file',
    ],
    ['broken XML', () => xlsx({ sheets: { a: '<row><c>' } }), 'unreadable_file'],
    [
      'rows that go backwards',
      () => xlsx({ sheets: { a: row(2, cell('A2', 'x')) + one } }),
      'unreadable_file',
    ],
    [
      'entities that grow',
      () => xlsx({ sheets: { a: one }, strings: '', parts: { 'xl/sharedStrings.xml': LAUGHS } }),
      'unreadable_file',
    ],
    ['a row far down', () => xlsx({ sheets: { a: row(5001, cell('A5001', 'x')) } }), 'too_large'],
    ['a column far right', () => xlsx({ sheets: { a: row(1, cell('AY1', 'x')) } }), 'too_large'],
    ['a column beyond all', () => xlsx({ sheets: { a: row(1, cell('ZZZ1', 'x')) } }), 'too_large'],
    [
      'a long cell',
      () => xlsx({ sheets: { a: row(1, cell('A1', 'x'.repeat(2001))) } }),
      'too_large',
    ],
    [
      'many sheets',
      () =>
        xlsx({ sheets: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`s${n}`, one])) }),
      'too_large',
    ],
    [
      'a zip bomb',
      () =>
        xlsx({ sheets: { a: one }, parts: { 'xl/bomb.bin': new Uint8Array(110 * 1024 * 1024) } }),
      'too_large',
    ],
    ['a long CSV cell', () => strToU8(`name,title\n${'x'.repeat(2001)},y`), 'too_large'],
    ['a long CSV file', () => strToU8('name,title\n'.repeat(5001)), 'too_large'],
  ]
  it.each(bombs)('[DI25] %s is refused in plain words', async (_what, bytes, code) => {
    const reading = readTables({ fileName: 'x.xlsx', bytes: bytes() })
    await expect(reading).rejects.toMatchObject({
      name: 'Refusal',
      code,
      message: expect.not.stringContaining('Word'),
    })
  })

  it('[DI25] a reading that takes too long or too much memory is ended, and the next one works', async () => {
    // Many times what the smaller of the two memories holds, so that nothing hangs on when it is tidied.
    const columns = Array.from({ length: 20 }, (_, n) => String.fromCodePoint(65 + n))
    const rows = Array.from({ length: 5000 }, (_, n) =>
      row(n + 1, columns.map((column) => cell(`${column}${n + 1}`, `Person ${n}`)).join('')),
    )
    const file = { fileName: 'x.xlsx', bytes: xlsx({ sheets: { People: rows.join('') } }) }
    for (const limits of [
      { timeMs: 1, memoryMb: 128 },
      { timeMs: 60_000, memoryMb: 8 },
    ]) {
      await expect(readTables(file, { limits })).rejects.toMatchObject({ code: 'too_large' })
    }
    expect((await readTables(file))[0]?.rows).toHaveLength(5000)
  })

  it('[DI25] nothing outside the file is fetched, and no formula is worked out', async () => {
    const outside = rels('http://127.0.0.1:9/x', 'TargetMode="External"')
    const bytes = xlsx({ sheets: { a: one }, parts: { 'xl/_rels/workbook.xml.rels': outside } })
    expect(await readTables({ fileName: 'x.xlsx', bytes })).toEqual([])
    const formula = xlsx({ sheets: { a: row(1, '<c r="A1"><f>1+1</f></c>') } })
    expect((await readTables({ fileName: 'x.xlsx', bytes: formula }))[0]?.rows).toEqual([])
  })
})

const LAUGHS =
  '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'

function rels(target: string, more = '') {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="${target}" ${more}/></Relationships>`
}
