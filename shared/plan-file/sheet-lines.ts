import type { ProgressField } from '../api-delivery.ts'
import { fromSafeCell } from '../directory/formula.ts'
import type { Sheet } from '../directory/found-tables.ts'
import { plain } from './cell-lines.ts'
import { progressField } from './plan-progress.ts'
import { GROUP_HEADING, MARK_HEADING, PLAN_HEADING } from './plan-sheets.ts'
import type { PlanTable, TableRow } from './plan-sheets.ts'
import { readRowMark } from './row-mark.ts'

/** A row as the file has it. */
export interface SheetLine {
  /** As a spreadsheet counts, from 1. */
  number: number
  table: PlanTable
  id: string | null
  /** Whether a cell said this when the file was made; null where the file does not know. */
  hadText: (key: string, text: string) => boolean | null
  group: string | null
  /** By the key of the column. */
  words: ReadonlyMap<string, string>
  /** How it gets on. */
  cells: ReadonlyMap<ProgressField, string>
}

export interface ReadSheet {
  lines: SheetLine[]
  /** Headings that the plan does not have. */
  unknown: string[]
}

interface Known {
  tables: readonly PlanTable[]
  /** Of the sheet in its file. */
  index: number
  known: ReadonlyMap<string, [PlanTable, TableRow]>
}

/** The lines of a sheet of a plan file; null if nothing in it looks like the headings of a plan. */
export function readSheet(sheet: Sheet, { tables, index, known }: Known): ReadSheet | null {
  const head = findHead(sheet, tables)
  if (head === null) return null
  const headings = (sheet.rows[head] ?? []).map(tidy)
  const at = (heading: string) => headings.indexOf(heading)
  const [markAt, groupAt, planAt] = [at(MARK_HEADING), at(GROUP_HEADING), at(PLAN_HEADING)]
  const body = sheet.rows.slice(head + 1)
  const ids = body.flatMap((cells) => readRowMark(cells[markAt] ?? '')?.id ?? [])
  const usual = ids.flatMap((id) => known.get(id)?.[0] ?? [])[0] ?? tables[index] ?? tables[0]
  const lines = body.flatMap((cells, offset): SheetLine[] => {
    if (!cells.some((cell) => cell.trim() !== '')) return []
    const mark = markAt < 0 ? null : readRowMark(cells[markAt] ?? '')
    const named = planAt < 0 ? undefined : tables[Number((cells[planAt] ?? '').trim()) - 1]
    const table = known.get(mark?.id ?? '')?.[0] ?? named ?? usual
    if (table === undefined) return []
    const words = table.columns.flatMap(({ key, heading }): [string, string][] => {
      const column = at(heading)
      return column < 0 ? [] : [[key, plain(fromSafeCell(cells[column] ?? ''))]]
    })
    return [
      {
        number: head + 2 + offset,
        table,
        id: mark?.id ?? null,
        hadText: mark?.hadText ?? (() => null),
        group: groupAt < 0 ? null : plain(fromSafeCell(cells[groupAt] ?? '')),
        words: new Map(words),
        cells: new Map(
          headings.flatMap((heading, column) => {
            const field = progressField(heading)
            return field === null ? [] : [[field, plain(fromSafeCell(cells[column] ?? ''))]]
          }),
        ),
      },
    ]
  })
  const ours = new Set([MARK_HEADING, GROUP_HEADING, PLAN_HEADING])
  for (const { columns } of tables) for (const { heading } of columns) ours.add(heading)
  const isOurs = (heading: string) => ours.has(heading) || progressField(heading) !== null
  return { lines, unknown: headings.filter((heading) => heading !== '' && !isOurs(heading)) }
}

/** Titles may stand above the headings; two of ours, or all of a plan, are a row of headings. */
function findHead({ rows }: Sheet, tables: readonly PlanTable[]): number | null {
  const own = new Set(tables.flatMap(({ columns }) => columns.map(({ heading }) => heading)))
  const found = rows.slice(0, 20).findIndex((cells) => {
    const headings = cells.map(tidy)
    return headings.includes(MARK_HEADING) || headings.filter((each) => own.has(each)).length >= 2
  })
  return found < 0 ? null : found
}

function tidy(cell: string): string {
  return fromSafeCell(cell).replace(/\s+/g, ' ').trim()
}
