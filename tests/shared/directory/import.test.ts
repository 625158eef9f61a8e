import { describe, expect, it } from 'vitest'
import { readCsv, writeCsv } from '../../../shared/directory/csv.ts'
import { isNewId } from '../../../shared/directory/import-draft.ts'
import { countLines, planImport } from '../../../shared/directory/import-plan.ts'
import type { ImportChoices } from '../../../shared/directory/import-plan.ts'
import { groupsIn, peopleIn } from '../../../shared/directory/model.ts'
import type { Directory, Entry } from '../../../shared/directory/model.ts'
import { asTables } from '../../../shared/directory/tables.ts'
import { demoDirectory } from '../../../shared/templates/demo/directory.ts'
import { directory, group, membership, organisation, person } from '../../support/directory.ts'
import { randomDirectory } from '../../support/random-directory.ts'

const who = directory(
  organisation('Youth Service', { aliases: ['YS'] }),
  organisation('Dale Buses'),
  person('Petra Wick', {
    initials: 'PW',
    organisation: 'Youth Service',
    email: 'petra@example.org',
    title: 'Officer',
  }),
  person('Tomas Birk', { initials: 'TB' }),
  group('Board', { members: [membership('Petra Wick')] }),
)

describe('an import', () => {
  it('[DI20] tells what is new, changed, unchanged and unclear, field by field', () => {
    const plan = planSheet(who, [
      ['Name', 'Initials', 'Job title', 'Organisation', 'E-mail'],
      ['Petra Wick', 'PW', 'Lead officer', 'Dale Buses', 'petra@example.org'],
      ['Tomas Birk', 'TB', '', '', ''],
      ['Ruth Calder', '', 'Adviser', 'YS', 'ruth@example.org'],
      ['', 'XX', 'Nobody', '', ''],
      ['Tomas Brik', '', '', '', ''],
    ])
    expect(countLines(plan.lines)).toEqual({ new: 1, changed: 1, unchanged: 1, unclear: 2 })
    expect(plan.lines[0]).toEqual({
      key: '1:2',
      noun: 'people',
      row: 2,
      name: 'Petra Wick',
      outcome: 'changed',
      changes: [
        { field: 'Title', before: 'Officer', after: 'Lead officer' },
        { field: 'Organisation', before: 'Youth Service', after: 'Dale Buses' },
      ],
      notes: [],
      choices: [],
    })
    expect(plan.lines.slice(3).map(({ notes }) => notes)).toEqual([
      ['There is no name.'],
      ['This looks like “Tomas Birk”, but is not the same.'],
    ])
    const ruth = peopleIn(plan).find(({ name }) => name === 'Ruth Calder')
    expect(ruth).toEqual({
      ...person('Ruth Calder', { id: ruth?.id ?? '', initials: 'RC', revision: 0 }),
      title: 'Adviser',
      organisation: 'Youth Service',
      email: 'ruth@example.org',
    })
    expect(isNewId(ruth?.id ?? '')).toBe(true)
  })

  it('[DI23] an empty cell keeps what is there, and who is not in the file stays', () => {
    const plan = planSheet(who, [
      ['Name', 'Initials', 'Title', 'Organisation', 'E-mail', 'Also known as'],
      ['Petra Wick', '', '', '', '', ''],
    ])
    expect(plan.entries).toEqual(who.entries)
    expect(countLines(plan.lines)).toMatchObject({ unchanged: 1, changed: 0 })
  })

  it('[DI20] an organisation that only a person’s row names is added, on a line of its own', () => {
    const plan = planSheet(who, [
      ['Name', 'Service', 'Email address'],
      ['Ruth Calder', 'Carers', 'ruth@example.org'],
      ['Miles Orchard', 'CARERS', ''],
      ['Dilys Roan', 'Dale Busses', ''],
    ])
    expect(plan.lines.map(({ noun, name, outcome }) => `${outcome} ${noun} ${name}`)).toEqual([
      'new people Ruth Calder',
      'new organisations Carers',
      'new people Miles Orchard',
      'new people Dilys Roan',
    ])
    expect(plan.lines[3]?.notes).toEqual([
      '“Dale Busses” looks like “Dale Buses”, but is not the same. The organisation was left as it is.',
    ])
  })

  it('[DI22] a row that may mean several people waits until somebody says which', () => {
    const two = directory(...who.entries, person('Petra Wick', { id: 'other', title: 'Nurse' }))
    const rows = [
      ['Name', 'Title'],
      ['Petra Wick', 'Chief nurse'],
    ]
    const asked = planSheet(two, rows)
    expect(asked.entries).toEqual(two.entries)
    expect(asked.lines[0]?.choices).toEqual([
      { value: 'Petra Wick', label: 'It is Petra Wick (Officer, Youth Service)' },
      { value: 'other', label: 'It is Petra Wick (Nurse)' },
      { value: 'add', label: 'Add it as a new one' },
    ])
    const other = planSheet(two, rows, { '1:2': 'other' })
    expect(other.lines[0]).toMatchObject({ outcome: 'changed' })
    expect(titlesOf(other)).toEqual(['Officer', '', 'Chief nurse'])
    expect(titlesOf(planSheet(two, rows, { '1:2': 'add' }))).toEqual([
      'Officer',
      '',
      'Nurse',
      'Chief nurse',
    ])
    expect(planSheet(two, rows, { '1:2': 'Dale Buses' }).entries).toEqual(two.entries)
  })

  it('[DI22] of several people with one name, e-mail address or organisation tell who is meant', () => {
    const two = directory(...who.entries, person('Petra Wick', { id: 'other', title: 'Nurse' }))
    const byEmail = planSheet(two, [
      ['Name', 'Title', 'E-mail'],
      ['Petra Wick', 'Chief', 'PETRA@example.org'],
    ])
    const byOrganisation = planSheet(two, [
      ['Name', 'Title', 'Organisation'],
      ['Petra Wick', 'Chief', 'YS'],
    ])
    expect([titlesOf(byEmail)[0], titlesOf(byOrganisation)[0]]).toEqual(['Chief', 'Chief'])
  })

  it('[DI22] a name that stands in the file twice is taken once', () => {
    const plan = planSheet(who, [
      ['Name', 'Title'],
      ['Ruth Calder', 'One'],
      ['Ruth Calder', 'Two'],
      ['Petra Wick', 'Three'],
      ['Petra Wick', 'Four'],
    ])
    expect(plan.lines.map(({ outcome }) => outcome)).toEqual([
      'new',
      'unclear',
      'changed',
      'unclear',
    ])
    expect(titlesOf(plan)).toEqual(['Three', '', 'One'])
  })

  it('[DI20] a name changes only where the id says who it is', () => {
    const plan = planSheet(who, [
      ['Name', 'Id'],
      ['Petra Wick-Jones', 'Petra Wick'],
      ['TOMAS BIRK', ''],
    ])
    expect(peopleIn(plan).map(({ name }) => name)).toEqual(['Petra Wick-Jones', 'Tomas Birk'])
  })

  const values: [heading: string, cell: string, note: string][] = [
    ['E-mail', 'not one', '“not one” is not an e-mail address. “E-mail” was left as it is.'],
    [
      'Initials',
      'ABCDEFGHI',
      '“ABCDEFGHI” is longer than 8 letters. “Initials” was left as it is.',
    ],
    [
      'Also known as',
      'a;b;c;d;e;f;g;h;i;j;k;l;m;n;o;p;q;r;s;t;u',
      '“a;b;c;d;e;f;g;h;i;j;k;l;m;n;o;p;q;r;s;t;u” is more than 20 names. “Also known as” was left as it is.',
    ],
  ]
  it.each(values)('[DI20] %s “%s” is left out and said', (heading, cell, note) => {
    const plan = planSheet(who, [
      ['Name', heading, 'Title'],
      ['Petra Wick', cell, 'Chief'],
    ])
    expect(plan.lines[0]).toMatchObject({ outcome: 'changed', notes: [note] })
    expect(titlesOf(plan)[0]).toBe('Chief')
  })

  it('[DI20] groups, what they are part of and their members come from their tables, in any order', () => {
    const plan = planImport(who, {
      sheets: [
        sheet('Members', [
          ['Group', 'Person', 'Role', 'Representing', 'On behalf of'],
          ['Inner group', 'Tomas Birk', 'Chair', '', 'Dale Buses'],
          ['Inner group', 'Petra Wick', '', 'the valley', ''],
          ['Board', 'Petra Wick', 'Chair', '', ''],
          ['Board', 'Nobody', '', '', ''],
          ['Board', 'Tomas Birk', 'King', '', ''],
          ['Board', 'Tomas Birk', 'Member', '', ''],
        ]),
        sheet('Groups', [
          ['Name', 'Kind', 'Part of', 'Ages from', 'Ages to'],
          ['Inner group', 'youth group', 'Outer group', '11', ''],
          ['Outer group', 'decisionBody', 'Inner group', '90', '11'],
          ['Board', 'Sub-group', 'Nothing there', 'x', ''],
        ]),
      ],
    })
    const [board, inner, outer] = groupsIn(plan)
    expect(inner).toMatchObject({ kind: 'youth', parent: outer?.id, ages: { from: 11, to: 11 } })
    expect(outer).toMatchObject({ kind: 'decisionBody', parent: null, ages: { from: 11, to: 90 } })
    expect(inner?.members).toEqual([
      membership('Tomas Birk', { role: 'chair', organisation: 'Dale Buses' }),
      membership('Petra Wick', { role: 'representing', representing: 'the valley' }),
    ])
    expect(board).toMatchObject({ kind: 'subGroup', parent: null, ages: null })
    expect(board?.members.map(({ person, role }) => [person, role])).toEqual([
      ['Petra Wick', 'chair'],
      ['Tomas Birk', 'member'],
    ])
    expect(plan.lines.flatMap(({ notes }) => notes)).toEqual([
      'A group cannot be part of itself. “Part of” was left as it is.',
      '“x” is not an age from 0 to 99. “Ages from” was left as it is.',
      '“Nothing there” is not in the directory or in this file. “Part of” was left as it is.',
      'There is no person “Nobody” in the directory or in this file.',
      '“King” is none of Chair, Member, Representing. “Role” was left as it is.',
      'This stands in the file twice.',
    ])
  })

  it('[DI20] a champion may be somebody of a later table', () => {
    const plan = planImport(who, {
      sheets: [
        sheet('Organisations', [
          ['Name', 'Champion', 'Public mailbox'],
          ['Dale Buses', 'Ruth Calder', 'buses@example.org'],
        ]),
        sheet('People', [['Name'], ['Ruth Calder']]),
      ],
    })
    const ruth = peopleIn(plan).at(-1)
    expect(plan.entries.find(({ name }) => name === 'Dale Buses')).toMatchObject({
      champion: ruth?.id,
      contactMailbox: 'buses@example.org',
    })
  })

  const found: [what: string, name: string, headings: string[], noun: string | null][] = [
    ['our own headings', 'x', ['Name', 'Initials', 'Title'], 'people'],
    ['a membership list', 'x', ['Member', 'Service', 'Email address'], 'people'],
    ['other words', 'x', ['FULL NAME', 'Job Title', 'Organization'], 'people'],
    ['who is in which group', 'x', ['Group name', 'Member', 'Role'], 'members'],
    ['groups', 'x', ['Name', 'Type', 'Parent group'], 'groups'],
    ['organisations', 'x', ['Partner', 'Champion'], 'organisations'],
    ['the name of the sheet decides', 'Our groups', ['Name', 'Kind'], 'groups'],
    ['the name of the sheet alone', 'People', ['Name'], 'people'],
    ['one heading says too little', 'x', ['Name'], null],
    ['something else', 'x', ['Objective', 'Action', 'Lead'], null],
  ]
  it.each(found)('[DI24] %s', (_what, name, headings, noun) => {
    const plan = planImport(who, { sheets: [sheet(name, [headings])] })
    expect(plan.tables.map((table) => table.noun)).toEqual(noun === null ? [] : [noun])
    expect(plan.skipped).toEqual(noun === null ? [name] : [])
  })

  it('[DI24] headings may stand below a title; columns nobody knows are named', () => {
    const plan = planSheet(who, [
      ['Members of the board 2026'],
      [],
      ['Name', 'Shoe size', 'Title'],
      [],
      ['Petra Wick', '38', 'Chief'],
    ])
    expect(plan.tables[0]?.unknown).toEqual(['Shoe size'])
    expect(plan.lines[0]).toMatchObject({ row: 5, outcome: 'changed' })
  })

  it('[DI19] an export that comes back changes nothing', () => {
    const demo = directory(...demoDirectory())
    expect(planTables(demo).entries).toEqual(demo.entries)
  })

  it('[DI19] whatever is in the directory', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const before = randomDirectory(seed)
      const plan = planTables(before)
      expect({ seed, entries: plan.entries }).toEqual({ seed, entries: before.entries })
      expect({ seed, ...countLines(plan.lines) }).toMatchObject({
        seed,
        new: 0,
        changed: 0,
        unclear: 0,
      })
    }
  })

  it('[DI19] and without the e-mail addresses it keeps those there are', () => {
    const tables = asTables(who, { hasEmail: false })
    expect(JSON.stringify(tables)).not.toContain('@')
    expect(planImport(who, { sheets: tables }).entries).toEqual(who.entries)
  })

  it('[DI19] an export builds the same directory in an empty one', () => {
    const demo = directory(...demoDirectory())
    const built = planImport({ entries: [] }, { sheets: asTables(demo, { hasEmail: true }) })
    const plain = (entries: readonly Entry[]) =>
      asTables(directory(...entries), { hasEmail: true }).map(({ rows }) =>
        rows.map((cells) => cells.filter((cell) => !cell.startsWith('new-') && !isDemoId(cell))),
      )
    const isDemoId = (cell: string) => demo.entries.some(({ id }) => id === cell)
    expect(plain(built.entries)).toEqual(plain(demo.entries))
  })

  it('[DI20] 5,000 people are compared with 5,000', () => {
    const people = Array.from({ length: 5000 }, (_, n) => person(nameNumber(n), { id: `p${n}` }))
    const before = directory(organisation('Youth Service'), ...people)
    const rows = people.map(({ name }, n) => [name, n % 2 === 0 ? 'Officer' : '', 'Youth Service'])
    const plan = planSheet(before, [['Name', 'Title', 'Organisation'], ...rows])
    expect(countLines(plan.lines)).toMatchObject({ changed: 5000 })
  })
})

function planSheet(before: Directory, rows: string[][], choices?: ImportChoices) {
  return planImport(before, { sheets: [sheet('list', rows)], ...(choices && { choices }) })
}

/** Out as CSV files and back in. */
function planTables(before: Directory) {
  const sheets = asTables(before, { hasEmail: true }).map(({ name, rows }) =>
    sheet(name, readCsv(writeCsv(rows), { rows: 5000, columns: 50 }) ?? []),
  )
  return planImport(before, { sheets })
}

function sheet(name: string, rows: string[][]) {
  return { name, rows }
}

function titlesOf(plan: Pick<Directory, 'entries'>): string[] {
  return peopleIn(plan).map(({ title }) => title)
}

/** 5,000 names of which no two look alike. */
function nameNumber(n: number): string {
  const letters = [...String(n).padStart(4, '0')].map((digit) =>
    'abcdefghij'[Number(digit)]?.repeat(3),
  )
  return `Person ${letters.join('')}`
}
