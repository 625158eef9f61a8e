import type { ImportReport } from '../../../shared/api.ts'
import type { Findings } from '../docx/findings.ts'
import { ownTable } from '../docx/own-file.ts'
import { isBlank, textOfPieces } from '../docx/pieces.ts'
import type { Piece, TablePiece } from '../docx/pieces.ts'
import type { NodeJson } from '../../../shared/schema/document-json.ts'
import { ActionPlan } from './action-table.ts'
import { BlockComposer } from './blocks.ts'
import { readBodyLines } from './body-lines.ts'
import type { Line } from './lines.ts'
import { composePlainTable } from './plain-table.ts'
import { findPlanHeader } from './plan-header.ts'

export interface ComposedBody {
  blocks: NodeJson[]
  plans: ImportReport['actionTables']
}

/** "Objective 2" alone in a cell, with the name of the objective below it. */
const OBJECTIVE_LABEL = /^(?:objective|priority|outcome|aim|goal|theme|standard)\s+\d+[a-z]?[.:]?$/i
const OBJECTIVE_NAME =
  /^(?:objective|priority|outcome|aim|goal|theme|standard)\s+\d+[a-z]?\s*[.:–-]\s*\S/i

/** Makes the blocks of a document from everything that was read. */
export function composeBody(pieces: readonly Piece[], findings: Findings): ComposedBody {
  const composer = new BodyComposer(findings)
  for (const line of readBodyLines(pieces, findings)) composer.add(line)
  return composer.finish()
}

class BodyComposer {
  private readonly blocks: BlockComposer
  private readonly plans: ImportReport['actionTables'] = []
  /** The plan that the next table may go on with. */
  private plan: ActionPlan | null = null
  /** The name of the objective whose sheet of tables is being read. */
  private objective: string | null = null

  constructor(private readonly findings: Findings) {
    this.blocks = new BlockComposer('body', findings)
  }

  add(line: Line): void {
    if (line.kind === 'table') return this.addTable(line.table)
    this.endPlan()
    this.objective = null
    this.blocks.add(line)
  }

  finish(): ComposedBody {
    this.endPlan()
    return { blocks: this.blocks.finish().blocks, plans: this.plans }
  }

  private addTable(table: TablePiece): void {
    const header = findPlanHeader(table)
    if (this.plan !== null && header !== null && this.plan.hasColumnsOf(header)) {
      this.findings.note('joinedTables')
      return this.plan.addTable(table, header)
    }
    if (this.plan !== null && header === null && this.goesOnWithPlan(table)) {
      this.findings.note('continuedTables', textOfPieces([table]))
      return this.plan.addTable(table, null)
    }
    this.endPlan()
    if (header === null) {
      if (ownTable(table) === null) this.objective = findObjective(table) ?? this.objective
      const { blocks, displaced } = composePlainTable(table, this.findings)
      return this.blocks.addBlocks([...blocks, ...displaced])
    }
    this.addAbove(table, header.row)
    this.plan = new ActionPlan(header, this.findings)
    if (this.objective !== null && ownTable(table) === null) {
      this.plan.startGroup(this.objective)
      this.findings.note('groupFromTable', this.objective)
      this.objective = null
    }
    this.plan.addTable(table, header)
  }

  /** Rows above the headings, but for the name of the first group, are a table of their own. */
  private addAbove(table: TablePiece, headerRow: number): void {
    const rows = table.rows.slice(0, headerRow)
    const isName = rows.at(-1)?.cells.length === 1
    const kept = isName ? rows.slice(0, -1) : rows
    if (kept.every((row) => row.cells.every((cell) => cell.pieces.every(isBlank)))) return
    const { blocks, displaced } = composePlainTable({ ...table, rows: kept }, this.findings)
    this.blocks.addBlocks([...blocks, ...displaced])
  }

  /** A table without headings right below a plan, with as many columns in every row or one. */
  private goesOnWithPlan(table: TablePiece): boolean {
    const columns = this.plan?.header.columns ?? []
    const last = columns.at(-1)
    const width = last === undefined ? 0 : last.first + last.span
    return (
      ownTable(table) === null &&
      table.widths.length === width &&
      table.rows.every((row) => row.cells.length === columns.length || row.cells.length === 1) &&
      table.rows.some((row) => row.cells.length === columns.length)
    )
  }

  private endPlan(): void {
    if (this.plan === null) return
    const { table, displaced } = this.plan.compose()
    this.plans.push({
      layout: this.plan.layout(),
      groups: this.plan.countGroups(),
      rows: this.plan.countRows(),
    })
    this.blocks.addBlocks([table, ...displaced])
    this.plan = null
  }
}

function findObjective(table: TablePiece): string | null {
  for (const [index, row] of table.rows.entries()) {
    for (const cell of row.cells) {
      const text = oneLine(cell.pieces)
      if (OBJECTIVE_NAME.test(text)) return text
      if (!OBJECTIVE_LABEL.test(text)) continue
      const below = table.rows[index + 1]?.cells.find((each) => each.column === cell.column)
      const name = below === undefined ? '' : oneLine(below.pieces)
      return name === '' ? text : `${text.replace(/[.:]$/, '')}: ${name}`
    }
  }
  return null
}

function oneLine(pieces: readonly Piece[]): string {
  return textOfPieces(pieces).replace(/\s+/g, ' ').trim()
}
