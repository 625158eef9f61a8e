import * as buffer from 'lib0/buffer'
import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { isContent, lengthOf } from '../writing/mapping.ts'
import { ANCHOR_LIMITS, WHOLE_DOCUMENT } from './anchor.ts'
import type { Anchor } from './anchor.ts'
import { lineAt, spanBetween, wordsIn } from './anchor-text.ts'
import type { AnchorText, Line, Placed, Span } from './anchor-text.ts'

/** What somebody points at. Positions are those before a node of the document. */
export type Target =
  | { on: 'document' }
  | { on: 'words'; from: number; to: number }
  | { on: 'block' | 'section' | 'row'; position: number }
  | { on: 'cell'; row: number; column: string }

/** How much of the surroundings is kept, in letters on each side. */
const CONTEXT = ANCHOR_LIMITS.context

/** An anchor for it; null where there is nothing that could be found again. */
export function makeAnchor(text: AnchorText, target: Target): Anchor | null {
  if (target.on === 'document') return WHOLE_DOCUMENT
  if (target.on === 'words') return anchorWords(text, target)
  if (target.on === 'cell') return anchorCell(text, target)
  const node = text.doc.nodeAt(target.position)
  const id: unknown = node?.attrs['id']
  if (node === null || typeof id !== 'string') return null
  const placed = { node, position: target.position }
  const span = target.on === 'section' ? sectionSpan(text, placed) : nodeSpan(text, placed)
  const line = text.lines.find(({ position }) => position > target.position)
  const isRow = target.on === 'row'
  return {
    ...surroundings(text, span),
    on: target.on,
    block: id,
    row: isRow ? id : (line?.row ?? null),
    column: isRow ? null : (line?.column ?? null),
    range: null,
    version: null,
  }
}

/** The letters of a node. */
export function nodeSpan(text: AnchorText, { node, position }: Placed): Span {
  return spanBetween(text, position + 1, position + node.nodeSize - 1)
}

/** The letters from a heading to the next one that is as high or higher. */
export function sectionSpan(text: AnchorText, heading: Placed): Span {
  const { start } = nodeSpan(text, heading)
  let end = text.doc.content.size
  const levelOf = (node: Node) =>
    node.type.name === 'heading' ? Number(node.attrs['level']) : Infinity
  text.doc.forEach((node, offset) => {
    if (offset > heading.position && offset < end && levelOf(node) <= levelOf(heading.node)) {
      end = offset
    }
  })
  return { start, end: spanBetween(text, heading.position + 1, end - 1).end }
}

/** The cell of a row with this key; null for an empty one that was never written. */
export function cellIn({ node, position }: Placed, column: string): Placed | null {
  let found: Placed | null = null
  node.forEach((cell, offset) => {
    if (cell.attrs['key'] === column) found ??= { node: cell, position: position + 1 + offset }
  })
  return found
}

function anchorCell(
  text: AnchorText,
  { row, column }: { row: number; column: string },
): Anchor | null {
  const node = text.doc.nodeAt(row)
  const id: unknown = node?.attrs['id']
  if (node === null || typeof id !== 'string') return null
  const cell = cellIn({ node, position: row }, column)
  const quoted = cell === null ? { quote: '', before: '', after: '' } : null
  return {
    ...(quoted ?? surroundings(text, nodeSpan(text, cell ?? { node, position: row }))),
    on: 'cell',
    block: id,
    row: id,
    column,
    range: null,
    version: null,
  }
}

function anchorWords(text: AnchorText, { from, to }: { from: number; to: number }): Anchor | null {
  const span = trimmed(text, spanBetween(text, from, to))
  const first = lineAt(text.lines, span.start)
  const last = lineAt(text.lines, span.end - 1)
  if (span.end <= span.start || first === null || last === null) return null
  const start = relative(first, span.start - first.start, 'right')
  const end = relative(last, span.end - last.start, 'left')
  if (start === null || end === null) return null
  const { block, row, column } = first
  return {
    ...surroundings(text, span),
    on: 'words',
    block,
    row,
    column,
    range: { from: start, to: end },
    version: null,
  }
}

function surroundings(text: AnchorText, span: Span) {
  const { flat } = text
  return {
    quote: wordsIn(text, span).slice(0, ANCHOR_LIMITS.quote),
    before: flat.slice(Math.max(0, span.start - CONTEXT), span.start),
    after: flat.slice(span.end, span.end + CONTEXT),
  }
}

/** Without the blanks at its ends, which belong to nobody. */
function trimmed({ flat }: AnchorText, { start, end }: Span): Span {
  let [from, to] = [start, end]
  while (from < to && /\s/.test(flat.charAt(from))) from++
  while (to > from && /\s/.test(flat.charAt(to - 1))) to--
  return { start: from, end: to }
}

/** A place in Yjs that holds on to the letter on this side of it. */
function relative({ element }: Line, offset: number, side: 'left' | 'right'): string | null {
  if (element === null) return null
  let at = 0
  for (const content of element.toArray().filter(isContent)) {
    const inside = offset - at
    const length = lengthOf(content)
    const fits = side === 'right' ? inside >= 0 && inside < length : inside > 0 && inside <= length
    if (fits && content instanceof Y.XmlText) {
      const assoc = side === 'right' ? 0 : -1
      const place = Y.createRelativePositionFromTypeIndex(content, inside, assoc)
      return buffer.toBase64(Y.encodeRelativePosition(place))
    }
    at += length
  }
  return null
}
