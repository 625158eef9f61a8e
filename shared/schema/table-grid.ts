import type { Node } from '@tiptap/pm/model'

/** More than Word allows in one table. */
const MAX_COLUMNS = 63

/** A cell at its place in the grid; spans never overlap and never lead out of the table. */
export interface PlacedCell {
  node: Node
  /** Where its content begins, counted from the beginning of the table's own. */
  offset: number
  column: number
  colspan: number
  row: number
  rowspan: number
}

/** Where the cells of a plain table stand. Spans that run into each other or out of it are cut. */
export function placeCells(table: Node): PlacedCell[] {
  const rowCount = table.children.filter(({ type }) => type.name === 'tableRow').length
  const taken: Set<number>[] = Array.from({ length: rowCount }, () => new Set())
  const placed: PlacedCell[] = []
  let row = -1
  table.forEach((rowNode, rowOffset) => {
    if (rowNode.type.name !== 'tableRow') return
    row += 1
    let column = 0
    rowNode.forEach((node, cellOffset) => {
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
      placed.push({ node, offset: rowOffset + cellOffset + 2, column, colspan, row, rowspan })
      column += colspan
    })
  })
  return placed
}

/** How many columns there are; at least one. */
export function columnsOf(placed: readonly PlacedCell[]): number {
  return Math.max(1, ...placed.map(({ column, colspan }) => column + colspan))
}

/** How many columns or rows a cell covers: 1–100, whatever is stored or pasted. */
export function spanOf(value: unknown): number {
  const number = Number(value ?? 1)
  return Number.isInteger(number) && number >= 1 && number <= 100 ? number : 1
}
