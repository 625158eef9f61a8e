import type { Node, ResolvedPos, Schema } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import type { ColumnKind, GroupPart } from '../../../shared/columns/index.ts'
import { COLUMN_KINDS } from '../../../shared/columns/index.ts'
import { nodeType } from '../node-types.ts'

/** Reading an action table: what stands where. Positions are those before a node. */

export interface At {
  node: Node
  position: number
}

export interface TableColumn extends At {
  key: string
  kind: ColumnKind
  heading: string
  width: number
  isHidden: boolean
  isLocked: boolean
  isPublic: boolean
  /** What its cells choose from, as stored. */
  choices: string
}

/** Where in an action table a position is. */
export type Place =
  | { part: 'heading'; table: At; column: At }
  | { part: 'title'; table: At; group: At; title: At }
  /** In the success criteria or links of a group. */
  | { part: 'groupPart'; table: At; group: At; groupPart: At }
  | { part: 'cell'; table: At; group: At | null; row: At; cell: At; key: string }
  /** On a row or the table itself, as when it is selected as a whole. */
  | { part: 'row'; table: At; group: At | null; row: At }
  | { part: 'table'; table: At }

/** The columns in the order they are shown. Where two merged tables gave one key twice, the first. */
export function columnsOf(table: At): TableColumn[] {
  const columns: TableColumn[] = []
  const seen = new Set<string>()
  table.node.forEach((head, headOffset) => {
    if (head.type.name !== 'actionHead') return
    head.forEach((node, offset) => {
      const key: unknown = node.attrs['key']
      if (node.type.name !== 'actionColumn' || typeof key !== 'string' || seen.has(key)) return
      seen.add(key)
      const kind: unknown = node.attrs['kind']
      const width: unknown = node.attrs['width']
      columns.push({
        node,
        position: table.position + 2 + headOffset + offset,
        key,
        kind: isKind(kind) ? kind : 'text',
        heading: node.textContent,
        width: typeof width === 'number' && width > 0 ? width : 1,
        isHidden: node.attrs['hidden'] === true,
        isLocked: node.attrs['locked'] === true,
        isPublic: node.attrs['public'] !== false,
        choices: String(node.attrs['choices'] ?? ''),
      })
    })
  })
  return columns
}

export function shownColumns(table: At): TableColumn[] {
  return columnsOf(table).filter((column) => !column.isHidden)
}

export function groupsOf(table: At): At[] {
  return childrenOf(table, 'actionGroup')
}

/** The plans of a text. */
export function plansIn(doc: Node): At[] {
  return childrenOf({ node: doc, position: -1 }, 'actionTable')
}

/** Every row of the table in order, those in groups and those beside them. */
export function rowsOf(table: At): At[] {
  const rows: At[] = []
  table.node.forEach((node, offset) => {
    const child = { node, position: table.position + 1 + offset }
    if (node.type.name === 'actionRow') rows.push(child)
    if (node.type.name === 'actionGroup') rows.push(...childrenOf(child, 'actionRow'))
  })
  return rows
}

export function titleOf(group: At): At | null {
  return childrenOf(group, 'actionGroupTitle')[0] ?? null
}

export function partsOf(group: At): At[] {
  return childrenOf(group, 'actionGroupPart')
}

/** The first cell of a row with this key; null is a gap. */
export function cellOf(row: At, key: string): At | null {
  return childrenOf(row, 'actionCell').find((cell) => cell.node.attrs['key'] === key) ?? null
}

export function childrenOf(parent: At, typeName: string): At[] {
  const found: At[] = []
  parent.node.forEach((node, offset) => {
    if (node.type.name === typeName) found.push({ node, position: parent.position + 1 + offset })
  })
  return found
}

export function placeAt($position: ResolvedPos): Place | null {
  const at = (name: string): At | null => {
    for (let depth = $position.depth; depth > 0; depth--) {
      const node = $position.node(depth)
      if (node.type.name === name) return { node, position: $position.before(depth) }
    }
    return null
  }
  const table = at('actionTable')
  if (table === null) return null
  const column = at('actionColumn')
  if (column !== null) return { part: 'heading', table, column }
  const group = at('actionGroup')
  const title = at('actionGroupTitle')
  if (title !== null && group !== null) return { part: 'title', table, group, title }
  const groupPart = at('actionGroupPart')
  if (groupPart !== null && group !== null) return { part: 'groupPart', table, group, groupPart }
  const row = at('actionRow')
  const cell = at('actionCell')
  if (row !== null && cell !== null) {
    return { part: 'cell', table, group, row, cell, key: String(cell.node.attrs['key']) }
  }
  return row === null ? { part: 'table', table } : { part: 'row', table, group, row }
}

export function placeOf(state: EditorState): Place | null {
  return placeAt(state.selection.$from)
}

/** What holds the words at a place. */
export function blockOf(place: Place): At | null {
  switch (place.part) {
    case 'cell':
      return place.cell
    case 'heading':
      return place.column
    case 'title':
      return place.title
    case 'groupPart':
      return place.groupPart
    default:
      return null
  }
}

/** The row the caret is in. */
export function rowAt(state: EditorState): { table: At; group: At | null; row: At } | null {
  const place = placeOf(state)
  return place?.part === 'cell' || place?.part === 'row' ? place : null
}

export function groupAt(state: EditorState): { table: At; group: At } | null {
  const place = placeOf(state)
  if (place === null || !('group' in place) || place.group === null) return null
  return { table: place.table, group: place.group }
}

/** An empty row with a cell for each of the columns; ids are given by the identity plugin. */
export function newRow(
  schema: Schema,
  columns: readonly TableColumn[],
  { isSame = () => false }: { isSame?: (key: string) => boolean } = {},
): Node {
  const cells = columns.map(({ key }) => newCell(schema, key, { isSame: isSame(key) }))
  return nodeType(schema, 'actionRow').create(null, cells)
}

/** `isSame`: the cell means the one above. */
export function newCell(schema: Schema, key: string, { isSame = false } = {}): Node {
  const paragraph = nodeType(schema, 'paragraph').create()
  return nodeType(schema, 'actionCell').create({ key, same: isSame }, paragraph)
}

/** Success criteria or links of a group, with a line to write on. */
export function newPart(schema: Schema, kind: GroupPart): Node {
  return nodeType(schema, 'actionGroupPart').create(
    { kind },
    nodeType(schema, 'paragraph').create(),
  )
}

/** The same node with all ids taken out, so that a copy gets its own. */
export function withoutIds(node: Node): Node {
  const children: Node[] = []
  node.forEach((child) => children.push(withoutIds(child)))
  if (node.isText) return node
  const attrs = 'id' in node.attrs ? { ...node.attrs, id: null } : node.attrs
  return node.type.create(attrs, children, node.marks)
}

function isKind(kind: unknown): kind is ColumnKind {
  return typeof kind === 'string' && Object.hasOwn(COLUMN_KINDS, kind)
}
