import type { Node } from '@tiptap/pm/model'

/** What a change does to locked columns: to the words in them, or to what is locked. */
export type LockBreach = 'words' | 'locks'

/**
 * What of `before` was locked and is not so in `after`; null if nothing. Rows with locked words may
 * move and new ones may come, but no locked words are changed, added to, or taken away with their
 * row. `isHeld`: for somebody who may not unlock, so that what is locked stays so as well.
 */
export function breachOf(
  before: Node,
  after: Node,
  { isHeld }: { isHeld: boolean },
): LockBreach | null {
  if (before === after) return null
  const now = new Map<unknown, Node>()
  for (const table of plansIn(after)) now.set(table.attrs['id'], table)
  for (const table of plansIn(before)) {
    const keys = lockedKeys(table)
    const next = now.get(table.attrs['id'])
    if (next === table || (keys.size === 0 && !isHeld)) continue
    if (next === undefined) {
      if (saysLocked(rowsOf(table), keys)) return 'words'
      continue
    }
    if (isHeld && !isSameSet(keys, lockedKeys(next))) return 'locks'
    if (keys.size > 0 && !keepsWords(rowsThatDiffer(table, next), keys)) return 'words'
  }
  return null
}

function plansIn(body: Node): Node[] {
  return body.children.filter(({ type }) => type.name === 'actionTable')
}

const knownKeys = new WeakMap<Node, ReadonlySet<string>>()

function lockedKeys(table: Node): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const head of table.children) {
    if (head.type.name !== 'actionHead') continue
    const known = knownKeys.get(head) ?? lockedIn(head)
    knownKeys.set(head, known)
    for (const key of known) keys.add(key)
  }
  return keys
}

function lockedIn(head: Node): ReadonlySet<string> {
  const locked = head.children.filter(({ attrs }) => attrs['locked'] === true)
  return new Set(locked.map(({ attrs }) => String(attrs['key'])))
}

interface Rows {
  was: readonly Node[]
  is: readonly Node[]
}

/** Without what both begin and end with: a letter typed into a long plan changes one row. */
function rowsThatDiffer(before: Node, after: Node): Rows {
  const parts = withoutSame({ was: before.children, is: after.children })
  return withoutSame({ was: parts.was.flatMap(rowsIn), is: parts.is.flatMap(rowsIn) })
}

function withoutSame({ was, is }: Rows): Rows {
  const most = Math.min(was.length, is.length)
  let start = 0
  while (start < most && was[start] === is[start]) start += 1
  let end = 0
  while (end < most - start && was[was.length - 1 - end] === is[is.length - 1 - end]) end += 1
  return { was: was.slice(start, was.length - end), is: is.slice(start, is.length - end) }
}

function keepsWords({ was, is }: Rows, keys: ReadonlySet<string>): boolean {
  const now = new Map<unknown, Node>()
  // The first with an id keeps it: see server/sync/rows.
  for (const row of is) if (!now.has(row.attrs['id'])) now.set(row.attrs['id'], row)
  return was.every((row) => {
    const next = now.get(row.attrs['id'])
    if (next === row) return true
    if (next === undefined) return !saysLocked([row], keys)
    return [...keys].every((key) => isSame(cellsIn(row, key), cellsIn(next, key)))
  })
}

function saysLocked(rows: readonly Node[], keys: ReadonlySet<string>): boolean {
  return rows.some((row) => [...keys].some((key) => cellsIn(row, key).length > 0))
}

function isSame(was: readonly Node[], is: readonly Node[]): boolean {
  return was.length === is.length && was.every((cell, index) => saysTheSame(cell, is[index]))
}

function saysTheSame(was: Node, is: Node | undefined): boolean {
  if (was === is) return true
  return is !== undefined && was.attrs['same'] === is.attrs['same'] && was.content.eq(is.content)
}

/** The cells of a column that say something. */
function cellsIn(row: Node, key: string): Node[] {
  return row.children.filter((cell) => cell.attrs['key'] === key && !isEmpty(cell))
}

function isEmpty(cell: Node): boolean {
  return cell.attrs['same'] !== true && wordsOf(cell).trim() === ''
}

function wordsOf(cell: Node): string {
  return cell.textBetween(0, cell.content.size, '\n', '\ufffc')
}

function rowsOf(table: Node): Node[] {
  return table.children.flatMap(rowsIn)
}

function rowsIn(part: Node): Node[] {
  if (part.type.name === 'actionRow') return [part]
  if (part.type.name !== 'actionGroup') return []
  return part.children.filter(({ type }) => type.name === 'actionRow')
}

function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((key) => other.has(key))
}
