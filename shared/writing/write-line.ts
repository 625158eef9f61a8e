import type { Mark, Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { MARKS, createElement, formatOf } from '../schema/y-document.ts'
import type { YContent } from '../schema/y-document.ts'
import { sameEnds } from './align.ts'
import { isContent, lengthOf, sameJson } from './mapping.ts'

/**
 * Compares the line letter by letter: what is the same at both ends stays (only its marks are
 * brought up to date), what is between is replaced.
 */
export function writeLine(
  element: Y.XmlElement,
  last: Node | null,
  node: Node,
  caret: number | null,
): void {
  const before = last === null ? [] : tokensOf(last)
  const after = tokensOf(node)
  let { start, end } = sameEnds(before, after, isSameToken)
  const shift = shiftToCaret(before, after, start, end, caret)
  start -= shift
  end += shift
  // Yjs must never cut a pair of surrogates: it would replace both halves.
  if (/[\uD800-\uDBFF]/.test(after[start - 1]?.letter ?? '')) start--
  if (end > 0 && /[\uDC00-\uDFFF]/.test(after[after.length - end]?.letter ?? '')) end--
  formatRange(element, 0, before.slice(0, start), after.slice(0, start))
  if (end > 0) {
    formatRange(
      element,
      before.length - end,
      before.slice(before.length - end),
      after.slice(after.length - end),
    )
  }
  deleteRange(element, start, before.length - end)
  insertTokens(element, start, after.slice(start, after.length - end))
}

/** One place in a line: a letter (UTF-16 unit) or an inline node, with its marks. */
interface Token {
  letter: string | null
  node: Node
}

/**
 * How far left the changed place must move to be where the caret is. "hello" → "helllo": any of
 * three places is a right answer, but only one is where the person typed, and other people's
 * carets and comments beside it depend on the choice.
 */
function shiftToCaret(
  before: readonly Token[],
  after: readonly Token[],
  start: number,
  end: number,
  caret: number | null,
): number {
  const isPure = start + end === Math.min(before.length, after.length) // only inserted or only deleted
  if (caret === null || caret < 0 || caret > after.length || !isPure) return 0
  const wanted = caret - Math.max(0, after.length - before.length)
  let shift = 0
  while (
    start - shift > wanted &&
    isSameToken(before[before.length - 1 - end - shift], after[after.length - 1 - end - shift])
  ) {
    shift++
  }
  return start - shift === wanted ? shift : 0
}

function formatRange(
  element: Y.XmlElement,
  from: number,
  before: readonly Token[],
  after: readonly Token[],
): void {
  let at = 0
  while (at < after.length) {
    const change = formatChange(before[at], after[at])
    let next = at + 1
    while (next < after.length && sameJson(formatChange(before[next], after[next]), change)) next++
    if (change !== null) {
      for (const piece of piecesOf(element, from + at, from + next)) {
        if (piece.content instanceof Y.XmlText) {
          piece.content.format(piece.from, piece.to - piece.from, change)
        } else formatElement(piece.content, after[piece.start - from]?.node.marks ?? [])
      }
    }
    at = next
  }
}

function formatElement(element: Y.XmlElement, marks: readonly Mark[]): void {
  if (marks.length === 0) element.removeAttribute(MARKS)
  else element.setAttribute(MARKS, formatOf(marks) as unknown as string) // Yjs stores any JSON value
}

function formatChange(
  before: Token | undefined,
  after: Token | undefined,
): Record<string, unknown> | null {
  if (before === undefined || after === undefined) return null
  if (sameMarks(before.node.marks, after.node.marks)) return null
  const old = formatOf(before.node.marks)
  const wanted = formatOf(after.node.marks)
  const change: Record<string, unknown> = {}
  for (const name of Object.keys(old)) if (!(name in wanted)) change[name] = null
  for (const [name, value] of Object.entries(wanted))
    if (!sameJson(old[name], value)) change[name] = value
  return change
}

function deleteRange(element: Y.XmlElement, from: number, to: number): void {
  if (to <= from) return
  for (const piece of piecesOf(element, from, to).reverse()) {
    if (piece.content instanceof Y.XmlText) piece.content.delete(piece.from, piece.to - piece.from)
    else element.delete(piece.index, 1)
  }
}

function insertTokens(element: Y.XmlElement, from: number, tokens: readonly Token[]): void {
  let at = from
  let next = 0
  while (next < tokens.length) {
    const token = tokens[next]
    if (token === undefined) break
    if (token.letter === null) {
      insertInlineNode(element, at, token.node)
      at++
      next++
      continue
    }
    let words = ''
    const marks = token.node.marks
    while (next < tokens.length) {
      const following = tokens[next]
      const letter = following?.letter ?? null
      if (letter === null || !sameMarks(following?.node.marks ?? [], marks)) break
      words += letter
      next++
    }
    insertWords(element, at, words, marks)
    at += words.length
  }
}

function insertWords(
  element: Y.XmlElement,
  at: number,
  words: string,
  marks: readonly Mark[],
): void {
  const place = placeOf(element, at)
  // Given attributes are complete: Yjs switches off whatever else was on to the left.
  if (place.text !== null) {
    place.text.insert(place.offset, words, formatOf(marks))
    return
  }
  const text = new Y.XmlText()
  element.insert(place.index, [text])
  text.insert(0, words, formatOf(marks))
}

function insertInlineNode(element: Y.XmlElement, at: number, node: Node): void {
  const place = placeOf(element, at)
  const made = createElement(node)
  if (place.text === null) {
    element.insert(place.index, [made])
    return
  }
  // A text cannot be split: its tail moves into a new text behind the node.
  const tail = place.text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]
  const kept: typeof tail = []
  let passed = 0
  for (const run of tail) {
    const length = typeof run.insert === 'string' ? run.insert.length : 1
    if (typeof run.insert !== 'string') {
      if (passed >= place.offset) kept.push(run)
    } else if (passed + length > place.offset) {
      kept.push({ ...run, insert: run.insert.slice(Math.max(0, place.offset - passed)) })
    }
    passed += length
  }
  if (place.offset < place.text.length)
    place.text.delete(place.offset, place.text.length - place.offset)
  const behind: YContent[] = [made]
  if (kept.length > 0) {
    const text = new Y.XmlText()
    text.applyDelta(kept)
    behind.push(text)
  }
  element.insert(place.index + 1, behind)
}

