import { HEADING_PATTERNS } from '../../../shared/columns/index.ts'
import type { Column, ColumnKind } from '../../../shared/columns/index.ts'
import { ownTable } from '../docx/own-file.ts'
import { textOfPieces } from '../docx/pieces.ts'
import type { CellPiece, RowPiece, TablePiece } from '../docx/pieces.ts'

/** The heading row of a plan of actions, found in a Word table. */
export interface PlanHeader {
  /** The first row below the headings. */
  bodyStart: number
  /** The first row of the headings. */
  row: number
  columns: PlanColumn[]
}

/** A column and the columns of Word's grid that it covers. */
export interface PlanColumn extends Column {
  first: number
  span: number
  isKnown: boolean
}

const MIN_KNOWN_HEADINGS = 3
const MAX_HEADING_CHARS = 60
/** A title, a name of a group and a line about the dates may stand above the headings. */
const MAX_ROWS_ABOVE = 4

/** Finds the heading row: the first with three headings of plans; null if the table is no plan. */
export function findPlanHeader(table: TablePiece): PlanHeader | null {
  const own = ownTable(table)
  if (own === 'plan') return ownHeader(table)
  if (own !== null) return null
  const rows = table.rows.slice(0, MAX_ROWS_ABOVE + 1)
  const row = rows.findIndex((each) => countKnown(each) >= MIN_KNOWN_HEADINGS)
  const header = table.rows[row]
  if (header === undefined) return null
  const below = table.rows[row + 1]
  const hasSecondRow = below !== undefined && isSecondHeaderRow(header, below)
  const cells = hasSecondRow ? joinHeaderRows(header.cells, below.cells) : header.cells
  return {
    row,
    bodyStart: row + (hasSecondRow ? 2 : 1),
    columns: makeColumns(cells, table.widths),
  }
}

/** In a file of ours the first row has the headings, known ones or not. */
function ownHeader(table: TablePiece): PlanHeader {
  const cells = table.rows[0]?.cells ?? []
  return { row: 0, bodyStart: 1, columns: makeColumns(cells, table.widths) }
}

/** True if a row says the same headings again, as tables with one header per group do. */
export function repeatsHeader(row: RowPiece, header: PlanHeader): boolean {
  if (row.cells.length < MIN_KNOWN_HEADINGS) return false
  const headings = new Set(header.columns.map((column) => column.heading.toLowerCase()))
  return (
    row.cells.every((cell) => {
      const heading = headingOf(cell).toLowerCase()
      return heading === '' || headings.has(heading)
    }) && countKnown(row) >= MIN_KNOWN_HEADINGS
  )
}

function countKnown(row: RowPiece): number {
  const keys = row.cells.map((cell) => findKind(headingOf(cell))?.key)
  return new Set(keys.filter((key) => key !== undefined)).size
}

function findKind(heading: string): { key: string; kind: ColumnKind } | null {
  if (heading === '' || heading.length > MAX_HEADING_CHARS) return null
  return HEADING_PATTERNS.find(({ pattern }) => pattern.test(heading)) ?? null
}

function headingOf(cell: CellPiece): string {
  return textOfPieces(cell.pieces).replace(/\s+/g, ' ').trim()
}

/** Headings of two rows: cells that are merged downwards stand beside cells that are divided. */
function isSecondHeaderRow(header: RowPiece, below: RowPiece): boolean {
  const hasMerged = below.cells.some((cell) => cell.merge === 'continue')
  const isDivided = below.cells.length > header.cells.length
  return hasMerged && isDivided && header.cells.some((cell) => cell.merge === 'start')
}

function joinHeaderRows(above: readonly CellPiece[], below: readonly CellPiece[]): CellPiece[] {
  return below.map((cell) => {
    const over = above.find(
      (each) => each.column <= cell.column && cell.column < each.column + each.span,
    )
    return over === undefined ? cell : { ...cell, pieces: [...over.pieces, ...cell.pieces] }
  })
}

function makeColumns(cells: readonly CellPiece[], widths: readonly number[]): PlanColumn[] {
  const found = cells.map((cell) => ({
    cell,
    heading: headingOf(cell),
    kind: findKind(headingOf(cell)),
  }))
  const kinds = found.map((each) => each.kind?.kind)
  const total = widths.reduce((sum, width) => sum + width, 0)
  const used = new Set<string>()
  return found.map(({ cell, heading, kind }, index) => {
    const { key, kind: columnKind } = settleOutcome(kind, { index, kinds })
    const width = widths
      .slice(cell.column, cell.column + cell.span)
      .reduce((sum, each) => sum + each, 0)
    return {
      key: makeUnique(key, used),
      kind: columnKind,
      heading,
      width: total === 0 ? 1 : relativeWidth((width / total) * cells.length),
      first: cell.column,
      span: cell.span,
      isKnown: kind !== null,
    }
  })
}

/**
 * "Outcomes" names two things: the objective that a plan by standards starts from, in the first
 * column; and what an activity leads to, further on.
 */
function settleOutcome(
  found: { key: string; kind: ColumnKind } | null,
  { index, kinds }: { index: number; kinds: readonly (ColumnKind | undefined)[] },
): { key: string; kind: ColumnKind } {
  if (found === null) return { key: 'text', kind: 'text' }
  if (found.kind !== 'outcomes') return found
  const isFirst =
    kinds.slice(0, index).every((kind) => kind === 'ref') && !kinds.includes('objective')
  return isFirst ? { key: 'outcome', kind: 'objective' } : { key: 'outcomes', kind: 'outcomes' }
}

function makeUnique(key: string, used: Set<string>): string {
  let unique = key
  for (let n = 2; used.has(unique); n += 1) unique = `${key}${n}`
  used.add(unique)
  return unique
}

function relativeWidth(width: number): number {
  return Math.min(Math.max(Math.round(width * 20) / 20, 0.3), 4)
}
