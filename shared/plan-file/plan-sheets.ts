import type { Node } from '@tiptap/pm/model'
import { COLUMN_KINDS } from '../columns/index.ts'
import { asSafeCell } from '../directory/formula.ts'
import { plansOf, rowsOfPlan } from '../reading/plan.ts'
import type { Plan, PlanRow } from '../reading/plan.ts'
import { linesOf, plain, textOfLines } from './cell-lines.ts'
import { PROGRESS_HEADINGS, markedProgress, progressCells } from './plan-progress.ts'
import type { PlanProgress } from './plan-progress.ts'
import { rowMark } from './row-mark.ts'

/** The headings of the columns that are no columns of the plan. */
export const PLAN_HEADING = 'Plan'
export const GROUP_HEADING = 'Group'
export const MARK_HEADING = 'Row id (leave as it is)'

/** An action table on its way out. Rows begin with the headings; cells are safe in a spreadsheet. */
export interface PlanSheet {
  name: string
  rows: string[][]
}

/** A plan as a table of text: what files are written from and compared with. */
export interface PlanTable {
  plan: Plan
  /** From 1, in the order of the document. */
  number: number
  /** Each column under a heading of its own. */
  columns: { key: string; heading: string; isLocked: boolean }[]
  rows: TableRow[]
}

export interface TableRow {
  row: PlanRow
  group: string
  /** The words of each column by key, with those of the row above where a cell means the same. */
  words: ReadonlyMap<string, string>
  /** Keys of cells that say nothing of their own and mean the one above. */
  same: ReadonlySet<string>
}

export function tablesOf(body: Node): PlanTable[] {
  return plansOf(body).map((plan, index) => ({
    plan,
    number: index + 1,
    columns: headed(plan),
    rows: rowsIn(plan),
  }))
}

/** One sheet for each plan, as in a workbook, with how its actions get on where that is given. */
export function sheetsOf(body: Node, progress: PlanProgress | null = null): PlanSheet[] {
  return tablesOf(body).map((table) => ({
    name: `Action plan ${table.number}`,
    rows: [
      [
        GROUP_HEADING,
        ...table.columns.map(({ heading }) => heading),
        ...progressHeadings(progress),
        MARK_HEADING,
      ],
      ...table.rows.map((row) => {
        const behind = progressOf(table, row, progress)
        const words = table.columns.map(({ key }) => row.words.get(key) ?? '')
        return [row.group, ...words, ...behind.cells, behind.mark]
      }),
    ].map((cells) => cells.map(asSafeCell)),
  }))
}

/** All plans in one table, as in a CSV file: columns of the same heading are one. */
export function rowsOfAll(body: Node, progress: PlanProgress | null = null): string[][] {
  const tables = tablesOf(body)
  const headings = [
    ...new Set(tables.flatMap(({ columns }) => columns.map(({ heading }) => heading))),
  ]
  const hasMany = tables.length > 1
  const first = hasMany ? [PLAN_HEADING, GROUP_HEADING] : [GROUP_HEADING]
  const rows = tables.flatMap((table) =>
    table.rows.map((row) => {
      const behind = progressOf(table, row, progress)
      return [
        ...(hasMany ? [String(table.number)] : []),
        row.group,
        ...headings.map((heading) => {
          const column = table.columns.find((each) => each.heading === heading)
          return column === undefined ? '' : (row.words.get(column.key) ?? '')
        }),
        ...behind.cells,
        behind.mark,
      ]
    }),
  )
  const all = [...first, ...headings, ...progressHeadings(progress), MARK_HEADING]
  return [all, ...rows].map((cells) => cells.map(asSafeCell))
}

function progressHeadings(progress: PlanProgress | null): string[] {
  return progress === null ? [] : Object.values(PROGRESS_HEADINGS)
}

/** What stands behind the words of a row: how it gets on, and its mark. */
function progressOf(
  table: PlanTable,
  row: TableRow,
  progress: PlanProgress | null,
): { cells: string[]; mark: string } {
  const { id } = row.row
  if (progress === null) return { cells: [], mark: rowMark(id, row.words) }
  const cells = progressCells(table, row, progress)
  const mark = rowMark(id, new Map([...row.words, ...markedProgress(cells)]))
  return { cells: [...cells.values()], mark }
}

/** Two columns of one heading, and those without, are told apart by a number. */
function headed({ columns }: Plan): PlanTable['columns'] {
  const taken = new Set([
    PLAN_HEADING,
    GROUP_HEADING,
    MARK_HEADING,
    ...Object.values(PROGRESS_HEADINGS),
  ])
  return columns.map(({ key, heading, kind, isLocked }) => {
    const words = plain(heading).replace(/\s+/g, ' ').trim() || COLUMN_KINDS[kind]
    let label = words
    for (let number = 2; taken.has(label); number++) label = `${words} (${number})`
    taken.add(label)
    return { key, heading: label, isLocked }
  })
}

function rowsIn(plan: Plan): TableRow[] {
  const rows: TableRow[] = []
  for (const { title, rows: own } of plan.groups) {
    for (const row of own) {
      const above = rows.at(-1)
      const words = new Map<string, string>()
      const same = new Set<string>()
      for (const { key } of plan.columns) {
        const cells = row.cells.filter((cell) => cell.key === key)
        const text = cells.map(({ node }) => textOfLines(linesOf(node))).join('\n')
        const isSame = text.trim() === '' && cells.some((cell) => cell.isSame)
        if (isSame) same.add(key)
        words.set(key, isSame ? (above?.words.get(key) ?? '') : text)
      }
      rows.push({ row, group: plain(title), words, same })
    }
  }
  return rows
}

export function rowsWithIds(tables: readonly PlanTable[]): Map<string, [PlanTable, TableRow]> {
  return new Map(
    tables.flatMap((table) =>
      rowsOfPlan(table.plan).flatMap(({ id }, at): [string, [PlanTable, TableRow]][] => {
        const row = table.rows[at]
        return row === undefined ? [] : [[id, [table, row]]]
      }),
    ),
  )
}
