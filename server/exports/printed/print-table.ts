import type { Node } from '@tiptap/pm/model'
import { columnShares } from '../../../shared/schema/column-shares.ts'
import { columnsOf, placeCells } from '../../../shared/schema/table-grid.ts'
import type { PrintedCell, PrintedTable } from './blocks.ts'
import type { Printer } from './print-document.ts'

/** A table of words as a grid. Spans that run into each other or out of the table are cut. */
export function printTable(table: Node, start: number, printer: Printer): PrintedTable {
  const found = placeCells(table)
  const rowCount = table.children.filter(({ type }) => type.name === 'tableRow').length
  const columns = columnsOf(found)
  const rows: PrintedCell[][] = Array.from({ length: rowCount }, () => [])
  for (const { node, offset, column, colspan, row, rowspan } of found) {
    rows[row]?.push({
      column,
      colspan,
      rowspan,
      header: headerOf(node.attrs['header']),
      blocks: printer.blocks(node, start + offset),
    })
  }
  return {
    kind: 'table',
    widths: columnShares(table),
    rows: rows.map((cells, row) => fillRow(cells, { row, rows, columns })),
  }
}

/** Short rows are filled up with empty cells, so that every format gets a whole grid. */
function fillRow(
  cells: PrintedCell[],
  { row, rows, columns }: { row: number; rows: readonly PrintedCell[][]; columns: number },
): PrintedCell[] {
  const covered = new Set<number>()
  rows.slice(0, row + 1).forEach((each, index) => {
    for (const { column, colspan, rowspan } of each) {
      if (index + rowspan <= row) continue
      for (let right = 0; right < colspan; right += 1) covered.add(column + right)
    }
  })
  const filled = [...cells]
  for (let column = 0; column < columns; column += 1) {
    if (covered.has(column)) continue
    filled.push({ column, colspan: 1, rowspan: 1, header: null, blocks: [] })
  }
  return filled.toSorted((one, other) => one.column - other.column)
}

function headerOf(header: unknown): PrintedCell['header'] {
  return header === 'column' || header === 'row' ? header : null
}
