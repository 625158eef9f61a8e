import { Fragment } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'
import type { Part } from '../api-versions.ts'

/**
 * The text in which one part is again as it was: a block (a row, a clause), a section (a heading
 * and all below it) or everything. What is elsewhere stays as it is, but for blocks that moved away
 * from the part and move back into it. Null if the earlier text has no such part.
 */
export function bringBack(now: Node, then: Node, part: Part): Node | null {
  switch (part.is) {
    case 'whole':
      return then
    case 'block':
      return bringBackBlock(now, then, part.id)
    case 'section':
      return bringBackSection(now, then, part.id)
  }
}

function bringBackBlock(now: Node, then: Node, id: string): Node | null {
  const path = findPath(then, id)
  const wanted = path?.at(-1)
  if (path === null || wanted === undefined) return null
  if (findPath(now, id) !== null) {
    return withoutIds(now, idsIn([wanted]), id, () => wanted)
  }
  // Down from the document to the deepest block around it that is still there.
  const rest = withoutIds(now, idsIn([wanted]))
  let depth = path.length - 2
  while (depth > 0 && findPath(rest, idOf(path[depth])) === null) depth--
  let made = wanted
  for (let at = path.length - 2; at > depth; at--) made = frameOf(path[at], made)
  const place = { in: path[depth], before: path[depth + 1] }
  const parentId = depth === 0 ? null : idOf(path[depth])
  return changeBlock(rest, parentId, (parent) => insertLike(parent, made, place))
}

function bringBackSection(now: Node, then: Node, id: string): Node | null {
  const old = sectionOf(then.children, id)
  if (old === null) return bringBackBlock(now, then, id)
  const wanted = then.children.slice(old.from, old.to)
  const wantedIds = idsIn(wanted)
  const present = sectionOf(now.children, id)
  if (present === null) {
    const rest = withoutIds(now, wantedIds)
    const [first] = wanted
    const at = placeFor(rest.children, then.children, first)
    return withChildren(rest, rest.children.toSpliced(at, 0, ...wanted))
  }
  // What came into the section from elsewhere was not part of it and is not to be lost.
  const outside = idsIn([...then.children.slice(0, old.from), ...then.children.slice(old.to)])
  const inside = now.children.slice(present.from, present.to)
  const strangers = inside.filter((node) => outside.has(idOf(node) ?? ''))
  const around = (nodes: readonly Node[]) =>
    nodes.flatMap((node) => (wantedIds.has(idOf(node) ?? '') ? [] : [withoutIds(node, wantedIds)]))
  return withChildren(now, [
    ...around(now.children.slice(0, present.from)),
    ...wanted,
    ...around(strangers),
    ...around(now.children.slice(present.to)),
  ])
}

/** From a heading of the top level to the next of its level or above it. */
function sectionOf(children: readonly Node[], id: string): { from: number; to: number } | null {
  const from = children.findIndex((node) => idOf(node) === id && node.type.name === 'heading')
  if (from < 0) return null
  const level = Number(children[from]?.attrs['level'])
  const length = children
    .slice(from + 1)
    .findIndex((node) => node.type.name === 'heading' && Number(node.attrs['level']) <= level)
  return { from, to: length < 0 ? children.length : from + 1 + length }
}

/** The nodes from the document down to the one with this id. */
function findPath(node: Node, id: string | null): Node[] | null {
  if (id === null) return null
  for (const child of node.children) {
    if (idOf(child) === id) return [node, child]
    if (child.inlineContent || child.isLeaf) continue
    const below = findPath(child, id)
    if (below !== null) return [node, ...below]
  }
  return null
}

/** The block around a part, with its headings and with nothing else in it. */
function frameOf(node: Node | undefined, content: Node): Node {
  if (node === undefined) return content
  const heads = node.children.filter(({ type }) => HEADS.has(type.name))
  return withChildren(node, [...heads, content])
}

const HEADS = new Set(['actionHead', 'actionGroupTitle', 'actionGroupPart'])

function insertLike(
  parent: Node,
  made: Node,
  place: { in: Node | undefined; before: Node | undefined },
): Node {
  const at = placeFor(parent.children, place.in?.children ?? [], place.before)
  return withChildren(parent, parent.children.toSpliced(at, 0, made))
}

/** Where something goes that stood before or behind siblings that are still there. */
function placeFor(
  present: readonly Node[],
  siblings: readonly Node[],
  wanted: Node | undefined,
): number {
  const places = new Map(present.map((node, index) => [markOf(node), index]))
  const own = wanted === undefined ? siblings.length : siblings.indexOf(wanted)
  for (const earlier of siblings.slice(0, Math.max(0, own)).toReversed()) {
    const found = places.get(markOf(earlier))
    if (found !== undefined) return found + 1
  }
  for (const later of siblings.slice(own + 1)) {
    const found = places.get(markOf(later))
    if (found !== undefined) return found
  }
  return present.length
}

function changeBlock(node: Node, id: string | null, change: (block: Node) => Node): Node {
  if (id === null || idOf(node) === id) return change(node)
  if (node.inlineContent || node.isLeaf) return node
  return withChildren(
    node,
    node.children.map((child) => changeBlock(child, id, change)),
  )
}

/** Without the blocks of these ids, but for the one that `replace` gives another form. */
function withoutIds(
  node: Node,
  ids: ReadonlySet<string>,
  replaced: string | null = null,
  replace: (block: Node) => Node = (block) => block,
): Node {
  if (node.inlineContent || node.isLeaf) return node
  return withChildren(
    node,
    node.children.flatMap((child) => {
      const id = idOf(child)
      if (id !== null && id === replaced) return [replace(child)]
      if (id !== null && ids.has(id)) return []
      return [withoutIds(child, ids, replaced, replace)]
    }),
  )
}

function idsIn(nodes: readonly Node[]): Set<string> {
  const ids = new Set<string>()
  const add = (node: Node) => {
    const id = idOf(node)
    if (id !== null) ids.add(id)
  }
  for (const node of nodes) {
    add(node)
    node.descendants(add)
  }
  return ids
}

function withChildren(node: Node, children: readonly Node[]): Node {
  const isSame =
    children.length === node.childCount && children.every((child, at) => child === node.child(at))
  return isSame ? node : node.copy(Fragment.fromArray([...children]))
}

/** What a sibling is known by: heads of tables and groups have no id. */
function markOf(node: Node): string {
  return idOf(node) ?? node.type.name
}

function idOf(node: Node | undefined): string | null {
  const id: unknown = node?.attrs['id']
  return typeof id === 'string' && id !== '' ? id : null
}
