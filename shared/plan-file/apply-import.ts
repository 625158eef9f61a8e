import { Fragment } from '@tiptap/pm/model'
import type { Node, Schema } from '@tiptap/pm/model'
import { plain } from './cell-lines.ts'
import { tablesOf } from './plan-sheets.ts'
import type { PlanTable } from './plan-sheets.ts'
import type { AddedRow, PlanImport } from './plan-import.ts'
import { moveRows } from './row-order.ts'
import { writeCell } from './write-cell.ts'

export interface TakeIn {
  /** Rows that are not in the file go. */
  isRemoving: boolean
  /** Rows go where they stand in the file. */
  isMoving?: boolean
  newId: () => string
}

/**
 * The document as the import says: cells get their words, new rows stand below the row they stand
 * below in the file, and everything else stays the same object.
 */
export function applyImport(body: Node, found: PlanImport, take: TakeIn): Node {
  const tables = new Map(tablesOf(body).map((table) => [table.plan.id, table]))
  const placed = take.isMoving === true ? moveRows(body, found.moved, take.newId) : body
  const blocks = placed.children.map((block) => {
    const table = tables.get(String(block.attrs['id'] ?? ''))
    return block.type.name === 'actionTable' && table !== undefined
      ? changeTable(block, { table, found, take })
      : block
  })
  return meaningAsBefore(body.copy(Fragment.fromArray(blocks)), { tables, found, take })
}

/** A cell that meant the one above speaks for itself where another row has come between. */
function meaningAsBefore(
  body: Node,
  {
    tables,
    found,
    take,
  }: { tables: ReadonlyMap<string, PlanTable>; found: PlanImport; take: TakeIn },
): Node {
  const wanted = new Map<string, Map<string, string>>()
  const changes = new Map(found.changed.map(({ id, cells }) => [id, cells]))
  const before = new Map(
    [...tables.values()].flatMap(({ rows }) => rows.map((row) => [row.row.id, row] as const)),
  )
  for (const { row, words, same } of tablesOf(body).flatMap(({ rows }) => rows)) {
    const was = before.get(row.id)
    for (const key of was === undefined ? [] : same) {
      const change = changes.get(row.id)?.find((each) => each.key === key)
      const text = change?.after ?? was?.words.get(key) ?? ''
      if (text === words.get(key)) continue
      wanted.set(row.id, new Map([...(wanted.get(row.id) ?? []), [key, text]]))
    }
  }
  if (wanted.size === 0) return body
  const inside = (node: Node): Node => {
    if (node.type.name === 'actionRow') {
      return changeRow(node, wanted.get(String(node.attrs['id'] ?? '')), take.newId)
    }
    if (node.type.name !== 'actionTable' && node.type.name !== 'actionGroup') return node
    return node.copy(Fragment.fromArray(node.children.map(inside)))
  }
  return body.copy(Fragment.fromArray(body.children.map(inside)))
}

interface Change {
  table: PlanTable
  found: PlanImport
  take: TakeIn
}

function changeTable(node: Node, change: Change): Node {
  const { table, found, take } = change
  const words = wantedWords(change)
  const gone = new Set(take.isRemoving ? found.missing.map(({ id }) => id) : [])
  const added = found.added.filter(({ plan }) => plan === table.plan.id)
  const below = (id: string | null, title: string) =>
    added.filter(({ after, group }) => after === id && group === title)
  const placed = new Set<AddedRow>()
  const make = (row: AddedRow): Node => {
    placed.add(row)
    return newRow(row, table, { schema: node.type.schema, newId: take.newId })
  }

  const inGroup = (children: readonly Node[], title: string, isFirst: boolean): Node[] => {
    const lead = children.filter(({ type }) => type.name !== 'actionRow')
    const rows = children.filter(({ type }) => type.name === 'actionRow')
    const written = rows.flatMap((row) => {
      const id = String(row.attrs['id'] ?? '')
      const own = gone.has(id) ? [] : [changeRow(row, words.get(id), take.newId)]
      return [...own, ...below(id, title).map(make)]
    })
    const atStart = isFirst ? below(null, title).map(make) : []
    const left = added.filter((row) => row.group === title && !placed.has(row)).map(make)
    const rest = [...atStart, ...written, ...left]
    const isSame = rest.length === rows.length && rest.every((row, at) => row === rows[at])
    return isSame ? [...children] : [...lead, ...rest]
  }

  const titles = new Set<string>()
  const children = node.children.flatMap((child): Node[] => {
    if (child.type.name === 'actionRow') {
      const id = String(child.attrs['id'] ?? '')
      const own = gone.has(id) ? [] : [changeRow(child, words.get(id), take.newId)]
      return [...own, ...below(id, '').map(make)]
    }
    if (child.type.name !== 'actionGroup') return [child]
    const title = titleOf(child)
    const isFirst = !titles.has(title)
    titles.add(title)
    const inside = inGroup(child.children, title, isFirst)
    const isSame = inside.every((each, at) => each === child.child(at))
    return [
      isSame && inside.length === child.childCount ? child : child.copy(Fragment.from(inside)),
    ]
  })
  return node.copy(
    Fragment.fromArray([...children, ...newGroups(added, { placed, make, node, take })]),
  )
}

