import { Fragment, Slice } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'
import { HEADING_PATTERNS } from '../../../shared/columns/index.ts'
import type { ColumnKind } from '../../../shared/columns/index.ts'
import { spanOf } from '../../../shared/schema/table-grid.ts'
import type { TableColumn } from './shape.ts'

/** A cell of a pasted table; `isSame`: it is covered by the one above. */
export interface PastedCell {
  content: Fragment
  isSame: boolean
}

/** A row of a pasted table: its cells, or a line over its whole width. */
export type PastedRow = { is: 'cells'; cells: PastedCell[] } | { is: 'title'; words: string }

/** The rows of a pasted table of more than one cell, spans taken apart; null for anything else. */
export function gridOf(slice: Slice): PastedRow[] | null {
  const table = onlyTable(slice)
  if (table === null) return null
  const covered: (PastedCell | undefined)[][] = []
  const rows = table.children.map((row, index): PastedRow => {
    const line = (covered[index] ??= [])
    const only = row.childCount === 1 ? row.firstChild : null
    if (only !== null && spanOf(only.attrs['colspan']) > 1 && line.length === 0) {
      return { is: 'title', words: only.textContent.trim() }
    }
    let at = 0
    for (const cell of row.children) {
      while (line[at] !== undefined) at++
      const [across, down] = [spanOf(cell.attrs['colspan']), spanOf(cell.attrs['rowspan'])]
      for (let right = 0; right < across; right++) {
        const content = right === 0 ? cell.content : Fragment.empty
        line[at + right] = { content, isSame: false }
        for (let below = 1; below < down; below++) {
          const next = (covered[index + below] ??= [])
          next[at + right] = { content: Fragment.empty, isSame: right === 0 }
        }
      }
    }
    return { is: 'cells', cells: Array.from(line, (cell) => cell ?? NOTHING) }
  })
  const isOneCell = rows.length === 1 && rows[0]?.is === 'cells' && rows[0].cells.length < 2
  return isOneCell ? null : rows
}

const NOTHING: PastedCell = { content: Fragment.empty, isSame: false }

/** Where a column of the pasted table goes: to a column of the plan, or to a new one. */
export type Target = { key: string } | { heading: string; kind: ColumnKind }

/**
 * Where the columns go if the first row with cells says so: at least two of its words are headings
 * of the plan, or mean what one of its columns is about. Null if there is no such row.
 */
export function targetsByHeading(
  rows: readonly PastedRow[],
  columns: readonly TableColumn[],
): Target[] | null {
  const head = rows.find((row) => row.is === 'cells')
  if (head?.is !== 'cells') return null
  const free = [...columns]
  const take = (fits: (column: TableColumn) => boolean): Target | null => {
    const index = free.findIndex(fits)
    const [found] = index < 0 ? [] : free.splice(index, 1)
    return found === undefined ? null : { key: found.key }
  }
  const headings = head.cells.map(({ content }) => oneLine(content))
  const named = headings.map((heading) => take((column) => isSame(column.heading, heading)))
  const targets = headings.map((heading, index): Target | null => {
    const kind = kindOf(heading)
    return named[index] ?? (kind === null ? null : take((column) => column.kind === kind))
  })
  if (targets.filter((target) => target !== null).length < 2) return null
  return targets.map(
    (target, index) =>
      target ?? { heading: headings[index] ?? '', kind: kindOf(headings[index] ?? '') ?? 'text' },
  )
}

function onlyTable({ content }: Slice): Node | null {
  const others = content.content.filter(
    (node) => node.type.name !== 'table' && (node.textContent !== '' || node.isAtom),
  )
  const tables = content.content.filter((node) => node.type.name === 'table')
  return tables.length === 1 && others.length === 0 ? (tables[0] ?? null) : null
}

function kindOf(heading: string): ColumnKind | null {
  return HEADING_PATTERNS.find(({ pattern }) => pattern.test(heading))?.kind ?? null
}

function isSame(one: string, other: string): boolean {
  return one.trim() !== '' && one.trim().toLowerCase() === other.toLowerCase()
}

function oneLine(content: Fragment): string {
  return content.textBetween(0, content.size, ' ', ' ').replace(/\s+/g, ' ').trim()
}
