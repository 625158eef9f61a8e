import type { Findings } from '../docx/findings.ts'
import { isBlank, isStrong, textOf } from '../docx/pieces.ts'
import type { Inline, ParagraphPiece, Piece, TablePiece } from '../docx/pieces.ts'
import { findTypedMark, settleRoman, withoutStart } from './typed.ts'
import type { TypedMark } from './typed.ts'

/** What each piece of a file is in a document. */
export type Line =
  | { kind: 'heading'; level: number; number: string | null; inlines: Inline[] }
  | { kind: 'clause'; level: number; number: string; inlines: Inline[] }
  | ItemLine
  | { kind: 'paragraph'; inlines: Inline[] }
  | { kind: 'quote' | 'attribution'; inlines: Inline[] }
  | { kind: 'table'; table: TablePiece }

export interface ItemLine {
  kind: 'item'
  style: 'bullet' | 'decimal' | 'letter' | 'roman'
  level: number
  value: number
  inlines: Inline[]
}

/** Reads the pieces of a cell, a box or a note, where there are neither headings nor clauses. */
export function readInnerLines(pieces: readonly Piece[], findings: Findings): Line[] {
  const kept = pieces.filter((piece) => !isBlank(piece))
  const marks = settleRoman(kept.map((piece) => markOf(piece)))
  return kept.map((piece, index) => {
    if (piece.kind === 'table') return { kind: 'table', table: piece }
    const item = readItem(piece, findings)
    if (item !== null) return item
    const { number, inlines, role, ownStyle } = piece
    if (ownStyle !== null && role.kind === 'heading') {
      const level = Math.min(role.level, 6)
      return { kind: 'heading', level, number: number?.text ?? null, inlines }
    }
    if (ownStyle === 'attribution') return { kind: 'attribution', inlines }
    if (number?.kind === 'number') {
      return { kind: 'paragraph', inlines: [{ type: 'text', text: `${number.text} ` }, ...inlines] }
    }
    const typed = readTypedItem(piece, { marks, index, findings })
    if (typed !== null) return typed
    if (role.kind === 'heading') return { kind: 'heading', level: 4, number: null, inlines }
    return { kind: 'paragraph', inlines }
  })
}

/** A paragraph of a Word list that a list of ours can show. */
export function readItem(piece: ParagraphPiece, findings: Findings): ItemLine | null {
  const { number, inlines } = piece
  if (number === null || !number.isPlain) return null
  if (number.kind === 'number' && number.isCapital) findings.note('capitalNumbers', number.text)
  const style = number.kind === 'bullet' ? 'bullet' : number.style
  return { kind: 'item', style, level: number.level, value: number.value, inlines }
}

/**
 * A line with a typed bullet or number, where it is plain that a list is meant: a proper bullet
 * sign, or several lines with such marks one after the other.
 */
export function readTypedItem(
  piece: ParagraphPiece,
  at: { marks: readonly (TypedMark | null)[]; index: number; findings: Findings },
): ItemLine | null {
  const mark = at.marks[at.index] ?? null
  if (mark === null) return null
  const inlines = withoutStart(piece.inlines, mark.length)
  if (mark.kind === 'bullet') {
    if (!mark.isCertain && !isBullet(at.marks[at.index - 1]) && !isBullet(at.marks[at.index + 1])) {
      return null
    }
    at.findings.note('typedLists', textOf(piece.inlines))
    return { kind: 'item', style: 'bullet', level: levelAmong(mark.level, at), value: 1, inlines }
  }
  if (mark.parts > 1 || !isCounted(mark, at)) return null
  at.findings.note('typedLists', textOf(piece.inlines))
  return { kind: 'item', style: mark.style, level: 0, value: mark.value, inlines }
}

export function markOf(piece: Piece | undefined): TypedMark | null {
  if (piece === undefined || piece.kind === 'table') return null
  if (piece.number !== null || piece.role.kind !== 'plain' || piece.ownStyle !== null) return null
  return findTypedMark(textOf(piece.inlines))
}

/** True for short lines that stand out and could be a heading. */
export function couldBeHeading(piece: Piece | undefined): boolean {
  if (piece?.kind !== 'paragraph' || piece.role.kind !== 'plain' || piece.number !== null)
    return false
  if (piece.ownStyle !== null) return false
  return isStrong(piece) && isTitleLike(textOf(piece.inlines))
}

/** Short, on one line, without the end of a sentence, and not only a date. */
export function isTitleLike(text: string): boolean {
  const words = text.trim().split(/\s+/)
  return (
    text.length <= 100 &&
    words.length <= 12 &&
    !/[\n\t]/.test(text) &&
    !/[.,;!?…]$/.test(text) &&
    /\p{L}{2}/u.test(text) &&
    !/^\(?(\d{1,2}(st|nd|rd|th)?\s+)?(january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{4}\)?$/i.test(
      text,
    )
  )
}

function isBullet(mark: TypedMark | null | undefined): boolean {
  return mark?.kind === 'bullet'
}

/** A hyphen is a second level only under a proper bullet. */
function levelAmong(
  level: number,
  { marks, index }: { marks: readonly (TypedMark | null)[]; index: number },
): number {
  if (level === 0) return 0
  for (let at = index - 1; at >= 0; at -= 1) {
    const mark = marks[at]
    if (mark?.kind !== 'bullet') return 0
    if (mark.level === 0) return 1
  }
  return 0
}

/** Part of a typed count: the line before or after it has the number before or after it. */
function isCounted(
  mark: TypedMark & { kind: 'number' },
  { marks, index }: { marks: readonly (TypedMark | null)[]; index: number },
): boolean {
  return [-1, 1].some((step) => {
    const other = marks[index + step]
    return (
      other?.kind === 'number' &&
      other.parts === 1 &&
      other.style === mark.style &&
      other.value === mark.value + step
    )
  })
}
