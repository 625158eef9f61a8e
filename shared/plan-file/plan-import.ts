import type { Node } from '@tiptap/pm/model'
import type { ProgressField } from '../api-delivery.ts'
import { fromSafeCell } from '../directory/formula.ts'
import type { Sheet } from '../directory/found-tables.ts'
import { hasWords } from '../reading/plan.ts'
import { plain } from './cell-lines.ts'
import { compareProgress, notesOf, progressField } from './plan-progress.ts'
import type { ChangedProgress, Left, PlanProgress } from './plan-progress.ts'
import { GROUP_HEADING, MARK_HEADING, PLAN_HEADING, rowsWithIds, tablesOf } from './plan-sheets.ts'
import type { PlanTable, TableRow } from './plan-sheets.ts'
import { readRowMark } from './row-mark.ts'
import { movesOf } from './row-order.ts'
import type { FileRow, MovedRow } from './row-order.ts'

/** What a file would change in the plans of a document. Nothing is changed by looking. */
export interface PlanImport {
  /** Rows of the document in which cells are different. */
  changed: ChangedRow[]
  added: AddedRow[]
  /** Rows of the document that are not in the file: taken out only when that is asked for. */
  missing: { id: string; name: string }[]
  /** Rows that stand elsewhere in the file: moved only when that is asked for. */
  moved: MovedRow[]
  /** How actions get on, beside the text. */
  progress: ChangedProgress[]
  unchanged: number
  /** What of the file is left out, in plain words. */
  notes: string[]
}

export interface ChangedRow {
  id: string
  name: string
  cells: ChangedCell[]
}

export interface ChangedCell {
  key: string
  heading: string
  before: string
  after: string
  /** It was changed in the document too since the file was made. */
  isNewer: boolean
}

export interface AddedRow {
  /** The id of the plan. */
  plan: string
  group: string
  /** The row it stands below in the file; null at the start. */
  after: string | null
  name: string
  /** By key; only those with words. */
  cells: Record<string, string>
  /** Where the file has it, as a spreadsheet counts. */
  line: number
}

/** How the actions of the document get on, and whose progress whoever brings the file may update. */
export interface ProgressNow extends PlanProgress {
  mayUpdate: 'all' | readonly string[]
}

/** Compares the sheets of a file with the plans of a document, cell by cell. */
export function comparePlans(
  body: Node,
  sheets: readonly Sheet[],
  progress: ProgressNow | null = null,
): PlanImport {
  const tables = tablesOf(body)
  const known = rowsWithIds(tables)
  const result: PlanImport = {
    changed: [],
    added: [],
    missing: [],
    moved: [],
    progress: [],
    unchanged: 0,
    notes: [],
  }
  const order = new Map<PlanTable, FileRow[]>()
  const left: Left = { unknownStatuses: new Set(), wrong: new Set(), several: 0, others: 0 }
  const seen = new Set<string>()
  const gone: number[] = []
  const touched = new Set<PlanTable>()
  const locked = new Set<string>()

  for (const [index, sheet] of sheets.entries()) {
    const found = readSheet(sheet, { tables, index, known })
    if (found === null) {
      if (sheet.rows.some((cells) => cells.some((cell) => cell.trim() !== ''))) {
        result.notes.push(`“${sheet.name}” has no headings of an action plan and is left out.`)
      }
      continue
    }
    for (const heading of found.unknown) {
      result.notes.push(`The plan has no column “${heading}”, so it is left out.`)
    }
    const last = new Map<PlanTable, string>()
    for (const line of found.lines) {
      const there = line.id === null ? undefined : known.get(line.id)
      if (line.id !== null && there === undefined) {
        gone.push(line.number)
        continue
      }
      if (there !== undefined && line.id !== null && !seen.has(line.id)) {
        const [table, row] = there
        seen.add(line.id)
        touched.add(table)
        last.set(table, line.id)
        const name = nameOf(row.words, table)
        const inFile = order.get(table) ?? []
        order.set(table, inFile)
        inFile.push({ id: line.id, name, group: line.group })
        if (progress !== null) {
          const isAllowed = progress.mayUpdate === 'all' || progress.mayUpdate.includes(line.id)
          const news = compareProgress(row, line, { table, progress, name, isAllowed, left })
          if (news !== null) result.progress.push(news)
        }
        const different = changedCells(row, line, table)
        const cells = different.filter(({ key }) => !isLocked(table, key))
        for (const { heading } of different.filter((cell) => !cells.includes(cell))) {
          locked.add(heading)
        }
        if (cells.length === 0) result.unchanged += 1
        else result.changed.push({ id: line.id, name, cells })
        continue
      }
      const { table } = line
      const cells = Object.fromEntries([...line.words].filter(([, text]) => text.trim() !== ''))
      if (Object.keys(cells).length === 0) continue
      result.added.push({
        plan: table.plan.id,
        group: line.group ?? '',
        after: last.get(table) ?? null,
        name: nameOf(line.words, table),
        cells,
        line: line.number,
      })
    }
  }
  for (const table of touched) {
    for (const { row, words } of table.rows) {
      if (!seen.has(row.id)) result.missing.push({ id: row.id, name: nameOf(words, table) })
    }
  }
  if (gone.length > 0) {
    result.notes.push(
      gone.length === 1
        ? `The row in line ${gone[0]} is not in the plan any more and is left out.`
        : `${gone.length} rows are not in the plan any more and are left out.`,
    )
  }
  for (const heading of locked) {
    result.notes.push(`“${heading}” is locked, so what the file changes there is left out.`)
  }
  const dated = result.changed.flatMap(({ cells }) => cells.filter(isMadeADate)).length
  if (dated > 0) {
    const cells = dated === 1 ? '1 cell' : `${dated} cells`
    result.notes.push(
      `In ${cells} words have become dates in figures, as spreadsheets do when they open CSV. An Excel workbook keeps the words.`,
    )
  }
  result.moved = [...order].flatMap(([table, file]) => movesOf(table, file))
  result.notes.push(...notesOf(left))
  return result
}

