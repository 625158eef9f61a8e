import { describe, expect, it } from 'vitest'
import { writeCalendar } from '../../../shared/delivery/calendar-file.ts'
import { dueList, exceptionList } from '../../../shared/delivery/lists.ts'
import type { Progress } from '../../../shared/delivery/lists.ts'
import { USUAL_STATUSES } from '../../../shared/delivery/statuses.ts'
import { viewRows } from '../../../shared/delivery/view-rows.ts'
import type { RowFilter } from '../../../shared/delivery/view-rows.ts'
import { actionsOf } from '../../../shared/reading/plan-actions.ts'
import { createPlanReader } from '../../../shared/reading/plan-reader.ts'
import { bodyFromJson } from '../../../server/domain/body.ts'
import { document, group, plan, row } from '../../../shared/templates/blocks.ts'
import { createRandom } from '../../support/random.ts'

let ids = 0
const body = bodyFromJson(
  document(
    plan(
      'priorityPlan4',
      group(
        'A',
        row({ action: 'late', timescale: 'By March 2026', lead: 'Ann' }),
        row({ action: 'next', timescale: 'May 2026', lead: 'Bob' }),
        row({ action: 'two dates', timescale: 'March 2026 and March 2027', lead: 'Ann' }),
        row({ action: 'always', timescale: 'Ongoing', lead: 'Ann' }),
        row({ action: 'nobody', timescale: 'July 2026' }),
        row({ action: 'no day', lead: 'Bob' }),
      ),
    ),
  ),
  () => `id${++ids}`,
)
const read = createPlanReader().read(body)
const actions = read === null ? [] : actionsOf(read)
const idOf = (name: string) => actions.find((action) => action.name === name)?.id ?? ''
const at = (status: string, revised: string | null = null, changedAt = '2026-04-20'): Progress => ({
  status,
  revised,
  changedAt: `${changedAt}T09:00:00.000Z`,
})
const lists = { statuses: USUAL_STATUSES, rows: {}, today: '2026-04-28' }

describe('lists of a plan', () => {
  it('[DE11] the due list has what is still to be done, the earliest first', () => {
    const shown = (rows: Record<string, Progress>) =>
      dueList(actions, { ...lists, rows }).map(({ action, due, isOverdue }) => [
        action.name,
        due,
        isOverdue,
      ])
    expect(shown({})).toEqual([
      ['late', '2026-03-31', true],
      ['next', '2026-05-31', false],
      ['nobody', '2026-07-31', false],
      ['two dates', '2027-03-31', false],
    ])
    expect(
      shown({ [idOf('late')]: at('done'), [idOf('next')]: at('onTrack', '2026-12-01') }),
    ).toEqual([
      ['nobody', '2026-07-31', false],
      ['next', '2026-12-01', false],
      ['two dates', '2027-03-31', false],
    ])
  })

  it('[DE12] exceptions are what is overdue, off track, without news, without a lead or a date', () => {
    const rows = {
      [idOf('late')]: at('onTrack', null, '2026-01-01'),
      [idOf('next')]: at('offTrack'),
      [idOf('always')]: at('done'),
    }
    const found = exceptionList(actions, { ...lists, rows, silentDays: 90 })
    expect(found.map(({ kind, action, note }) => [kind, action.name, note])).toEqual([
      ['overdue', 'late', '2026-03-31'],
      ['trouble', 'next', 'Off track'],
      ['silent', 'late', '117 days'],
      ['noLead', 'nobody', ''],
      ['noDate', 'no day', ''],
    ])
  })

  it('[DE9] no line of a calendar is longer than 75 octets, and no letter is cut', () => {
    const random = createRandom(7)
    const words = () => Array.from({ length: random.below(60) }, () => random.word()).join(' ')
    for (let round = 0; round < 50; round++) {
      const [summary, description] = [words(), `${words()}\n${words()}`]
      const text = writeCalendar({
        name: words(),
        entries: [
          {
            uid: 'a@b',
            sequence: round,
            first: '2026-12-31',
            last: '2026-12-31',
            summary,
            description,
            url: 'https://example.org/documents/x',
            isDone: false,
            changedAt: '2026-04-20T09:00:00.000Z',
          },
        ],
      })
      const lines = text.split('\r\n')
      expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
      expect(text).not.toContain('\ufffd')
      expect(text.replaceAll('\r\n ', '')).toContain(
        `DESCRIPTION:${description.replace('\n', '\\n')}`,
      )
      expect(lines).toContain('DTEND;VALUE=DATE:20270101')
    }
  })
})

describe('the last day of all', () => {
  it('[DE9] is a day in a calendar too', () => {
    const text = writeCalendar({
      name: 'Approvals',
      entries: [
        {
          uid: 'a@b',
          sequence: 0,
          first: '9999-12-31',
          last: '9999-12-31',
          summary: 'Meeting',
          description: '',
          url: 'https://example.org/documents/x',
          isDone: false,
          changedAt: '2026-04-20T09:00:00.000Z',
        },
      ],
    })
    expect(text.split('\r\n')).toContain('DTEND;VALUE=DATE:99991231')
  })
})

describe('the rows of a view', () => {
  const all = { search: '', group: '', lead: '', status: '', sort: 'document' } as const
  const rows = { [idOf('next')]: at('done'), [idOf('always')]: at('atRisk') }
  const names = (filter: Partial<RowFilter>) =>
    viewRows(actions, { ...all, ...filter }, { ...lists, rows }).map(({ name }) => name)

  it('[RE32] are narrowed by status, and ordered without touching the document', () => {
    const before = actions.map(({ name }) => name)
    expect(names({ status: 'atRisk' })).toEqual(['always'])
    expect(names({ lead: 'Ann', search: 'dates' })).toEqual(['two dates'])
    expect(names({ sort: 'due' })).toEqual([
      'late',
      'next',
      'nobody',
      'two dates',
      'always',
      'no day',
    ])
    expect(names({ sort: 'status' })).toEqual([
      'late',
      'two dates',
      'nobody',
      'no day',
      'always',
      'next',
    ])
    expect(names({ sort: 'lead' }).at(-1)).toBe('nobody')
    expect(names({ sort: 'name' })).toEqual(before.toSorted())
    expect(names({})).toEqual(before)
  })

  it('[RE36] an action serves what its column names, or the standard its group is named after', () => {
    const framed = bodyFromJson(
      document(plan('standardsPlan5', group('1. Shared values', row({ action: 'one' }))), {
        ...plan(
          'priorityPlan4',
          group('2. Strategy', row({ action: 'two', st: 'Staff; Systems' })),
        ),
      }),
      () => `standard${++ids}`,
    )
    const json = JSON.parse(JSON.stringify(framed.toJSON()))
    json.content[1].content[0].content.push({
      type: 'actionColumn',
      attrs: { key: 'st', kind: 'standard', width: 1 },
      content: [{ type: 'text', text: 'Standards' }],
    })
    const found = createPlanReader().read(framed.type.schema.nodeFromJSON(json))
    expect(found === null ? [] : actionsOf(found).map(({ standards }) => standards)).toEqual([
      ['Shared values'],
      ['Staff', 'Systems'],
    ])
  })
})
