import { GROUP_PARTS, findLayout } from '../../../shared/columns/index.ts'
import type { Findings } from '../docx/findings.ts'
import { ownTable, stylesIn } from '../docx/own-file.ts'
import { isBlank, isBox, isStrong, textOf, textOfPieces } from '../docx/pieces.ts'
import type { CellPiece, Piece, RowPiece, TablePiece } from '../docx/pieces.ts'
import type { NodeJson } from '../../../shared/schema/document-json.ts'
import { composeInner, withoutBold } from './blocks.ts'
import { repeatsHeader } from './plan-header.ts'
import type { PlanColumn, PlanHeader } from './plan-header.ts'

/** A row while it is gathered: the pieces of each cell by column key. */
interface PlanRow {
  cells: Map<string, Piece[]>
  same: Set<string>
}

interface PlanGroup {
  title: NodeJson[] | null
  parts: NodeJson[]
  rows: PlanRow[]
}

const REFERENCE = /^(?:[A-Z]{0,2}\d+(?:\.\d+)+|\d+[.)])\s/
const GROUP_NAME =
  /^(?:priority|objective|outcome|aim|goal|theme|standard|section|strand)\b|^\d+\.?\s/i

/**
 * Gathers one plan of actions from one table or several. Rows that cover the whole width are groups;
 * a blank or merged cell in the first column means the one above, unless the row is the rest of the
 * row above, carried over a page (see `carriesOn`).
 */
export class ActionPlan {
  private readonly groups: PlanGroup[] = []
  private readonly displaced: NodeJson[] = []
  private readonly keyIndex: number
  private isNumbered = false

  constructor(
    readonly header: PlanHeader,
    private readonly findings: Findings,
  ) {
    const objective = header.columns.findIndex((column) => column.kind === 'objective')
    this.keyIndex = Math.max(objective, 0)
    for (const column of header.columns) {
      if (!column.isKnown && column.heading !== '') findings.note('ownColumns', column.heading)
    }
  }

  /** The same columns in the same order: then a table goes on with this plan. */
  hasColumnsOf(header: PlanHeader): boolean {
    return keysOf(header) === keysOf(this.header)
  }

  startGroup(title: string): void {
    this.groups.push({ title: [{ type: 'text', text: title }], parts: [], rows: [] })
  }

  /** Takes the rows of a table; `header` is where that table has its own. */
  addTable(table: TablePiece, header: PlanHeader | null): void {
    const columns = header?.columns ?? this.header.columns
    if (ownTable(table) === 'plan') return this.addOwnTable(table, columns)
    if (header !== null && header !== this.header) this.findings.note('repeatedHeadings')
    const width = table.widths.length
    const above = header === null ? [] : table.rows.slice(0, header.row)
    const below = table.rows.slice(header?.bodyStart ?? 0)
    const name = above.findLast((row) => isFullWidth(row, width))
    const rows = name === undefined ? below : [name, ...below]
    const bodyRows = rows.filter(
      (row) => !repeatsHeader(row, this.header) && !isFullWidth(row, width),
    )
    this.isNumbered = this.isNumberedBy(bodyRows, columns)
    const isForm = bodyRows.every((row) => isBlankRow(row))
    for (const row of rows) {
      if (repeatsHeader(row, this.header)) {
        this.findings.note('repeatedHeadings')
        continue
      }
      if (isFullWidth(row, width)) this.addGroup(row)
      else if (isBoldGroup(row, bodyRows)) {
        this.findings.note('boldGroups', rowText(row))
        this.addGroup(row)
      } else if (isBlankRow(row) && !isForm) this.findings.note('blankRows')
      else this.addRow(row, { columns, isOwn: false })
    }
  }

  /** A table of ours is a group: its name, its parts and its rows are told by their styles. */
  private addOwnTable(table: TablePiece, columns: readonly PlanColumn[]): void {
    const rows = table.rows.slice(1)
    const styleOf = (row: RowPiece) => stylesIn(row.cells.flatMap((cell) => cell.pieces))
    if (!rows.some((row) => styleOf(row).has('plan group'))) {
      this.groups.push({ title: null, parts: [], rows: [] })
    }
    for (const row of rows) {
      const styles = styleOf(row)
      if (styles.has('plan group')) this.addGroup(row)
      else if (styles.has('plan part')) this.addPart(row)
      else this.addRow(row, { columns, isOwn: true })
    }
  }

  private addPart(row: RowPiece): void {
    const pieces = row.cells.flatMap((cell) => cell.pieces).filter((piece) => !isBlank(piece))
    const label = textOfPieces(pieces.slice(0, 1))
    const { blocks, displaced } = composeInner(pieces.slice(1), {
      place: 'actionCell',
      findings: this.findings,
    })
    this.displaced.push(...displaced)
    const kind = label === GROUP_PARTS.links ? 'links' : 'criteria'
    this.currentGroup().parts.push({ type: 'actionGroupPart', attrs: { kind }, content: blocks })
  }

