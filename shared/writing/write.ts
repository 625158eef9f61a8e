import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { createElement, isPlaceholder } from '../schema/y-document.ts'
import type { Mapping, YContainer } from '../schema/y-document.ts'
import { alignChildren, sameEnds } from './align.ts'
import { forget, isContent, remember, sameJson } from './mapping.ts'
import { writeLine } from './write-line.ts'

/**
 * Brings a Yjs block up to date with its node, changing only what changed: children that are the
 * same object stay untouched, paired children are gone into, words are compared letter by letter.
 * `mapping` must hold what was last read from or written to Yjs; it is brought up to date as well.
 * `caret`, a position in `node`, tells which of two equal letters was typed.
 */
export function writeNode(
  container: YContainer,
  node: Node,
  mapping: Mapping,
  caret: number | null,
): void {
  const last = mapping.get(container)
  if (last === node) return
  if (node.inlineContent) {
    if (container instanceof Y.XmlElement) writeLine(container, last ?? null, node, caret)
  } else {
    writeBlocks(container, last ?? null, node, mapping, caret)
  }
  mapping.set(container, node)
}

function writeBlocks(
  container: YContainer,
  last: Node | null,
  node: Node,
  mapping: Mapping,
  caret: number | null,
): void {
  const contents = container.toArray().filter(isContent)
  const before = contents.map((content) => mapping.get(content))
  const after = node.children
  if (last === null || before.includes(undefined)) {
    throw new Error(`A block of type ${node.type.name} was never read before it was written`)
  }
  const old = before.filter((each) => each !== undefined)

  const { start, end } = sameEnds(old, after)
  const pairs = alignChildren(
    old.slice(start, old.length - end),
    after.slice(start, after.length - end),
    {
      acrossTypes: false, // the name of a Yjs element never changes
    },
  )
  const offsets = offsetsOf(node)

  // From the last to the first, so that the indexes before stay true.
  let oldEnd = old.length - end
  let newEnd = after.length - end
  for (const pair of [...pairs.toReversed(), null]) {
    const oldStart = pair === null ? start : start + pair.before + 1
    const newStart = pair === null ? start : start + pair.after + 1
    if (oldEnd > oldStart) {
      for (const gone of contents.slice(oldStart, oldEnd)) forget(gone, mapping)
      container.delete(oldStart, oldEnd - oldStart)
    }
    if (newEnd > newStart) insertBlocks(container, oldStart, after.slice(newStart, newEnd), mapping)
    if (pair === null) break
    oldEnd = start + pair.before
    newEnd = start + pair.after
    const content = contents[oldEnd]
    const child = after[newEnd]
    if (
      !(content instanceof Y.XmlElement) ||
      child === undefined ||
      isPlaceholder(child.type.name)
    ) {
      if (content !== undefined && child !== undefined) mapping.set(content, child)
      continue
    }
    const previous = old[oldEnd]
    if (previous !== undefined && previous !== child) writeAttrs(content, previous, child)
    const inside = caret === null ? null : caret - (offsets[newEnd] ?? 0) - 1
    writeNode(content, child, mapping, inside)
  }
}

function insertBlocks(
  container: YContainer,
  index: number,
  nodes: readonly Node[],
  mapping: Mapping,
): void {
  const made = nodes.map((node) => createElement(node))
  container.insert(index, made)
  made.forEach((content, at) => {
    const node = nodes[at]
    if (node !== undefined) remember(content, node, mapping)
  })
}

/** Only attributes that changed are set: concurrent changes of different attributes both win. */
function writeAttrs(element: Y.XmlElement, before: Node, after: Node): void {
  for (const [key, value] of Object.entries(after.attrs)) {
    if (sameJson(before.attrs[key], value)) continue
    if (value === null || value === undefined) element.removeAttribute(key)
    else element.setAttribute(key, value as string) // Yjs stores any JSON value; its types say string
  }
}

function offsetsOf(node: Node): number[] {
  const offsets: number[] = []
  node.forEach((_child, offset) => offsets.push(offset))
  return offsets
}
