import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { isContent, lengthOf } from '../writing/mapping.ts'
import type { YContainer } from '../schema/y-document.ts'

/**
 * A text as anchors are looked for in it. `flat` is all its letters without a break between lines, so
 * that splitting and joining paragraphs changes nothing in it. Made in one walk.
 */
export interface AnchorText {
  doc: Node
  fragment: Y.XmlFragment
  flat: string
  lines: readonly Line[]
  /** Blocks, groups and rows by their id. */
  nodes: ReadonlyMap<string, Placed>
  /** The line of an element in Yjs, or the place of the first letter of a text. */
  places: ReadonlyMap<unknown, number>
}

export interface Placed {
  node: Node
  position: number
}

/** A line of letters, and where it stands. */
export interface Line extends Where {
  /** Of its first letter: in `flat`, and in the document. */
  start: number
  position: number
  /** In `flat`, behind its last letter. */
  end: number
  element: Y.XmlElement | null
}

interface Where {
  block: string | null
  row: string | null
  column: string | null
}

/** A part of `flat`. */
export interface Span {
  start: number
  end: number
}

/** Reads a text; `doc` is what is made of `fragment` (without it anchors are found by words alone). */
export function readAnchorText(doc: Node, fragment: Y.XmlFragment): AnchorText {
  const lines: Line[] = []
  const nodes = new Map<string, Placed>()
  const places = new Map<unknown, number>()
  const parts: string[] = []
  let length = 0

  const readLine = (node: Node, position: number, element: Y.XmlElement | null, where: Where) => {
    const letters = lettersOf(node)
    lines.push({ ...where, start: length, end: length + letters.length, position, element })
    parts.push(letters)
    length += letters.length
    if (element === null) return
    places.set(element, position)
    let at = position
    for (const content of element.toArray().filter(isContent)) {
      if (content instanceof Y.XmlText) places.set(content, at)
      at += lengthOf(content)
    }
  }

  const walk = (parent: Node, start: number, container: YContainer | null, where: Where): void => {
    const children = container?.toArray() ?? []
    let position = start
    parent.forEach((node, _offset, index) => {
      const child: unknown = children[index]
      const element = child instanceof Y.XmlElement ? child : null
      const here = whereOf(node, where)
      const id: unknown = node.attrs['id']
      if (typeof id === 'string' && !nodes.has(id)) nodes.set(id, { node, position })
      if (node.inlineContent) readLine(node, position + 1, element, here)
      else if (!node.isLeaf) walk(node, position + 1, element, here)
      position += node.nodeSize
    })
  }
  walk(doc, 0, fragment, { block: null, row: null, column: null })
  return { doc, fragment, flat: parts.join(''), lines, nodes, places }
}

/** The letters between two positions of the document, as a part of `flat`. */
export function spanBetween({ lines, flat }: AnchorText, from: number, to: number): Span {
  const inside = lines.filter(
    ({ position, start, end }) => position + end - start >= from && position <= to,
  )
  const [first] = inside
  const last = inside.at(-1)
  if (first === undefined || last === undefined) return { start: flat.length, end: flat.length }
  return {
    start: Math.max(first.start, Math.min(first.end, first.start + from - first.position)),
    end: Math.max(last.start, Math.min(last.end, last.start + to - last.position)),
  }
}

/** The span as positions of the document; null if there is not a letter in it. */
export function positionsOf(
  { lines }: AnchorText,
  { start, end }: Span,
): { from: number; to: number } | null {
  if (end <= start) return null
  const first = lineAt(lines, start)
  const last = lineAt(lines, end - 1)
  if (first === null || last === null) return null
  return { from: first.position + start - first.start, to: last.position + end - last.start }
}

/** The letters of a span, lines parted by \n. */
export function wordsIn({ lines, flat }: AnchorText, { start, end }: Span): string {
  const parts: string[] = []
  for (let at = indexAt(lines, start); at < lines.length; at++) {
    const line = lines[at]
    if (line === undefined || line.start >= end) break
    if (line.end > start)
      parts.push(flat.slice(Math.max(start, line.start), Math.min(end, line.end)))
  }
  return parts.join('\n')
}

/** The line a letter of `flat` stands in. */
export function lineAt(lines: readonly Line[], offset: number): Line | null {
  const line = lines[indexAt(lines, offset)]
  return line !== undefined && line.start <= offset && offset < line.end ? line : null
}

/** The index of the first line that ends behind this letter. */
function indexAt(lines: readonly Line[], offset: number): number {
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle]?.end ?? 0) > offset) high = middle
    else low = middle + 1
  }
  return low
}

function whereOf(node: Node, where: Where): Where {
  const id: unknown = node.attrs['id']
  const block = typeof id === 'string' ? id : where.block
  if (node.type.name === 'actionRow') return { block, row: block, column: null }
  if (node.type.name === 'actionCell') {
    return { ...where, block, column: String(node.attrs['key']) }
  }
  return { ...where, block }
}

/** One letter for every place in the line, so that offsets are positions. */
function lettersOf(line: Node): string {
  let letters = ''
  line.forEach((child) => {
    letters += child.isText ? (child.text ?? '') : '\uFFFC'.repeat(child.nodeSize)
  })
  return letters
}