function isLocked({ columns }: PlanTable, key: string): boolean {
  return columns.some((column) => column.key === key && column.isLocked)
}

/** "December 09" that came back as "12/09/26". */
function isMadeADate({ before, after }: ChangedCell): boolean {
  const figures = /^\d{1,4}([/.-])\d{1,2}\1\d{1,4}$/
  return figures.test(after.trim()) && /\p{L}/u.test(before)
}

interface Line {
  /** As a spreadsheet counts, from 1. */
  number: number
  table: PlanTable
  id: string | null
  hadText: (key: string, text: string) => boolean | null
  group: string | null
  /** By the key of the column. */
  words: ReadonlyMap<string, string>
  /** How it gets on. */
  cells: ReadonlyMap<ProgressField, string>
}

function changedCells(row: TableRow, line: Line, { columns }: PlanTable): ChangedCell[] {
  return columns.flatMap(({ key, heading }) => {
    const after = line.words.get(key)
    const before = row.words.get(key) ?? ''
    if (after === undefined || after === before) return []
    // As it left: the file says nothing about it, and what was written since stays.
    if (line.hadText(key, after) === true) return []
    const isNewer = line.hadText(key, before) === false
    return [{ key, heading, before, after, isNewer }]
  })
}

interface Known {
  tables: readonly PlanTable[]
  index: number
  known: ReadonlyMap<string, [PlanTable, TableRow]>
}

function readSheet(
  sheet: Sheet,
  { tables, index, known }: Known,
): { lines: Line[]; unknown: string[] } | null {
  const head = findHead(sheet, tables)
  if (head === null) return null
  const headings = (sheet.rows[head] ?? []).map(tidy)
  const at = (heading: string) => headings.indexOf(heading)
  const [markAt, groupAt, planAt] = [at(MARK_HEADING), at(GROUP_HEADING), at(PLAN_HEADING)]
  const body = sheet.rows.slice(head + 1)
  const ids = body.flatMap((cells) => readRowMark(cells[markAt] ?? '')?.id ?? [])
  const usual = ids.flatMap((id) => known.get(id)?.[0] ?? [])[0] ?? tables[index] ?? tables[0]
  const lines = body.flatMap((cells, offset): Line[] => {
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

/** A row by what is done in it. */
function nameOf(words: ReadonlyMap<string, string>, { plan }: PlanTable): string {
  const first = (kinds: readonly string[]) =>
    plan.columns
      .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
      .map(({ key }) => words.get(key) ?? '')
      .find(hasWords)
  const name = first(['actions']) ?? first(['objective']) ?? first([]) ?? ''
  return (name.split('\n')[0] ?? '').replace(/^[\s•]+/, '').slice(0, 160)
}
