import type { Findings } from '../docx/findings.ts'
import { ownTable, stylesIn } from '../docx/own-file.ts'
import { isBlank, isStrong } from '../docx/pieces.ts'
import type { CellPiece, Piece, RowPiece, TablePiece } from '../docx/pieces.ts'
import type { NodeJson } from '../../../shared/schema/document-json.ts'
import { composeInner, withoutBold } from './blocks.ts'
import type { Composed } from './blocks.ts'

/** Makes a plain table, with merged cells as spans and headings found; one cell alone is a box. */
export function composePlainTable(table: TablePiece, findings: Findings): Composed {
  const rows = table.rows.filter((row) => row.cells.length > 0)
  const [only] = rows
  if (rows.length === 0) return { blocks: [], displaced: [] }
  const own = ownTable(table)
  const isAlone = rows.length === 1 && only?.cells.length === 1 && own !== 'table'
  if (isAlone && only?.cells[0] !== undefined) {
    return composeBox(only.cells[0], findings)
  }
  const headerRows = countHeaderRows(rows)
  const hasRowHeadings = hasHeadingColumn(rows.slice(headerRows))
  const headerOf = (index: number, { column, pieces }: MergedCell) => {
    if (own !== null) return ownHeaderOf(pieces)
    return index < headerRows ? 'column' : hasRowHeadings && column === 0 ? 'row' : null
  }
  const displaced: NodeJson[] = []
  const content = mergeDown(rows).map((cells, index): NodeJson => {
    const made = cells.map((cell) => {
      const { span, rowspan, pieces } = cell
      const inner = composeInner(pieces, { place: 'cell', findings })
      displaced.push(...inner.displaced)
      const header = headerOf(index, cell)
      const blocks = header === null ? inner.blocks : inner.blocks.map(withoutBoldWords)
      return { type: 'tableCell', attrs: { header, colspan: span, rowspan }, content: blocks }
    })
    return { type: 'tableRow', content: made }
  })
  return { blocks: [{ type: 'table', content }], displaced }
}

function composeBox(cell: CellPiece, findings: Findings): Composed {
  if (cell.pieces.every(isBlank)) return { blocks: [], displaced: [] }
  const { blocks, displaced } = composeInner(cell.pieces, { place: 'callout', findings })
  findings.note('boxes')
  return { blocks: [{ type: 'callout', attrs: { tone: 'note' }, content: blocks }], displaced }
}

/** A file of ours says by the style of its words what a cell is a heading of. */
function ownHeaderOf(pieces: readonly Piece[]): 'column' | 'row' | null {
  const styles = stylesIn(pieces)
  if (styles.has('table heading')) return 'column'
  return styles.has('row heading') ? 'row' : null
}

interface MergedCell {
  column: number
  span: number
  rowspan: number
  pieces: Piece[]
}

/** The cells of each row with everything that Word has merged into them from below. */
function mergeDown(rows: readonly RowPiece[]): MergedCell[][] {
  let open = new Map<number, MergedCell>()
  return rows.map((row) => {
    const stillOpen = new Map<number, MergedCell>()
    const merged = row.cells.flatMap(({ column, span, merge, pieces }) => {
      const above = merge === 'continue' ? open.get(column) : undefined
      if (above !== undefined && above.span === span) {
        above.rowspan += 1
        for (const piece of pieces) above.pieces.push(piece)
        stillOpen.set(column, above)
        return []
      }
      const cell = { column, span, rowspan: 1, pieces: [...pieces] }
      if (merge !== 'none') stillOpen.set(column, cell)
      return [cell]
    })
    open = stillOpen
    return merged
  })
}

/** Rows that Word repeats on each page, or else a first row in bold above rows that are not. */
function countHeaderRows(rows: readonly RowPiece[]): number {
  const marked = rows.findIndex((row) => !row.isHeader)
  if (marked > 0) return marked
  const [first, ...others] = rows
  if (first === undefined || others.length === 0 || first.cells.length < 2) return 0
  if (!first.cells.every((cell) => isStrongCell(cell) === true)) return 0
  return others.some((row) => row.cells.some((cell) => isStrongCell(cell) === false)) ? 1 : 0
}

function hasHeadingColumn(rows: readonly RowPiece[]): boolean {
  const firsts = rows.flatMap((row) =>
    row.cells.filter((cell) => cell.column === 0 && row.cells.length > 1),
  )
  const others = rows.flatMap((row) => row.cells.filter((cell) => cell.column > 0))
  return (
    firsts.length > 1 &&
    firsts.every((cell) => isStrongCell(cell) !== false) &&
    firsts.some((cell) => isStrongCell(cell) === true) &&
    others.some((cell) => isStrongCell(cell) === false)
  )
}

/** null for a cell without words. */
function isStrongCell(cell: CellPiece): boolean | null {
  const words = cell.pieces.filter((piece) => !isBlank(piece))
  if (words.length === 0) return null
  return words.every((piece) => piece.kind === 'paragraph' && isStrong(piece))
}

function withoutBoldWords(block: NodeJson): NodeJson {
  if (block.type !== 'paragraph' || block.content === undefined) return block
  return { ...block, content: block.content.map(withoutBold) }
}
