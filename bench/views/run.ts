import { parseArgs } from 'node:util'
import { viewRows } from '../../shared/delivery/view-rows.ts'
import type { RowFilter } from '../../shared/delivery/view-rows.ts'
import { dueList, exceptionList } from '../../shared/delivery/lists.ts'
import { USUAL_STATUSES } from '../../shared/delivery/statuses.ts'
import { comparePlans } from '../../shared/plan-file/plan-import.ts'
import { rowsOfAll } from '../../shared/plan-file/plan-sheets.ts'
import { actionsOf } from '../../shared/reading/plan-actions.ts'
import { createPlanReader } from '../../shared/reading/plan-reader.ts'
import { editState } from '../../shared/writing/edit-state.ts'
import { applyImport } from '../../shared/plan-file/apply-import.ts'
import { bodyFromJson, firstUpdate } from '../../server/domain/body.ts'
import { group, document, plan, row } from '../../shared/templates/blocks.ts'
import { createRandom } from '../../tests/support/random.ts'

/** Filtering, ordering and bringing back a long plan, in Node: what a view computes for each key. */
const { values } = parseArgs({ options: { rows: { type: 'string', default: '2000' } } })
const count = Number(values.rows)
const random = createRandom(1)
const words = () => Array.from({ length: 9 }, () => random.word()).join(' ')
const LEADS = ['Youth Service', 'Net Loft', 'Road Safety Team', 'Ilse Marr / Tom Ray']
const WHEN = ['December 26', 'Ongoing', 'From Sept 2026', 'March 2027 and March 2028', 'Tbc']

let ids = 0
const newId = () => `row${String(++ids).padStart(8, '0')}`
const rows = Array.from({ length: count }, () =>
  row({
    objective: words(),
    action: words(),
    timescale: random.pick(WHEN),
    lead: random.pick(LEADS),
  }),
)
const groups = Array.from({ length: Math.ceil(count / 50) }, (_, at) =>
  group(`Priority ${at + 1}`, ...rows.slice(at * 50, at * 50 + 50)),
)
const body = bodyFromJson(document(plan('priorityPlan4', ...groups)), newId)
const reader = createPlanReader()

const time = (name: string, work: () => unknown, runs = 30) => {
  const taken = Array.from({ length: runs }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  }).toSorted((one, other) => one - other)
  const at = (share: number) => (taken[Math.floor((runs - 1) * share)] ?? 0).toFixed(1)
  process.stdout.write(`${name.padEnd(44)} p50 ${at(0.5)} ms   p95 ${at(0.95)} ms\n`)
}

time('read all rows for the first time', () => createPlanReader().read(body), 5)
const read = reader.read(body)
if (read === null) throw new Error('A reading that may take its time always ends')
time('make the rows of the views', () => actionsOf(read), 10)
const actions = actionsOf(read)
const statuses = USUAL_STATUSES
const delivery = Object.fromEntries(
  actions.map(({ id }, at) => [
    id,
    { status: statuses[at % 5]?.key ?? '', revised: null, changedAt: '2026-04-20T09:00:00.000Z' },
  ]),
)
const lists = { statuses, rows: delivery, today: '2026-11-22' }
const all: RowFilter = { search: '', group: '', lead: '', status: '', sort: 'document' }
const filters: [string, Partial<RowFilter>][] = [
  ['search for two words', { search: 'a b' }],
  ['by lead and status', { lead: 'Net Loft', status: 'atRisk' }],
  ['order by day', { sort: 'due' }],
  ['order by status', { sort: 'status' }],
  ['order by lead', { sort: 'lead' }],
  ['search, and order by day', { search: 'a', sort: 'due' }],
]
for (const [name, filter] of filters) {
  time(`${name}, ${count} rows`, () => viewRows(actions, { ...all, ...filter }, lists))
}
time('due list and exceptions', () => [
  dueList(actions, lists),
  exceptionList(actions, { ...lists, silentDays: 90 }),
])

const sheet = rowsOfAll(body).map((cells) => [...cells])
for (const cells of sheet.filter((_, at) => at % 100 === 1)) cells[2] = 'Other words'
const sheets = [{ name: 'plan', rows: sheet }]
time('compare a file with the plan', () => comparePlans(body, sheets), 5)
const state = firstUpdate(body)
const found = comparePlans(body, sheets)
const change = () =>
  editState(state, (now) => applyImport(now, found, { isRemoving: false, newId }))
time(`take ${found.changed.length} changed rows in`, change, 5)
process.stdout.write(`the update for ${found.changed.length} cells: ${change()?.length} bytes\n`)
