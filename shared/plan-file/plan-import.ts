import type { Node } from '@tiptap/pm/model'
import type { Sheet } from '../directory/found-tables.ts'
import { hasWords } from '../reading/plan.ts'
import { compareProgress, notesOf } from './plan-progress.ts'
import type { ChangedProgress, Left, PlanProgress } from './plan-progress.ts'
import { rowsWithIds, tablesOf } from './plan-sheets.ts'
import type { PlanTable, TableRow } from './plan-sheets.ts'
import { movesOf } from './row-order.ts'
import type { FileRow, MovedRow } from './row-order.ts'
import { readSheet } from './sheet-lines.ts'
import type { ReadSheet, SheetLine } from './sheet-lines.ts'

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
  const work: Work = {
    known: rowsWithIds(tables),
    progress,
    result: {
      changed: [],
      added: [],
      missing: [],
      moved: [],
      progress: [],
      unchanged: 0,
      notes: [],
    },
    order: new Map(),
    seen: new Set(),
    gone: [],
    locked: new Set(),
    left: { unknownStatuses: new Set(), wrong: new Set(), several: 0, others: 0 },
  }
  for (const [index, sheet] of sheets.entries()) {
    const found = readSheet(sheet, { tables, index, known: work.known })
    if (found !== null) compareSheet(found, work)
    else if (sheet.rows.some((cells) => cells.some((cell) => cell.trim() !== ''))) {
      work.result.notes.push(`“${sheet.name}” has no headings of an action plan and is left out.`)
    }
  }
  return {
    ...work.result,
    missing: missingRows(work),
    moved: [...work.order].flatMap(([table, file]) => movesOf(table, file)),
    notes: [...work.result.notes, ...notesAtTheEnd(work), ...notesOf(work.left)],
  }
}

/** What is gathered while the sheets are gone through. */
interface Work {
  known: ReadonlyMap<string, [PlanTable, TableRow]>
  progress: ProgressNow | null
  result: PlanImport
  /** The rows of each plan as the file has them; only plans of which it has a row. */
  order: Map<PlanTable, FileRow[]>
  seen: Set<string>
  /** Lines whose row is not in the document any more. */
  gone: number[]
  /** Headings of locked columns that the file has other words for. */
  locked: Set<string>
  left: Left
}

function compareSheet({ lines, unknown }: ReadSheet, work: Work): void {
  for (const heading of unknown) {
    work.result.notes.push(`The plan has no column “${heading}”, so it is left out.`)
  }
  const last = new Map<PlanTable, string>()
  for (const line of lines) {
    const there = line.id === null ? undefined : work.known.get(line.id)
    if (line.id !== null && there === undefined) {
      work.gone.push(line.number)
    } else if (there !== undefined && line.id !== null && !work.seen.has(line.id)) {
      const [table, row] = there
      compareRow(line, { id: line.id, table, row }, work)
      last.set(table, line.id)
    } else {
      work.result.added.push(...addedRow(line, last.get(line.table) ?? null))
    }
  }
}

function compareRow(
  line: SheetLine,
  { id, table, row }: { id: string; table: PlanTable; row: TableRow },
  { progress, result, order, seen, locked, left }: Work,
): void {
  seen.add(id)
  const name = nameOf(row.words, table)
  const inFile = order.get(table) ?? []
  order.set(table, inFile)
  inFile.push({ id, name, group: line.group })
  if (progress !== null) {
    const isAllowed = progress.mayUpdate === 'all' || progress.mayUpdate.includes(id)
    const news = compareProgress(row, line, { table, progress, name, isAllowed, left })
    if (news !== null) result.progress.push(news)
  }
  const different = changedCells(row, line, table)
  const cells = different.filter(({ key }) => !isLocked(table, key))
  for (const cell of different) if (!cells.includes(cell)) locked.add(cell.heading)
  if (cells.length === 0) result.unchanged += 1
  else result.changed.push({ id, name, cells })
}

/** A line without a row of its own, or the second of one row; none where it has no words. */
function addedRow({ table, group, words, number }: SheetLine, after: string | null): AddedRow[] {
  const cells = Object.fromEntries([...words].filter(([, text]) => text.trim() !== ''))
  if (Object.keys(cells).length === 0) return []
  const name = nameOf(words, table)
  return [{ plan: table.plan.id, group: group ?? '', after, name, cells, line: number }]
}

function missingRows({ order, seen }: Work): PlanImport['missing'] {
  return [...order.keys()].flatMap((table) =>
    table.rows
      .filter(({ row }) => !seen.has(row.id))
      .map(({ row, words }) => ({ id: row.id, name: nameOf(words, table) })),
  )
}

function notesAtTheEnd({ gone, locked, result }: Work): string[] {
  const notes: string[] = []
  if (gone.length > 0) {
    notes.push(
      gone.length === 1
        ? `The row in line ${gone[0]} is not in the plan any more and is left out.`
        : `${gone.length} rows are not in the plan any more and are left out.`,
    )
  }
  for (const heading of locked) {
    notes.push(`“${heading}” is locked, so what the file changes there is left out.`)
  }
  const dated = result.changed.flatMap(({ cells }) => cells.filter(isMadeADate)).length
  if (dated > 0) {
    const cells = dated === 1 ? '1 cell' : `${dated} cells`
    notes.push(
      `In ${cells} words have become dates in figures, as spreadsheets do when they open CSV. An Excel workbook keeps the words.`,
    )
  }
  return notes
}

function isLocked({ columns }: PlanTable, key: string): boolean {
  return columns.some((column) => column.key === key && column.isLocked)
}

/** "December 09" that came back as "12/09/26". */
function isMadeADate({ before, after }: ChangedCell): boolean {
  const figures = /^\d{1,4}([/.-])\d{1,2}\1\d{1,4}$/
  return figures.test(after.trim()) && /\p{L}/u.test(before)
}

function changedCells(row: TableRow, line: SheetLine, { columns }: PlanTable): ChangedCell[] {
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
