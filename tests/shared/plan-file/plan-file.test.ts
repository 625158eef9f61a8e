import type { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { bodyFromJson } from '../../../server/domain/body.ts'
import { writePlanCsv, writePlanWorkbook } from '../../../server/exports/plan-file.ts'
import { readTables } from '../../../server/imports/spreadsheet.ts'
import { readCsv } from '../../../shared/directory/csv.ts'
import { applyImport } from '../../../shared/plan-file/apply-import.ts'
import { comparePlans } from '../../../shared/plan-file/plan-import.ts'
import { USUAL_STATUSES } from '../../../shared/delivery/statuses.ts'
import type { PlanProgress } from '../../../shared/plan-file/plan-progress.ts'
import { MARK_HEADING, rowsOfAll, tablesOf } from '../../../shared/plan-file/plan-sheets.ts'
import type { DocumentJson, NodeJson } from '../../../shared/schema/document-json.ts'
import {
  bold,
  bullets,
  document,
  group,
  p,
  plan,
  row,
  same,
} from '../../../shared/templates/blocks.ts'
import { createRandom } from '../../support/random.ts'
import type { Random } from '../../support/random.ts'

const CELLS = { rows: 5_000, columns: 50, sheets: 20, cellLetters: 32_767 }

function counted(prefix: string): () => string {
  let count = 0
  return () => `${prefix}${String(++count).padStart(8, '0')}`
}

function bodyOf(...blocks: NodeJson[]): Node {
  return bodyFromJson(document(...blocks), counted('block'))
}

const HARBOUR = plan(
  'priorityPlan4',
  group(
    'Priority 1',
    row({
      objective: 'Meet',
      action: ['Book a hall', 'Invite'],
      timescale: 'May 27',
      lead: 'Ilse',
    }),
    row({ objective: same, action: 'Answer letters', timescale: 'Ongoing', lead: same }),
  ),
  group('Priority 2', row({ objective: 'Travel', action: 'Ask for buses', lead: 'Tom' })),
)

/** The table as a spreadsheet shows it, to be changed by a test. */
function tableOf(body: Node): { rows: string[][]; at: (heading: string) => number } {
  const rows = rowsOfAll(body).map((cells) => [...cells])
  return { rows, at: (heading) => rows[0]?.indexOf(heading) ?? -1 }
}

function taken(body: Node, rows: string[][], { isRemoving = false, isMoving = false } = {}): Node {
  const found = comparePlans(body, [{ name: 'plan', rows }])
  const after = applyImport(body, found, { isRemoving, isMoving, newId: counted('fresh') })
  after.check()
  return after
}

function wordsOf(body: Node): string[][] {
  return tablesOf(body).flatMap(({ columns, rows }) =>
    rows.map(({ group: title, words }) => [
      title,
      ...columns.map(({ key }) => words.get(key) ?? ''),
    ]),
  )
}

function setCell(rows: string[][], line: number, column: number, text: string): void {
  const cells = rows[line]
  if (cells === undefined || column < 0) throw new Error('There is no such cell')
  cells[column] = text
}

describe('a file of a plan', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    '[RT2] comes back without a change as CSV and Excel, whatever is in it: seed %i',
    async (seed) => {
      const body = bodyFromJson(randomPlans(createRandom(seed)), counted('block'))
      const progress = randomProgress(body, createRandom(seed + 100))
      const files = {
        csv: new TextEncoder().encode(writePlanCsv(body, progress)),
        xlsx: await writePlanWorkbook(body, progress),
      }
      for (const [name, bytes] of Object.entries(files)) {
        const sheets = await readTables({ fileName: `plan.${name}`, bytes }, { cells: CELLS })
        const found = comparePlans(body, sheets, { ...progress, mayUpdate: 'all' })
        expect({ name, ...found, unchanged: 0 }).toEqual({
          name,
          changed: [],
          added: [],
          missing: [],
          moved: [],
          progress: [],
          notes: [],
          unchanged: 0,
        })
        expect(found.unchanged).toBe(tablesOf(body).flatMap(({ rows }) => rows).length)
        const take = { isRemoving: true, isMoving: true, newId: counted('x') }
        expect(applyImport(body, found, take).eq(body)).toBe(true)
      }
    },
  )

  const PAYLOADS = ['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠', "'="].flatMap((sign) => [
    `${sign}1+1`,
    `${sign}HYPERLINK("http://example.org","x")`,
    `${sign}cmd|' /C calc'!A0`,
  ])
  it.each(PAYLOADS)('[RT3] %j leaves as words that no spreadsheet runs, and comes back', (text) => {
    const body = bodyOf(plan('priorityPlan4', group('=A1', row({ action: text }))))
    const rows = readCsv(writePlanCsv(body), CELLS)
    const cells = rows?.flat() ?? []
    expect(cells).toContain(`'${text}`)
    expect(cells.filter((cell) => /^[=+\-@\t＝＋－＠]/.test(cell))).toEqual([])
    expect(comparePlans(body, [{ name: 'x', rows: rows ?? [] }]).changed).toEqual([])
  })
})

