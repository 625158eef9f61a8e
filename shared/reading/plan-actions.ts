import { choicesOf, readChoices } from '../columns/choices.ts'
import { FRAMEWORKS } from '../columns/frameworks.ts'
import { spanOf } from './edtf.ts'
import { alignedLines } from './lines.ts'
import type { CellLine } from './lines.ts'
import { nameOfRow } from './plan-check.ts'
import { rowsOfPlan, wordsIn } from './plan.ts'
import type { Plan, PlanRow } from './plan.ts'
import type { PlanReadings } from './plan-reader.ts'
import type { Day } from './timescale/calendar.ts'
import type { TimescaleReading } from './timescale/reading.ts'

/** A row of a plan as the views show it: in its own words, with what they are read as. */
export interface PlanAction {
  /** That of its row; of the lines of one row, each but the first has that of its words. */
  id: string
  position: number
  group: string
  /** What is done, in short. */
  name: string
  /** The words of each shown column that has any, in the order of the columns. */
  words: { heading: string; text: string; isName: boolean }[]
  when: TimescaleReading[]
  /** Each once, leads before supporters. */
  leads: { name: string; isSupporting: boolean }[]
  /** Those of a framework that it serves: by its column, or by the standard its group is named after. */
  standards: string[]
}

export interface ActionFilter {
  search: string
  /** '' for all. */
  group: string
  lead: string
}

/** Every action with words, in the order of the document. */
export function actionsOf({ plans, readings }: PlanReadings): PlanAction[] {
  return plans.flatMap((plan) => {
    const all = rowsOfPlan(plan)
    const groups = new Map(
      plan.groups.flatMap(({ title, rows }) => rows.map((row) => [row, title])),
    )
    return all.flatMap((row, index) => {
      if (!row.cells.some(({ text }) => text.trim() !== '')) return []
      const name = nameOfRow(plan, { all, row, index })
      const words = plan.columns
        .filter(({ isHidden }) => !isHidden)
        .map(({ key, heading, kind }) => ({
          heading,
          text: wordsIn(all, index, key),
          isName: kind === 'actions',
        }))
        .filter(({ text }) => text !== '')
      const group = groups.get(row) ?? ''
      const { id, position } = row
      const standards = standardsOf(plan, { all, index, group })
      const meaning = meaningOf(all, index, readings)
      const action = { id, position, group, name, words, standards, ...meaning }
      return linesOf(action, { plan, all, index, readings })
    })
  })
}

/** The action of each line, where the lines of a row were said to belong together. */
function linesOf(
  action: PlanAction,
  {
    plan,
    all,
    index,
    readings,
  }: { plan: Plan; all: readonly PlanRow[]; index: number; readings: PlanReadings['readings'] },
): PlanAction[] {
  const row = all[index]
  const aligned = row === undefined ? null : alignedLines(row)
  if (row === undefined || aligned === null) return [action]
  const [names = []] = plan.columns
    .filter(({ kind }) => kind === 'actions')
    .flatMap(({ key }) => {
      const own = aligned.get(key)
      return own === undefined ? [] : [own]
    })
  return names.map((line, at): PlanAction => {
    const words = plan.columns
      .filter(({ isHidden }) => !isHidden)
      .map(({ key, heading, kind }) => ({
        heading,
        text: aligned.get(key)?.[at]?.text.trim() ?? wordsIn(all, index, key),
        isName: kind === 'actions',
      }))
      .filter(({ text }) => text !== '')
    const id = idOfLine(action.id, line, at)
    const only = new Map(
      [...aligned].flatMap(([key, lines]) => {
        const own = lines[at]
        return own === undefined ? [] : [[key, own] as const]
      }),
    )
    const name = line.text.replace(/\s+/g, ' ').trim()
    return { ...action, id, name, words, ...meaningOf(all, index, readings, only) }
  })
}

/** The ids of the actions of a row: its own, and those of its further lines. */
export function idsOfLines(plan: Plan, row: PlanRow): string[] {
  const aligned = alignedLines(row)
  const [names = []] = plan.columns
    .filter(({ kind }) => kind === 'actions')
    .flatMap(({ key }) => {
      const own = aligned?.get(key)
      return own === undefined ? [] : [own]
    })
  return names.length === 0 ? [row.id] : names.map((line, at) => idOfLine(row.id, line, at))
}

function idOfLine(row: string, { node }: CellLine, at: number): string {
  return at === 0 ? row : String(node.attrs['id'] ?? `${row}-${at + 1}`)
}

export function groupsIn(actions: readonly PlanAction[]): string[] {
  return [...new Set(actions.map(({ group }) => group))].filter((group) => group !== '')
}

