import { Fragment } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'
import { plain } from './cell-lines.ts'
import type { PlanTable } from './plan-sheets.ts'

/** A row that stands elsewhere in a file than in its plan. */
export interface MovedRow {
  id: string
  name: string
  /** The id of the plan. */
  plan: string
  /** The title of the group it goes to. */
  group: string
  /** The row it goes below, in that group; null: to its start. */
  after: string | null
}

/** A known row in the order of the file. */
export interface FileRow {
  id: string
  name: string
  /** The title of its group in the file; null where the file has no groups. */
  group: string | null
}

/** The fewest rows that have to move for the plan to stand in the order of the file. */
export function movesOf({ plan, rows }: PlanTable, file: readonly FileRow[]): MovedRow[] {
  const places = new Map(rows.map(({ row, group }, at) => [row.id, { at, group }]))
  const wanted = file.flatMap(({ id, name, group }) => {
    const place = places.get(id)
    return place === undefined ? [] : [{ id, name, ...place, to: group ?? place.group }]
  })
  // Each group has an order of its own: moving a group is done in the document.
  const moved: MovedRow[] = []
  for (const group of new Set(wanted.map(({ to }) => to))) {
    const inside = wanted.filter(({ to }) => to === group)
    const atHome = inside.filter((row) => row.group === group)
    const staying = new Set(longestRising(atHome.map(({ at }) => at)).map((at) => atHome[at]?.id))
    inside.forEach(({ id, name }, index) => {
      if (staying.has(id)) return
      moved.push({ id, name, plan: plan.id, group, after: inside[index - 1]?.id ?? null })
    })
  }
  return moved
}

/** The document with its rows in the order of the file. New rows go with the row they stand below. */
export function moveRows(body: Node, moved: readonly MovedRow[], newId: () => string): Node {
  if (moved.length === 0) return body
  return body.copy(
    Fragment.fromArray(
      body.children.map((block) => {
        const own = moved.filter(({ plan }) => plan === String(block.attrs['id'] ?? ''))
        return block.type.name === 'actionTable' && own.length > 0
          ? reorder(block, own, newId)
          : block
      }),
    ),
  )
}

/** A group as a list that rows are taken from and put into; the rows beside the groups are one too. */
interface Part {
  node: Node | null
  title: string
  lead: Node[]
  rows: Node[]
}

function reorder(table: Node, moved: readonly MovedRow[], newId: () => string): Node {
  const heads = table.children.filter(({ type }) => !PARTS.has(type.name))
  const parts = partsOf(table)
  for (const { id, group, after } of moved) {
    const from = parts.find(({ rows }) => rows.some((row) => idOf(row) === id))
    const at = from?.rows.findIndex((row) => idOf(row) === id) ?? -1
    const row = from?.rows[at]
    if (from === undefined || row === undefined) continue
    from.rows.splice(at, 1)
    const below = (part: Part) => part.rows.findIndex((each) => idOf(each) === after)
    const to =
      parts.find((part) => part.title === group && after !== null && below(part) >= 0) ??
      parts.find(({ title }) => title === group) ??
      newPart(group, { parts, table, newId })
    to.rows.splice(after === null ? 0 : below(to) + 1, 0, row)
  }
  const children = parts.flatMap(({ node, lead, rows }) =>
    node === null ? rows : [node.copy(Fragment.fromArray([...lead, ...rows]))],
  )
  return table.copy(Fragment.fromArray([...heads, ...children]))
}

const PARTS = new Set(['actionGroup', 'actionRow'])

function partsOf(table: Node): Part[] {
  const parts: Part[] = []
  for (const child of table.children) {
    const last = parts.at(-1)
    if (child.type.name === 'actionRow') {
      if (last?.node === null) last.rows.push(child)
      else parts.push({ node: null, title: '', lead: [], rows: [child] })
    }
    if (child.type.name !== 'actionGroup') continue
    const isRow = ({ type }: Node) => type.name === 'actionRow'
    const title = child.children.find(({ type }) => type.name === 'actionGroupTitle')
    parts.push({
      node: child,
      title: plain(title?.textContent.trim() ?? ''),
      lead: child.children.filter((each) => !isRow(each)),
      rows: child.children.filter(isRow),
    })
  }
  return parts
}

function newPart(
  title: string,
  { parts, table, newId }: { parts: Part[]; table: Node; newId: () => string },
): Part {
  const { schema } = table.type
  const made: Part = { node: null, title, lead: [], rows: [] }
  if (title !== '') {
    made.node = schema.node('actionGroup', { id: newId() })
    made.lead = [schema.node('actionGroupTitle', null, [schema.text(title)])]
  }
  parts.push(made)
  return made
}

function idOf(row: Node): string {
  return String(row.attrs['id'] ?? '')
}

/** The places of a longest run of rising numbers. */
function longestRising(numbers: readonly number[]): number[] {
  /** The place at which the best run of each length ends. */
  const ends: number[] = []
  const before: (number | undefined)[] = []
  numbers.forEach((number, at) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1
      else high = middle
    }
    before[at] = ends[low - 1]
    ends[low] = at
  })
  const run: number[] = []
  for (let at = ends.at(-1); at !== undefined; at = before[at]) run.unshift(at)
  return run
}