describe('a changed file', () => {
  it('[RT4] shows the cells that are different, and changes those', () => {
    const body = bodyOf(p('Before'), HARBOUR)
    const { rows, at } = tableOf(body)
    setCell(rows, 1, at('Timescale'), 'June 27')
    setCell(rows, 3, at('Timescale'), 'By 2028')
    const found = comparePlans(body, [{ name: 'plan', rows }])
    expect(found).toMatchObject({ added: [], missing: [], unchanged: 1, notes: [] })
    expect(found.changed.map(({ name, cells }) => [name, cells])).toEqual([
      [
        'Book a hall',
        [
          {
            key: 'timescale',
            heading: 'Timescale',
            before: 'May 27',
            after: 'June 27',
            isNewer: false,
          },
        ],
      ],
      [
        'Ask for buses',
        [{ key: 'timescale', heading: 'Timescale', before: '', after: 'By 2028', isNewer: false }],
      ],
    ])
    const after = taken(body, rows)
    expect(wordsOf(after).map((words) => words[3])).toEqual(['June 27', 'Ongoing', 'By 2028'])
    expect(after.child(0)).toBe(body.child(0))
  })

  it('[RT5] leaves what was written in the document since the file was made, and says what both changed', () => {
    const before = bodyOf(HARBOUR)
    const { rows, at } = tableOf(before)
    const since = tableOf(before)
    setCell(since.rows, 1, at('Timescale'), 'July 27')
    setCell(since.rows, 1, at('Lead'), 'Rae')
    const now = taken(before, since.rows)
    setCell(rows, 1, at('Lead'), 'Tom')
    const [changed] = comparePlans(now, [{ name: 'plan', rows }]).changed
    expect(changed?.cells).toEqual([
      { key: 'lead', heading: 'Lead', before: 'Rae', after: 'Tom', isNewer: true },
    ])
  })

  it('[RT6] keeps the marks and ids of lines and letters that stay', () => {
    const cell: NodeJson = {
      type: 'actionCell',
      attrs: { key: 'action' },
      content: [p('Ask ', bold('young people'), ' early'), bullets('by post', 'by bus')],
    }
    const body = bodyOf(plan('priorityPlan4', group('A', { type: 'actionRow', content: [cell] })))
    const { rows, at } = tableOf(body)
    const column = at('How we will achieve it')
    expect(rows[1]?.[column]).toBe('Ask young people early\n• by post\n• by bus')
    setCell(rows, 1, column, 'Ask young people soon\n• by post\n• by phone\n• by bus\nand again')
    const after = taken(body, rows)
    const [from, to] = [cellIn(body), cellIn(after)]
    expect(tableOf(after).rows[1]?.[column]).toBe(rows[1]?.[column])
    expect(to.child(0).toJSON().content).toEqual([
      { type: 'text', text: 'Ask ' },
      { type: 'text', text: 'young people', marks: [{ type: 'bold' }] },
      { type: 'text', text: ' soon' },
    ])
    const ids = (node: Node) => {
      const all: unknown[] = []
      node.descendants(({ attrs }) => void all.push(attrs['id']))
      return all.filter((id) => typeof id === 'string')
    }
    expect(ids(to)).toEqual(expect.arrayContaining(ids(from)))
    expect(new Set(ids(to)).size).toBe(ids(to).length)
  })

  it('[RT7] brings a new row below the one it stands below, in its group, which is made if need be', () => {
    const body = bodyOf(HARBOUR)
    const { rows, at } = tableOf(body)
    const fresh = (title: string, action: string) => {
      const cells = (rows[0] ?? []).map(() => '')
      cells[at('Group')] = title
      cells[at('How we will achieve it')] = action
      return cells
    }
    const copy = [...(rows[1] ?? [])]
    rows.splice(2, 0, fresh('Priority 1', 'Ask again'), copy)
    rows.push(fresh('Priority 3', 'Begin anew'))
    const after = taken(body, rows)
    expect(wordsOf(after).map(([title, , action]) => [title, action])).toEqual([
      ['Priority 1', 'Book a hall\nInvite'],
      ['Priority 1', 'Ask again'],
      ['Priority 1', 'Book a hall\nInvite'],
      ['Priority 1', 'Answer letters'],
      ['Priority 2', 'Ask for buses'],
      ['Priority 3', 'Begin anew'],
    ])
    const ids = tablesOf(after).flatMap((table) => table.rows.map(({ row: { id } }) => id))
    expect(new Set(ids).size).toBe(6)
  })

  it('[RT8] takes rows out only when that is asked for, and brings none back', () => {
    const body = bodyOf(HARBOUR)
    const { rows } = tableOf(body)
    const without = rows.filter((_, line) => line !== 2)
    expect(comparePlans(body, [{ name: 'plan', rows: without }]).missing).toMatchObject([
      { name: 'Answer letters' },
    ])
    expect(taken(body, without).eq(body)).toBe(true)
    const shorter = taken(body, without, { isRemoving: true })
    expect(wordsOf(shorter).map(([, , action]) => action)).toEqual([
      'Book a hall\nInvite',
      'Ask for buses',
    ])
    const old = comparePlans(shorter, [{ name: 'plan', rows }])
    expect([old.added, old.notes]).toEqual([
      [],
      ['The row in line 3 is not in the plan any more and is left out.'],
    ])
  })

  it('[RT9] a cell that means the one above goes on saying what the file says', () => {
    const body = bodyOf(HARBOUR)
    const first = tableOf(body)
    setCell(first.rows, 1, first.at('Lead'), 'Rae')
    expect(wordsOf(taken(body, first.rows)).map((words) => words[4])).toEqual([
      'Rae',
      'Ilse',
      'Tom',
    ])
    const both = tableOf(body)
    setCell(both.rows, 1, both.at('Lead'), 'Rae')
    setCell(both.rows, 2, both.at('Lead'), 'Rae')
    const after = taken(body, both.rows)
    expect(wordsOf(after).map((words) => words[4])).toEqual(['Rae', 'Rae', 'Tom'])
    expect(tablesOf(after)[0]?.rows[1]?.same.has('lead')).toBe(true)
    const between = tableOf(body)
    between.rows.splice(2, 0, ['Priority 1', 'Other', 'Write', 'Soon', 'Ann', ''])
    expect(wordsOf(taken(body, between.rows)).map((words) => words[4])).toEqual([
      'Ilse',
      'Ann',
      'Ilse',
      'Tom',
    ])
    const above = tableOf(body).rows.filter((_, line) => line !== 1)
    expect(wordsOf(taken(body, above, { isRemoving: true }))[0]?.[4]).toBe('Ilse')
  })

  it('[RT16] moves rows to where they stand in the file only when that is asked for', () => {
    const body = bodyOf(HARBOUR)
    const { rows } = tableOf(body)
    const [head = [], hall = [], letters = [], buses = []] = rows
    const other = [head, letters, ['Priority 1', ...buses.slice(1)], hall]
    expect(comparePlans(body, [{ name: 'plan', rows: other }])).toMatchObject({
      changed: [],
      unchanged: 3,
      moved: [
        { name: 'Answer letters', group: 'Priority 1' },
        { name: 'Ask for buses', group: 'Priority 1' },
      ],
      notes: [],
    })
    expect(taken(body, other).eq(body)).toBe(true)
    const after = taken(body, other, { isMoving: true })
    // What meant the row above says its words now.
    expect(wordsOf(after).map(([title, , action, , lead]) => [title, action, lead])).toEqual([
      ['Priority 1', 'Answer letters', 'Ilse'],
      ['Priority 1', 'Ask for buses', 'Tom'],
      ['Priority 1', 'Book a hall\nInvite', 'Ilse'],
    ])
  })

  it.each(Array.from({ length: 20 }, (_, seed) => seed))(
    '[RT16] in any order of a file no row is lost and no word: seed %i',
    (seed) => {
      const random = createRandom(seed)
      const body = bodyFromJson(randomPlans(random), counted('block'))
      const { rows, at } = tableOf(body)
      const [head = [], ...lines] = rows
      const titles = [...new Set(lines.map((cells) => cells[at('Group')] ?? ''))]
      for (const cells of lines) {
        if (random.chance(0.2)) cells[at('Group')] = random.pick([...titles, 'A new group'])
      }
      const mixed = lines
        .map((cells) => ({ cells, place: random.below(1000) }))
        .sort((one, other) => one.place - other.place)
        .map(({ cells }) => cells)
      const after = taken(body, [head, ...mixed], { isMoving: true })
      const marked = (each: string[][]) =>
        each.map((cells) => [cells[at('Group')], ...cells.slice(at('Group') + 1)].join(' | '))
      const now = marked(tableOf(after).rows.slice(1))
      expect(now.toSorted()).toEqual(marked(mixed).toSorted())
      const again = comparePlans(after, [{ name: 'plan', rows: [head, ...mixed] }])
      expect(again).toMatchObject({ changed: [], added: [], missing: [], moved: [] })
    },
  )

  it('[RT10] leaves out what it changes in a locked column, and says so', () => {
    const body = bodyOf(
      plan('partnerTemplate5', group('A', row({ outcome: 'Heard', action: 'x' }))),
    )
    const { rows, at } = tableOf(body)
    setCell(rows, 1, at('Outcomes'), 'Seen')
    expect(comparePlans(body, [{ name: 'plan', rows }])).toMatchObject({
      changed: [],
      unchanged: 1,
      notes: ['“Outcomes” is locked, so what the file changes there is left out.'],
    })
  })

  it('[RT10] says what of the file means nothing, and where words became dates', () => {
    const body = bodyOf(HARBOUR)
    const { rows, at } = tableOf(body)
    setCell(rows, 1, at('Timescale'), '27/05/2027')
    rows[0]?.push('Colour')
    const notes = comparePlans(body, [
      { name: 'plan', rows },
      { name: 'Sheet 2', rows: [['Hello']] },
    ]).notes
    expect(notes).toEqual([
      'The plan has no column “Colour”, so it is left out.',
      '“Sheet 2” has no headings of an action plan and is left out.',
      'In 1 cell words have become dates in figures, as spreadsheets do when they open CSV. An Excel workbook keeps the words.',
    ])
    expect(rows[0]).toContain(MARK_HEADING)
  })
})