export function standardsIn(actions: readonly PlanAction[]): string[] {
  return [...new Set(actions.flatMap(({ standards }) => standards))]
}

export function leadsIn(actions: readonly PlanAction[]): string[] {
  const names = new Set(actions.flatMap(({ leads }) => leads.map(({ name }) => name)))
  return [...names].toSorted((a, b) => a.localeCompare(b, 'en-GB'))
}

/** Those that fit, in their order. */
export function filterActions(
  actions: readonly PlanAction[],
  { search, group, lead }: ActionFilter,
): PlanAction[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean)
  return actions.filter((action) => {
    if (group !== '' && action.group !== group) return false
    if (lead !== '' && !action.leads.some(({ name }) => name === lead)) return false
    if (wanted.length === 0) return true
    const text = [action.group, ...action.words.map(({ text: words }) => words)].join(' ')
    const leads = action.leads.map(({ name }) => name).join(' ')
    const all = `${text} ${leads}`.toLowerCase()
    return wanted.every((word) => all.includes(word))
  })
}

/** A mark on the timeline. `bar` has two ends, `open` one that is not known, `due` one day. */
export interface TimelineMark {
  shape: 'bar' | 'open' | 'due'
  first: Day
  last: Day
  reading: TimescaleReading
}

/** The marks of an action; none if nothing in its timescale is a date. */
export function marksOf({ when }: Pick<PlanAction, 'when'>): TimelineMark[] {
  return when.flatMap((reading): TimelineMark[] => {
    const span = reading.edtf === undefined ? null : spanOf(reading.edtf)
    if (span === null) return []
    const last = reading.due ?? span.last
    if (reading.kind === 'range' && span.first !== null && last !== null) {
      return [{ shape: 'bar', first: span.first, last, reading }]
    }
    if (last === null || reading.kind === 'from') {
      return span.first === null
        ? []
        : [{ shape: 'open', first: span.first, last: span.first, reading }]
    }
    return [{ shape: 'due', first: last, last, reading }]
  })
}

/** Whole calendar years around all marks; null if there are none. */
export function yearsAround(marks: readonly TimelineMark[]): { from: number; to: number } | null {
  if (marks.length === 0) return null
  const years = marks.flatMap(({ first, last }) => [
    Number(first.slice(0, 4)),
    Number(last.slice(0, 4)),
  ])
  return { from: Math.min(...years), to: Math.max(...years) }
}

function standardsOf(
  { columns }: Plan,
  { all, index, group }: { all: readonly PlanRow[]; index: number; group: string },
): string[] {
  const own = columns
    .filter(({ kind }) => kind === 'standard')
    .flatMap((column) => {
      const text = wordsIn(all, index, column.key)
      const { chosen, unknown } = readChoices(text, choicesOf(column) ?? [])
      return [...chosen.map(({ label }) => label), ...unknown]
    })
  if (own.length > 0) return [...new Set(own)]
  return Object.values(FRAMEWORKS)
    .flatMap(({ standards }) => readChoices(group, standards).chosen)
    .slice(0, 1)
    .map(({ label }) => label)
}

function meaningOf(
  all: readonly PlanRow[],
  index: number,
  readings: PlanReadings['readings'],
  only: ReadonlyMap<string, CellLine> = new Map(),
): Pick<PlanAction, 'when' | 'leads'> {
  const when: TimescaleReading[] = []
  const leads = new Map<string, boolean>()
  for (const cell of all[index]?.cells ?? []) {
    const from = cell.isSame && cell.text.trim() === '' ? above(all, index, cell.key) : cell
    const reading = from === undefined ? undefined : readings.get(from)
    const line = only.get(cell.key)
    const isMeant = ({ start }: { start: number }) =>
      line === undefined || (start >= line.start && start < line.end)
    if (reading?.kind === 'timescale') when.push(...reading.readings.filter(isMeant))
    if (reading?.kind !== 'leads') continue
    for (const { parties, supporting } of reading.readings.filter(isMeant)) {
      for (const { text, known } of parties) leads.set(known?.name ?? text, false)
      for (const { text, known } of supporting) {
        const name = known?.name ?? text
        if (!leads.has(name)) leads.set(name, true)
      }
    }
  }
  const named = [...leads].map(([name, isSupporting]) => ({ name, isSupporting }))
  return { when, leads: named.toSorted((a, b) => Number(a.isSupporting) - Number(b.isSupporting)) }
}

/** The nearest cell above in this column that speaks for itself. */
function above(all: readonly PlanRow[], index: number, key: string) {
  for (let at = index - 1; at >= 0; at--) {
    const cell = all[at]?.cells.find((each) => each.key === key)
    if (cell !== undefined && !cell.isSame) return cell
  }
  return undefined
}
