import { isDropped, readBlocks } from './blocks.ts'
import type { CellPiece, RowPiece, TablePiece } from './pieces.ts'
import { visibleChildren, wordsInside } from './source.ts'
import type { Source } from './source.ts'
import { child, childrenOf, flagOf, numberOf, valueOf } from './xml.ts'
import type { XmlElement } from './xml.ts'

/** Word itself allows 63. */
const MAX_COLUMNS = 100

/** Reads a table with every cell at its place in the grid. */
export function readTable(element: XmlElement, source: Source): TablePiece {
  const widths = childrenOf(child(element, 'w:tblGrid'), 'w:gridCol')
    .slice(0, MAX_COLUMNS)
    .map((column) => Math.max(numberOf(column.attrs['w:w']) ?? 0, 0))
  const rows: RowPiece[] = []
  for (const row of visibleChildren(element, source)) {
    if (row.name !== 'w:tr') continue
    const properties = child(row, 'w:trPr')
    if (isDropped(properties, source, wordsInside(row))) continue
    rows.push({
      isHeader: flagOf(properties, 'w:tblHeader') ?? false,
      cells: readCells(row, source),
    })
  }
  let columns = 0
  for (const { cells } of rows) {
    for (const { column, span } of cells) columns = Math.max(columns, column + span)
  }
  while (widths.length < columns) widths.push(0)
  return { kind: 'table', widths: widths.slice(0, columns), rows }
}

function readCells(row: XmlElement, source: Source): CellPiece[] {
  const cells: CellPiece[] = []
  let column = numberOf(valueOf(child(row, 'w:trPr'), 'w:gridBefore')) ?? 0
  for (const element of visibleChildren(row, source)) {
    if (element.name !== 'w:tc') continue
    const properties = child(element, 'w:tcPr')
    const wanted = numberOf(valueOf(properties, 'w:gridSpan')) ?? 1
    const first = Math.min(Math.max(column, 0), MAX_COLUMNS - 1)
    const span = Math.min(Math.max(Math.round(wanted), 1), MAX_COLUMNS - first)
    const pieces = readBlocks(
      element.children.filter((each) => each.name !== 'w:tcPr'),
      source,
    )
    column = first + span
    const previous = cells.at(-1)
    // An older way of merging: the cell belongs to the one on its left.
    if (valueOf(properties, 'w:hMerge') === 'continue' && previous !== undefined) {
      previous.span += span
      previous.pieces.push(...pieces)
      continue
    }
    cells.push({
      column: first,
      span,
      merge: mergeOf(properties),
      isColoured: isColoured(properties),
      pieces,
    })
  }
  return cells
}

function mergeOf(properties: XmlElement | null): CellPiece['merge'] {
  const merge = child(properties, 'w:vMerge')
  if (merge === null) return 'none'
  return merge.attrs['w:val'] === 'restart' ? 'start' : 'continue'
}

function isColoured(properties: XmlElement | null): boolean {
  const fill = child(properties, 'w:shd')?.attrs['w:fill'] ?? 'auto'
  return !/^(auto|ffffff)$/i.test(fill)
}