function cellIn(body: Node): Node {
  let found: Node | null = null
  body.descendants((node) => {
    if (node.type.name === 'actionCell') found ??= node
  })
  if (found === null) throw new Error('There is no cell')
  return found
}

const SIGNS = [
  '=',
  "'",
  '"',
  ',',
  ';',
  '\n',
  '\t',
  ' ',
  '_x0041_',
  '•',
  '1. ',
  '\u00a0',
  '\u0007',
  '<&>',
]

function randomProgress(body: Node, random: Random): PlanProgress {
  const text = () => Array.from({ length: random.below(6) }, () => random.pick(SIGNS)).join('a')
  const rows = tablesOf(body).flatMap((table) => table.rows)
  return {
    statuses: USUAL_STATUSES,
    rows: Object.fromEntries(
      rows
        .filter(() => random.chance(0.7))
        .map(({ row: { id } }) => [
          id,
          {
            status: random.pick(USUAL_STATUSES).key,
            note: text(),
            evidence: random.chance(0.5) ? 'https://harbour.example/a,b' : '',
            outcome: text(),
            revised: random.chance(0.5) ? '2027-02-28' : null,
            changedAt: '2026-03-02T12:00:00.000Z',
            changedBy: 'Ann',
            name: 'x',
          },
        ]),
    ),
  }
}

