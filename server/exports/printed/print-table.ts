import type { Node } from '@tiptap/pm/model'
import { spanOf } from '../../../shared/schema/plain-table.ts'
import type { PrintedCell, PrintedTable } from './blocks.ts'
import type { Printer } from './print-document.ts'

const MAX_COLUMNS = 63 // more than Word allows in one table

interface FoundCell {
  node: Node
  start: number
  column: number
  colspan: number
  row: number
  rowspan: number
}

/** A table of words as a grid. Spans that run into each other or out of the table are cut. */
export function printTable(table: Node, start: number, printer: Printer): PrintedTable {
  const found = placeCells(table, start)
  const rowCount = table.children.filter(({ type }) => type.name === 'tableRow').length
  const columns = Math.max(1, ...found.map(({ column, colspan }) => column + colspan))
  const rows: PrintedCell[][] = Array.from({ length: rowCount }, () => [])
  for (const { node, start: inside, column, colspan, row, rowspan } of found) {
    rows[row]?.push({
      column,
      colspan,
      rowspan,
      header: headerOf(node.attrs['header']),
      blocks: printer.blocks(node, inside),
    })
  }
  return {
    kind: 'table',
    columns,
    rows: rows.map((cells, row) => fillRow(cells, { row, rows, columns })),
  }
}

function placeCells(table: Node, start: number): FoundCell[] {
  const rowCount = table.children.filter(({ type }) => type.name === 'tableRow').length
  const taken: Set<number>[] = Array.from({ length: rowCount }, () => new Set())
  const found: FoundCell[] = []
  let row = -1
  table.forEach((rowNode, rowOffset) => {
    if (rowNode.type.name !== 'tableRow') return
    row += 1
    let column = 0
    rowNode.forEach((node, offset) => {
      if (node.type.name !== 'tableCell') return
      while (taken[row]?.has(column) === true) column += 1
      if (column >= MAX_COLUMNS) column = MAX_COLUMNS - 1
      const rowspan = Math.min(spanOf(node.attrs['rowspan']), rowCount - row)
      const wanted = Math.min(spanOf(node.attrs['colspan']), MAX_COLUMNS - column)
      let colspan = 1
      while (colspan < wanted && taken[row]?.has(column + colspan) !== true) colspan += 1
      for (let down = 0; down < rowspan; down += 1) {
        for (let right = 0; right < colspan; right += 1) taken[row + down]?.add(column + right)
      }
      const inside = start + rowOffset + 1 + offset + 1
      found.push({ node, start: inside, column, colspan, row, rowspan })
      column += colspan
    })
  })
  return found
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
