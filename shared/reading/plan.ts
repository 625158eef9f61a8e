import type { Node } from '@tiptap/pm/model'
import { COLUMN_KINDS } from '../columns/index.ts'
import type { ColumnKind, GroupPart } from '../columns/index.ts'

/** An action table as rows and columns, for the readers, the check and the views. */
export interface Plan {
  id: string
  /** Before the table in the document, as all positions here. */
  position: number
  /** The years it covers, as written; '' where it does not say. */
  period: string
  columns: PlanColumn[]
  groups: PlanGroup[]
}

export interface PlanColumn {
  key: string
  kind: ColumnKind
  heading: string
  isHidden: boolean
  /** The public's copy leaves it out. */
  isPublic: boolean
  isLocked: boolean
  /** What its cells choose from, as stored (see shared/columns/choices.ts). */
  choices: string
}

/** Rows that stand beside the groups are in groups without a title. */
export interface PlanGroup {
  title: string
  /** Success criteria and links, as they stand. */
  parts: PlanGroupPart[]
  rows: PlanRow[]
}

export interface PlanGroupPart {
  kind: GroupPart
  node: Node
  position: number
  text: string
}

export interface PlanRow {
  id: string
  position: number
  /** Columns whose lines were said to belong together, as stored (see lines.ts). */
  lines: unknown
  /** In the order they are stored; a gap has none, a merge may have left two of one key. */
  cells: PlanCell[]
}

export interface PlanCell {
  key: string
  kind: ColumnKind
  node: Node
  position: number
  text: string
  /** It says nothing of its own and means the cell above. */
  isSame: boolean
}

/** Every action table of a document. Text that did not change is not gathered again. */
export function plansOf(doc: Node): Plan[] {
  const plans: Plan[] = []
  doc.forEach((node, position) => {
    if (node.type.name === 'actionTable') plans.push(planOf(node, position))
  })
  return plans
}

export function rowsOfPlan({ groups }: Plan): PlanRow[] {
  return groups.flatMap(({ rows }) => rows)
}

/** The words of a cell for readers: a line for each paragraph, item and line break. */
function cellText(node: Node): string {
  const known = texts.get(node)
  if (known !== undefined) return known
  const text = textBefore(node, node.content.size)
  texts.set(node, text)
  return text
}

/** The words of a cell for readers, up to a place in its content. */
export function textBefore(node: Node, end: number): string {
  return node.textBetween(0, end, '\n', (leaf) => (leaf.type.name === 'hardBreak' ? '\n' : ''))
}

/** The words of a column in a row, with those of the row above where the cell means the same. */
export function wordsIn(rows: readonly PlanRow[], index: number, key: string): string {
  const cells = rows[index]?.cells.filter((cell) => cell.key === key) ?? []
  const words = cells
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join('\n')
  const isSame = cells.some((cell) => cell.isSame)
  return words === '' && isSame && index > 0 ? wordsIn(rows, index - 1, key) : words
}

/** False for blanks, dashes, and the square brackets in which templates say what to write. */
export function hasWords(text: string): boolean {
  const trimmed = text.trim()
  return trimmed !== '' && !/^[-–—?.]+$/.test(trimmed) && !/^\[[^\]]*\]$/.test(trimmed)
}

const texts = new WeakMap<Node, string>()

function planOf(table: Node, position: number): Plan {
  const columns = columnsOf(table)
  const kinds = new Map(columns.map(({ key, kind }) => [key, kind]))
  const groups: PlanGroup[] = []
  table.forEach((child, offset) => {
    const at = position + 1 + offset
    if (child.type.name === 'actionRow') {
      const last = groups.at(-1)
      const row = rowOf(child, at, kinds)
      if (last?.title === '') last.rows.push(row)
      else groups.push({ title: '', parts: [], rows: [row] })
    }
    if (child.type.name !== 'actionGroup') return
    const group: PlanGroup = { title: '', parts: [], rows: [] }
    child.forEach((inner, innerOffset) => {
      if (inner.type.name === 'actionGroupTitle') group.title ||= inner.textContent.trim()
      if (inner.type.name === 'actionGroupPart') {
        const kind = inner.attrs['kind'] === 'links' ? 'links' : 'criteria'
        const text = cellText(inner)
        group.parts.push({ kind, node: inner, position: at + 1 + innerOffset, text })
      }
      if (inner.type.name === 'actionRow')
        group.rows.push(rowOf(inner, at + 1 + innerOffset, kinds))
    })
    groups.push(group)
  })
  const period = String(table.attrs['period'] ?? '').trim()
  return { id: String(table.attrs['id'] ?? ''), position, period, columns, groups }
}

function columnsOf(table: Node): PlanColumn[] {
  const columns = new Map<string, PlanColumn>()
  table.forEach((head) => {
    if (head.type.name !== 'actionHead') return
    head.forEach((node) => {
      const key: unknown = node.attrs['key']
      const kind: unknown = node.attrs['kind']
      if (typeof key !== 'string' || columns.has(key)) return
      columns.set(key, {
        key,
        kind: isKind(kind) ? kind : 'text',
        heading: node.textContent,
        isHidden: node.attrs['hidden'] === true,
        isPublic: node.attrs['public'] !== false,
        isLocked: node.attrs['locked'] === true,
        choices: String(node.attrs['choices'] ?? ''),
      })
    })
  })
  return [...columns.values()]
}

function rowOf(row: Node, position: number, kinds: ReadonlyMap<string, ColumnKind>): PlanRow {
  const cells: PlanCell[] = []
  row.forEach((node, offset) => {
    const key: unknown = node.attrs['key']
    const kind = typeof key === 'string' ? kinds.get(key) : undefined
    if (node.type.name !== 'actionCell' || typeof key !== 'string' || kind === undefined) return
    cells.push({
      key,
      kind,
      node,
      position: position + 1 + offset,
      text: cellText(node),
      isSame: node.attrs['same'] === true,
    })
  })
  return { id: String(row.attrs['id'] ?? position), position, lines: row.attrs['lines'], cells }
}

function isKind(kind: unknown): kind is ColumnKind {
  return typeof kind === 'string' && Object.hasOwn(COLUMN_KINDS, kind)
}