  countGroups(): number {
    return this.groups.filter((group) => group.title !== null).length
  }

  countRows(): number {
    return this.groups.reduce((sum, group) => sum + group.rows.length, 0)
  }

  layout(): string {
    return findLayout(this.header.columns.map((column) => column.key)) ?? 'own'
  }

  /** The finished block, and what could not stand in it. */
  compose(): { table: NodeJson; displaced: NodeJson[] } {
    const head = { type: 'actionHead', content: this.header.columns.map(composeColumn) }
    const groups = this.groups.flatMap(({ title, parts, rows }): NodeJson[] => {
      const made = rows.map((row) => this.composeRow(row))
      if (title === null) return made
      return [
        {
          type: 'actionGroup',
          content: [{ type: 'actionGroupTitle', content: title }, ...parts, ...made],
        },
      ]
    })
    const table = {
      type: 'actionTable',
      attrs: { layout: this.layout() },
      content: [head, ...groups],
    }
    return { table, displaced: this.displaced }
  }

  private addGroup(row: RowPiece): void {
    const pieces = row.cells.flatMap((cell) => cell.pieces).filter((piece) => !isBlank(piece))
    const title: NodeJson[] = []
    for (const piece of pieces) {
      const words = wordsOf(piece)
      if (title.length > 0 && words.length > 0) title.push({ type: 'hardBreak' })
      title.push(...words)
    }
    if (title.length > 0) this.groups.push({ title, parts: [], rows: [] })
  }

  private addRow(
    row: RowPiece,
    { columns, isOwn }: { columns: readonly PlanColumn[]; isOwn: boolean },
  ): void {
    const cells = new Map<string, Piece[]>()
    const merged = new Set<string>()
    for (const cell of row.cells) {
      const column = columnOf(cell, columns)
      if (column === null) continue
      if (cell.merge === 'continue') merged.add(column.key)
      if (cell.isColoured && !cell.pieces.every(isBlank)) {
        this.findings.note('colours', textOfPieces(cell.pieces))
      }
      if (coversSeveral(cell, columns) && textOfPieces(cell.pieces) !== '') {
        this.findings.note('spreadCells', textOfPieces(cell.pieces))
      }
      const before = cells.get(column.key) ?? []
      cells.set(column.key, [...before, ...cell.pieces.filter((piece) => !isBlank(piece))])
    }
    const group = this.currentGroup()
    const previous = group.rows.at(-1)
    const leading = this.header.columns.slice(0, this.keyIndex + 1).map((column) => column.key)
    const isKeyBlank = !isOwn && leading.every((key) => (cells.get(key) ?? []).length === 0)
    const isKeyMerged = leading.some((key) => merged.has(key))
    if (previous !== undefined && isKeyBlank && !isKeyMerged && this.carriesOn(previous, cells)) {
      this.findings.note('joinedRows', rowText(row))
      for (const [key, pieces] of cells) {
        const gathered = previous.cells.get(key) ?? []
        for (const piece of pieces) gathered.push(piece)
        previous.cells.set(key, gathered)
      }
      return
    }
    const same = new Set([...merged].filter((key) => (cells.get(key) ?? []).length === 0))
    if (isKeyBlank && previous !== undefined) for (const key of leading) same.add(key)
    if (previous === undefined) same.clear()
    for (let n = 0; n < same.size; n += 1) this.findings.note('sameAsAbove')
    group.rows.push({ cells, same })
  }

  /**
   * Whether a row without a first cell is the rest of the row above, cut by the end of a page: where
   * outcomes are numbered, a list of actions that goes on; anywhere, a sentence that goes on with
   * nothing beside it. Otherwise it is the next action of the same objective.
   */
  private carriesOn(previous: PlanRow, cells: ReadonlyMap<string, Piece[]>): boolean {
    const key = this.header.columns.find((column) => column.kind === 'actions')?.key ?? ''
    const before = previous.cells.get(key) ?? []
    const after = cells.get(key) ?? []
    const isAlone = [...cells].every(([each, pieces]) => each === key || pieces.length === 0)
    if (this.isNumbered && (isAlone || (isListItem(before.at(-1)) && isListItem(after[0]))))
      return true
    return (
      isAlone && /^\p{Ll}/u.test(textOfPieces(after)) && /[\p{L}\d,]$/u.test(textOfPieces(before))
    )
  }