/** Rows of groups that the plan does not have, each group at its end. */
function newGroups(
  added: readonly AddedRow[],
  {
    placed,
    make,
    node,
    take,
  }: {
    placed: ReadonlySet<AddedRow>
    make: (row: AddedRow) => Node
    node: Node
    take: TakeIn
  },
): Node[] {
  const left = added.filter((row) => !placed.has(row))
  const { schema } = node.type
  return [...new Set(left.map(({ group }) => group))].flatMap((title) => {
    const rows = left.filter(({ group }) => group === title).map(make)
    if (title === '') return rows
    const head = schema.node('actionGroupTitle', null, [schema.text(title)])
    return [schema.node('actionGroup', { id: take.newId() }, [head, ...rows])]
  })
}

/**
 * The words each cell is to have. A cell that means the one above goes on meaning it where the file
 * says the same for both, and speaks for itself where it does not.
 */
function wantedWords({ table, found, take }: Change): Map<string, Map<string, string>> {
  const wanted = new Map<string, Map<string, string>>()
  const byId = new Map(found.changed.map(({ id, cells }) => [id, cells]))
  const now = new Map<string, string>()
  const gone = new Set(take.isRemoving ? found.missing.map(({ id }) => id) : [])
  for (const { row, words, same } of table.rows) {
    if (gone.has(row.id)) continue
    const own = new Map<string, string>()
    const changes = new Map(byId.get(row.id)?.map(({ key, after }) => [key, after]))
    for (const { key } of table.columns) {
      const text = changes.get(key) ?? words.get(key) ?? ''
      if (same.has(key) ? text !== (now.get(key) ?? '') : changes.has(key)) own.set(key, text)
      now.set(key, text)
    }
    if (own.size > 0) wanted.set(row.id, own)
  }
  return wanted
}

function changeRow(
  row: Node,
  words: ReadonlyMap<string, string> | undefined,
  newId: () => string,
): Node {
  if (words === undefined) return row
  const written = new Set<string>()
  const cells = row.children.map((cell) => {
    const key = String(cell.attrs['key'] ?? '')
    const text = words.get(key)
    if (cell.type.name !== 'actionCell' || text === undefined) return cell
    // A merge may have left two cells of one column: their words were read as one.
    const own = written.has(key) ? '' : text
    written.add(key)
    return writeCell(cell, own, newId)
  })
  const gaps = [...words].filter(([key, text]) => !written.has(key) && text !== '')
  const { schema } = row.type
  return row.copy(
    Fragment.fromArray([
      ...cells,
      ...gaps.map(([key, text]) => newCell(key, text, { schema, newId })),
    ]),
  )
}

function newRow(
  { cells }: AddedRow,
  { columns }: PlanTable,
  making: { schema: Schema; newId: () => string },
): Node {
  const content = columns.map(({ key }) => newCell(key, cells[key] ?? '', making))
  return making.schema.node('actionRow', { id: making.newId() }, content)
}

function newCell(
  key: string,
  text: string,
  { schema, newId }: { schema: Schema; newId: () => string },
): Node {
  const empty = schema.node('actionCell', { key }, schema.node('paragraph', { id: newId() }))
  return text === '' ? empty : writeCell(empty, text, newId)
}

function titleOf(group: Node): string {
  const title = group.children.find(({ type }) => type.name === 'actionGroupTitle')
  return plain(title?.textContent.trim() ?? '')
}