interface Piece {
  content: YContent
  /** Its index in the element, and the place in the line where it starts. */
  index: number
  start: number
  /** The part of it that is meant, from 0 to its length. */
  from: number
  to: number
}

function piecesOf(element: Y.XmlElement, from: number, to: number): Piece[] {
  const pieces: Piece[] = []
  let start = 0
  element.toArray().forEach((content, index) => {
    if (!isContent(content)) return
    const end = start + lengthOf(content)
    if (end > from && start < to) {
      pieces.push({
        content,
        index,
        start,
        from: Math.max(0, from - start),
        to: Math.min(end, to) - start,
      })
    }
    start = end
  })
  return pieces
}

/** Where words go that start at `at`: into the text that ends or holds there, else before `index`. */
function placeOf(
  element: Y.XmlElement,
  at: number,
): { text: Y.XmlText | null; offset: number; index: number } {
  let start = 0
  let index = 0
  for (const content of element.toArray()) {
    if (!isContent(content)) continue
    const end = start + lengthOf(content)
    if (content instanceof Y.XmlText && at >= start && at <= end) {
      return { text: content, offset: at - start, index }
    }
    if (end > at || (start === at && !(content instanceof Y.XmlText))) break
    start = end
    index++
  }
  return { text: null, offset: 0, index }
}

function tokensOf(node: Node): Token[] {
  const tokens: Token[] = []
  node.forEach((child) => {
    if (!child.isText) {
      tokens.push({ letter: null, node: child })
      return
    }
    const words = child.text ?? ''
    for (let at = 0; at < words.length; at++) tokens.push({ letter: words.charAt(at), node: child })
  })
  return tokens
}

function isSameToken(before: Token | undefined, after: Token | undefined): boolean {
  if (before === undefined || after === undefined || before.letter !== after.letter) return false
  if (before.letter !== null || before.node === after.node) return true
  return before.node.type === after.node.type && sameJson(before.node.attrs, after.node.attrs)
}

function sameMarks(before: readonly Mark[], after: readonly Mark[]): boolean {
  return (
    before === after ||
    (before.length === after.length && before.every((mark, at) => after[at]?.eq(mark)))
  )
}