function randomPlans(random: Random): DocumentJson {
  const text = () =>
    Array.from({ length: random.below(7) }, () =>
      random.chance(0.4) ? random.pick(SIGNS) : random.word(),
    ).join(random.chance(0.5) ? ' ' : '')
  const line = () => {
    const words = text()
    return words === '' ? p() : p(words, random.chance(0.3) ? bold(random.word()) : '')
  }
  const cell = (key: string): NodeJson => {
    if (random.chance(0.15))
      return { type: 'actionCell', attrs: { key, same: true }, content: [p()] }
    const content = Array.from({ length: random.below(4) }, () =>
      random.chance(0.25) ? bullets(random.word(), random.word()) : line(),
    )
    return { type: 'actionCell', attrs: { key }, content }
  }
  const rows = () =>
    Array.from({ length: random.below(4) }, () => ({
      type: 'actionRow',
      content: ['objective', 'action', 'timescale', 'lead']
        .filter(() => random.chance(0.9))
        .map(cell),
    }))
  const plans = Array.from({ length: 1 + random.below(3) }, () =>
    plan(
      random.pick(['priorityPlan4', 'standardsPlan5', 'activityPlan6']),
      ...Array.from({ length: random.below(3) }, () => group(text(), ...rows())),
    ),
  )
  return document(p('Words'), ...plans)
}
