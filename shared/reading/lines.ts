import type { Node } from '@tiptap/pm/model'
import type { ColumnKind } from '../columns/index.ts'
import { hasWords, textBefore } from './plan.ts'
import type { Plan, PlanCell, PlanRow } from './plan.ts'

/**
 * Several actions in one row, each with a lead and a timescale of its own, as councils write them:
 * line beside line. That they belong together is never taken for granted: somebody says so, and the
 * row keeps the keys of those columns (attribute `lines`). It holds while they have as many lines.
 */
export interface CellLine {
  /** The paragraph or item. */
  node: Node
  /** In the words of the cell as readers have them (`cellText`). */
  start: number
  end: number
  text: string
}

/** Kinds whose lines go with those of the actions. */
const KINDS: readonly ColumnKind[] = [
  'timescale',
  'leads',
  'involvement',
  'resources',
  'indicator',
  'outcomes',
  'status',
]

/**
 * The lines of a cell with words in them: its paragraphs, parted at line breaks, or the items of its
 * one list. Null where both stand in it: then nobody can see which line is which.
 */
export function linesOfCell(cell: Node): CellLine[] | null {
  const blocks: { node: Node; offset: number }[] = []
  cell.forEach((node, offset) => {
    if (node.textContent.trim() !== '') blocks.push({ node, offset })
  })
  const [first] = blocks
  if (blocks.every(({ node }) => node.type.name === 'paragraph')) {
    return blocks.flatMap(({ node, offset }) => partsOf(cell, node, offset))
  }
  if (first === undefined || blocks.length > 1) return null
  const lines: CellLine[] = []
  first.node.forEach((node, offset) => {
    if (node.textContent.trim() !== '') lines.push(lineOf(cell, node, first.offset + 1 + offset))
  })
  return lines
}

/** The keys that somebody said belong together; none where nobody has. */
export function confirmedKeys(lines: unknown): string[] {
  if (typeof lines !== 'string') return []
  try {
    const keys: unknown = JSON.parse(lines)
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : []
  } catch {
    return [] // not written by us
  }
}

export function writeKeys(keys: readonly string[]): string | null {
  return keys.length < 2 ? null : JSON.stringify(keys)
}

/** The lines of a row that belong together, by column; null where nobody said so or it no longer fits. */
export function alignedLines(
  row: Pick<PlanRow, 'lines' | 'cells'>,
): Map<string, CellLine[]> | null {
  const keys = confirmedKeys(row.lines)
  if (keys.length < 2) return null
  const lines = new Map<string, CellLine[]>()
  for (const key of keys) {
    const cell = row.cells.find((each) => each.key === key)
    const own = cell === undefined ? null : linesOfCell(cell.node)
    if (own === null) return null
    lines.set(key, own)
  }
  const [count = 0, ...others] = [...lines.values()].map(({ length }) => length)
  return count > 1 && others.every((each) => each === count) ? lines : null
}

/**
 * What could belong together in a row: its actions, and the columns with as many lines. Null where
 * there is one action only, or neither a lead nor a timescale has as many.
 */
export function proposeLines(plan: Plan, row: PlanRow): Map<string, CellLine[]> | null {
  const actions = cellOfKind(plan, row, 'actions')
  const lines = actions === undefined ? null : linesOfCell(actions.node)
  if (actions === undefined || lines === null || lines.length < 2) return null
  const proposed = new Map([[actions.key, lines]])
  let hasLeadOrDate = false
  for (const column of plan.columns) {
    if (column.isHidden || !KINDS.includes(column.kind)) continue
    const cell = row.cells.find((each) => each.key === column.key)
    const own = cell === undefined ? null : linesOfCell(cell.node)
    if (own === null || own.length !== lines.length) continue
    proposed.set(column.key, own)
    hasLeadOrDate ||= column.kind === 'leads' || column.kind === 'timescale'
  }
  return hasLeadOrDate ? proposed : null
}

function cellOfKind(plan: Plan, row: PlanRow, kind: ColumnKind): PlanCell | undefined {
  const keys = plan.columns.filter((column) => column.kind === kind).map(({ key }) => key)
  return row.cells.find(({ key, text }) => keys.includes(key) && hasWords(text))
}

/** The parts of a paragraph between its line breaks. */
function partsOf(cell: Node, paragraph: Node, offset: number): CellLine[] {
  const whole = lineOf(cell, paragraph, offset)
  let start = whole.start
  return whole.text.split('\n').flatMap((text) => {
    const line = { node: paragraph, start, end: start + text.length, text }
    start += text.length + 1
    return text.trim() === '' ? [] : [line]
  })
}

function lineOf(cell: Node, node: Node, offset: number): CellLine {
  const end = textBefore(cell, offset + node.nodeSize)
  const text = textBefore(node, node.content.size)
  return { node, start: end.length - text.length, end: end.length, text }
}