  /** Most first cells have a number such as 3.2, and blank ones are too few to be a habit. */
  private isNumberedBy(rows: readonly RowPiece[], columns: readonly PlanColumn[]): boolean {
    const key = columns[this.keyIndex]
    if (key?.kind !== 'objective') return false
    const texts = rows
      .filter((row) => !isBlankRow(row))
      .map((row) => row.cells.find((cell) => columnOf(cell, columns) === key)?.pieces ?? [])
      .map((pieces) => textOfPieces(pieces))
    const filled = texts.filter((text) => text !== '')
    const numbered = filled.filter((text) => REFERENCE.test(text))
    const blank = texts.length - filled.length
    return (
      numbered.length >= 2 && numbered.length >= filled.length * 0.6 && blank <= filled.length / 2
    )
  }

  private currentGroup(): PlanGroup {
    const last = this.groups.at(-1)
    if (last !== undefined) return last
    const group: PlanGroup = { title: null, parts: [], rows: [] }
    this.groups.push(group)
    return group
  }

  private composeRow(row: PlanRow): NodeJson {
    const content = this.header.columns.map(({ key }): NodeJson => {
      const { blocks, displaced } = composeInner(row.cells.get(key) ?? [], {
        place: 'actionCell',
        findings: this.findings,
      })
      this.displaced.push(...displaced)
      return { type: 'actionCell', attrs: { key, same: row.same.has(key) }, content: blocks }
    })
    return { type: 'actionRow', content }
  }
}

function isListItem(piece: Piece | undefined): boolean {
  return piece?.kind === 'paragraph' && piece.number !== null
}

function composeColumn({ key, kind, width, heading }: PlanColumn): NodeJson {
  const content = heading === '' ? [] : [{ type: 'text', text: heading }]
  return { type: 'actionColumn', attrs: { key, kind, width, hidden: false }, content }
}

function wordsOf(piece: Piece): NodeJson[] {
  if (piece.kind === 'table') {
    const text = textOfPieces([piece])
    return text === '' ? [] : [{ type: 'text', text }]
  }
  const words: NodeJson[] = []
  const number = piece.number?.kind === 'number' ? piece.number.text : null
  if (number !== null) words.push({ type: 'text', text: `${number} ` })
  for (const inline of piece.inlines) {
    if (!isBox(inline) && inline.type !== 'image')
      words.push(isStrong(piece) ? withoutBold(inline) : inline)
  }
  return words
}

/** The column that a cell covers most of. */
function columnOf(cell: CellPiece, columns: readonly PlanColumn[]): PlanColumn | null {
  let best: PlanColumn | null = null
  let most = 0
  for (const column of columns) {
    const covered = overlap(cell, column)
    if (covered > most) {
      best = column
      most = covered
    }
  }
  return best ?? columns.at(-1) ?? null
}

function coversSeveral(cell: CellPiece, columns: readonly PlanColumn[]): boolean {
  return columns.filter((column) => overlap(cell, column) > 0).length > 1
}

function overlap(cell: CellPiece, column: PlanColumn): number {
  const end = Math.min(cell.column + cell.span, column.first + column.span)
  return end - Math.max(cell.column, column.first)
}

function isFullWidth(row: RowPiece, width: number): boolean {
  const [cell] = row.cells
  return row.cells.length === 1 && cell !== undefined && width > 1 && cell.span >= width - 1
}

/** The name of a group in the first cell, in bold, where the first cells of actions are not. */
function isBoldGroup(row: RowPiece, rows: readonly RowPiece[]): boolean {
  const [first, ...others] = row.cells
  if (
    first === undefined ||
    !isBoldCell(first) ||
    !others.every((cell) => cell.pieces.every(isBlank))
  ) {
    return false
  }
  if (others.some((cell) => cell.merge === 'continue')) return false
  if (!GROUP_NAME.test(textOfPieces(first.pieces))) return false
  return rows.some(
    (each) =>
      each !== row &&
      each.cells[0] !== undefined &&
      !isBlankCell(each.cells[0]) &&
      !isBoldCell(each.cells[0]),
  )
}

function isBoldCell(cell: CellPiece): boolean {
  const words = cell.pieces.filter((piece) => !isBlank(piece))
  return words.length > 0 && words.every((piece) => piece.kind === 'paragraph' && isStrong(piece))
}

function isBlankCell(cell: CellPiece): boolean {
  return cell.pieces.every(isBlank)
}

function isBlankRow(row: RowPiece): boolean {
  return row.cells.every(isBlankCell)
}

function rowText(row: RowPiece): string {
  return row.cells
    .flatMap((cell) => cell.pieces)
    .map((piece) => (piece.kind === 'paragraph' ? textOf(piece.inlines) : ''))
    .filter((text) => text !== '')
    .join(' ')
}

function keysOf(header: PlanHeader): string {
  return header.columns.map((column) => column.key).join()
}
