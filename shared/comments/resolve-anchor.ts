import * as buffer from 'lib0/buffer'
import * as Y from 'yjs'
import { ANCHOR_LIMITS } from './anchor.ts'
import type { Anchor } from './anchor.ts'
import { positionsOf, spanBetween, wordsIn } from './anchor-text.ts'
import type { AnchorText, Placed, Span } from './anchor-text.ts'
import { findQuote, findSimilar } from './find-quote.ts'
import { cellIn, nodeSpan, sectionSpan } from './make-anchor.ts'

/** Where an anchor is now: with the words it was made for, with others, or no more. */
export type Found =
  | { state: 'same' | 'changed'; from: number; to: number; words: string }
  | { state: 'gone' }

const GONE: Found = { state: 'gone' }

/** Looks for an anchor: by its letters in Yjs, then by ids, then by its words and what stood around. */
export function resolveAnchor(text: AnchorText, anchor: Anchor): Found {
  if (anchor.on === 'document') {
    return { state: 'same', from: 0, to: text.doc.content.size, words: '' }
  }
  return anchor.on === 'words' ? resolveWords(text, anchor) : resolveNode(text, anchor)
}

function resolveWords(text: AnchorText, anchor: Anchor): Found {
  const range = anchor.range === null ? null : rangeIn(text, anchor.range)
  if (range?.isWhole === true) {
    const kept = found(text, range.span, anchor)
    if (kept !== null) return kept
  }
  const hint = range?.span.start ?? null
  const exact = findQuote(text, anchor, hint) ?? nonEmpty(range?.span)
  if (exact !== null) return found(text, exact, anchor) ?? GONE
  const cell = rewrittenCell(text, anchor)
  if (cell !== null) return cell
  const similar = findSimilar(text, anchor, hint)
  return (similar === null ? null : found(text, similar, anchor)) ?? GONE
}

/** Words of a cell that says something else now: what it says is what became of them. */
function rewrittenCell(text: AnchorText, anchor: Anchor): Found | null {
  const row = text.nodes.get(anchor.row ?? '')
  const cell = row === undefined || anchor.column === null ? null : cellIn(row, anchor.column)
  return cell === null ? null : found(text, nodeSpan(text, cell), anchor)
}

function resolveNode(text: AnchorText, anchor: Anchor): Found {
  const placed = placedOf(text, anchor)
  if (placed === null) {
    if (anchor.on === 'cell' && anchor.row !== null && text.nodes.has(anchor.row)) {
      return emptyCell(text, anchor, anchor.row)
    }
    const span = findQuote(text, anchor, null) ?? findSimilar(text, anchor, null)
    return (span === null ? null : found(text, span, anchor)) ?? GONE
  }
  const own = anchor.on === 'section' ? sectionSpan(text, placed) : nodeSpan(text, placed)
  const quote = flattened(anchor.quote)
  // A block that was split or joined still begins with its words.
  const isCut = anchor.quote.length === ANCHOR_LIMITS.quote
  const isThere = anchor.on === 'block' && quote !== '' && text.flat.startsWith(quote, own.start)
  const span = isThere && !isCut ? { start: own.start, end: own.start + quote.length } : own
  return (
    found(text, span, anchor) ?? {
      state: quote === '' ? 'same' : 'changed',
      from: placed.position,
      to: placed.position + placed.node.nodeSize,
      words: '',
    }
  )
}

/** A cell nobody has written in: its row stands for it. */
function emptyCell(text: AnchorText, { quote }: Anchor, row: string): Found {
  const placed = text.nodes.get(row)
  if (placed === undefined) return GONE
  const { position, node } = placed
  const state = quote === '' ? 'same' : 'changed'
  return { state, from: position, to: position + node.nodeSize, words: '' }
}

function placedOf({ nodes }: AnchorText, { on, block, row, column }: Anchor): Placed | null {
  if (on !== 'cell') return nodes.get((on === 'row' ? row : block) ?? '') ?? null
  const placed = nodes.get(row ?? '')
  return placed === undefined || column === null ? null : cellIn(placed, column)
}

function found(text: AnchorText, span: Span, { quote }: Anchor): Found | null {
  const positions = positionsOf(text, span)
  if (positions === null) return null
  const words = wordsIn(text, span)
  const isSame =
    quote.length === ANCHOR_LIMITS.quote
      ? words.startsWith(quote)
      : flattened(words) === flattened(quote)
  return { state: isSame ? 'same' : 'changed', ...positions, words }
}

/** Where the letters at both ends are now. `isWhole`: neither of them was deleted. */
function rangeIn(
  text: AnchorText,
  range: { from: string; to: string },
): { span: Span; isWhole: boolean } | null {
  const from = placeIn(text, range.from)
  const to = placeIn(text, range.to)
  if (from === null || to === null) return null
  const span = spanBetween(text, from.position, to.position)
  return { span, isWhole: from.isAlive && to.isAlive && span.end > span.start }
}

function placeIn(
  { fragment, places }: AnchorText,
  encoded: string,
): { position: number; isAlive: boolean } | null {
  const doc = fragment.doc
  if (doc === null) return null
  try {
    const relative = Y.decodeRelativePosition(buffer.fromBase64(encoded))
    const place = Y.createAbsolutePositionFromRelativePosition(relative, doc)
    const start = place === null ? undefined : places.get(place.type)
    if (place === null || start === undefined) return null
    return { position: start + place.index, isAlive: isAlive(doc, relative.item) }
  } catch {
    return null // what somebody sent need not be a place in this document
  }
}

/** Whether a letter is still in the text, perhaps brought back by an undo. */
function isAlive(doc: Y.Doc, id: Y.ID | null): boolean {
  for (let next = id; next !== null;) {
    const item = Y.getItem(doc.store, next)
    if (!(item instanceof Y.Item)) return false
    if (item.redone === null) return !item.deleted
    next = item.redone
  }
  return false
}

function nonEmpty(span: Span | undefined): Span | null {
  return span === undefined || span.end <= span.start ? null : span
}

function flattened(words: string): string {
  return words.replaceAll('\n', '')
}
