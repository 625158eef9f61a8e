import { alignedLines, confirmedKeys, linesOfCell, proposeLines } from './lines.ts'
import type { Finding } from './plan-check.ts'
import type { Plan, PlanRow } from './plan.ts'

/** Lines that were said to belong together and no longer do, and those that may. */
export function checkLines(plan: Plan, row: PlanRow, words: string): Finding[] {
  const keys = confirmedKeys(row.lines)
  const at = { words, position: row.position, key: null }
  if (keys.length > 1) {
    if (alignedLines(row) !== null) return []
    const counts = keys.map((key) => {
      const cell = row.cells.find((each) => each.key === key)
      const count = cell === undefined ? 0 : (linesOfCell(cell.node)?.length ?? 0)
      return `${headingOf(plan, key)} ${count}`
    })
    return [{ kind: 'linesDiffer', ...at, note: `Lines: ${counts.join(', ')}` }]
  }
  const proposed = proposeLines(plan, row)
  if (proposed === null) return []
  const [count = 0] = [...proposed.values()].map(({ length }) => length)
  const names = [...proposed.keys()].map((key) => headingOf(plan, key))
  return [{ kind: 'linesToMatch', ...at, note: `${count} lines each: ${names.join(', ')}` }]
}

function headingOf({ columns }: Plan, key: string): string {
  return columns.find((column) => column.key === key)?.heading || 'a column'
}
