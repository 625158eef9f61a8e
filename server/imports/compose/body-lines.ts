import type { Findings } from '../docx/findings.ts'
import { clauseLevelOf } from '../docx/own-file.ts'
import { isBlank, textOf } from '../docx/pieces.ts'
import type { ParagraphPiece, Piece } from '../docx/pieces.ts'
import { couldBeHeading, isTitleLike, markOf, readItem, readTypedItem } from './lines.ts'
import type { Line } from './lines.ts'
import { findTypedMark, settleRoman, withoutStart } from './typed.ts'
import type { TypedMark } from './typed.ts'

const APPENDIX = /^(?:appendix|annexe?|schedule)\s+[\dA-Z]{1,3}[.:]?$/i

/** Reads the pieces of the body: headings, clauses, lists, and what is neither. */
export function readBodyLines(pieces: readonly Piece[], findings: Findings): Line[] {
  const kept = pieces.filter((piece) => !isBlank(piece))
  const reader = new BodyReader(kept, findings)
  return kept.flatMap((_, index) => reader.read(index) ?? [])
}

class BodyReader {
  private readonly marks: (TypedMark | null)[]
  /** One more if a title stands above all headings. */
  private readonly shift: number
  /** Bold lines before this place belong to the cover. */
  private readonly coverEnd: number
  /** Lists whose paragraphs are clauses, with the lowest level they use. */
  private readonly clauseLists: Map<string, number>
  private headingLevel = 1
  private clauseParts: number
  private isAfterClause = false
  private label: string | null = null

  constructor(
    private readonly pieces: readonly Piece[],
    private readonly findings: Findings,
  ) {
    this.marks = settleRoman(pieces.map((piece) => markOf(piece)))
    this.shift = pieces.some((piece) => roleOf(piece) === 'title') ? 1 : 0
    this.coverEnd = pieces.findIndex((piece) => roleOf(piece) === 'heading')
    this.clauseLists = findClauseLists(pieces)
    this.headingLevel = this.shift + 1
    const parts = this.marks.flatMap((mark) =>
      mark?.kind === 'number' && mark.parts > 1 ? [mark.parts] : [],
    )
    this.clauseParts = parts.reduce((least, each) => Math.min(least, each), 4)
  }

  read(index: number): Line | null {
    const piece = this.pieces[index]
    if (piece === undefined) return null
    if (piece.kind === 'table') {
      this.isAfterClause = false
      return { kind: 'table', table: piece }
    }
    const { role, inlines } = piece
    switch (role.kind) {
      case 'title':
        return this.heading(piece, 1)
      case 'heading':
        return this.heading(piece, role.level + this.shift)
      case 'quote':
        return { kind: 'quote', inlines }
      case 'contents':
        return null
      case 'plain':
        return this.readPlain(piece, index)
    }
  }

  /** A heading by its style. A number typed before its words becomes its number. */
  private heading(piece: ParagraphPiece, level: number): Line {
    const label = this.label
    this.label = null
    this.isAfterClause = false
    this.headingLevel = Math.min(level, 5)
    const made = { kind: 'heading', level: Math.min(level, 6) } as const
    if (piece.number?.kind === 'number') {
      this.findings.note('wordNumbers', `${piece.number.text} ${textOf(piece.inlines)}`)
      return { ...made, number: piece.number.text, inlines: piece.inlines }
    }
    const mark = piece.ownStyle === null ? findTypedMark(textOf(piece.inlines)) : null
    if (mark?.kind === 'number' && mark.style === 'decimal') {
      this.findings.note('typedClauses', textOf(piece.inlines))
      return { ...made, number: mark.number, inlines: withoutStart(piece.inlines, mark.length) }
    }
    return { ...made, number: label, inlines: piece.inlines }
  }

  private readPlain(piece: ParagraphPiece, index: number): Line | null {
    const { number, inlines, ownStyle } = piece
    const clauseLevel = clauseLevelOf(ownStyle)
    if (clauseLevel !== null) return this.clause(number?.text ?? '', clauseLevel, inlines)
    if (ownStyle === 'attribution') return { kind: 'attribution', inlines }
    if (number?.kind === 'number') {
      const lowest = this.clauseLists.get(number.listId)
      if (lowest !== undefined) {
        this.findings.note('wordNumbers', `${number.text} ${textOf(inlines)}`)
        return this.clause(number.text, number.level - lowest + 1, inlines)
      }
    }
    const item = readItem(piece, this.findings)
    if (item !== null) return item
    const mark = this.marks[index] ?? null
    const text = textOf(inlines)
    if (mark?.kind === 'number') return this.readNumbered(piece, { mark, index, text })
    const typed = readTypedItem(piece, { marks: this.marks, index, findings: this.findings })
    if (typed !== null) return typed
    this.isAfterClause = false
    if (this.isTypedHeading(index)) return this.typedHeading(piece, index)
    return { kind: 'paragraph', inlines }
  }

  private readNumbered(
    piece: ParagraphPiece,
    { mark, index, text }: { mark: TypedMark & { kind: 'number' }; index: number; text: string },
  ): Line {
    const words = text.slice(mark.length)
    const inlines = withoutStart(piece.inlines, mark.length)
    const isHeading =
      mark.style === 'decimal' &&
      isTitleLike(words) &&
      (couldBeHeading({ ...piece, inlines }) || (mark.parts > 1 && !this.isAmongClauses(index)))
    if (isHeading) {
      this.findings.note('typedHeadings', text)
      this.isAfterClause = false
      const level = this.coverEnd < 0 ? mark.parts + 1 : this.headingLevel + 1
      return { kind: 'heading', level: Math.min(level, 6), number: mark.number, inlines }
    }
    if (mark.parts > 1) {
      this.findings.note('typedClauses', text)
      return this.clause(mark.number, mark.parts - this.clauseParts + 1, inlines)
    }
    if (mark.style !== 'decimal' && this.isAfterClause) {
      this.findings.note('typedClauses', text)
      return this.clause(mark.number, mark.style === 'letter' ? 2 : 3, inlines)
    }
    const typed = readTypedItem(piece, { marks: this.marks, index, findings: this.findings })
    if (typed !== null) return typed
    if (mark.style !== 'decimal') return { kind: 'paragraph', inlines: piece.inlines }
    this.findings.note('typedClauses', text)
    return this.clause(mark.number, 1, inlines)
  }

  /** A short numbered line beside other numbered lines is a short clause, not a heading. */
  private isAmongClauses(index: number): boolean {
    return [-1, 1].some((step) => {
      const mark = this.marks[index + step]
      return mark?.kind === 'number' && mark.parts > 1
    })
  }

  private clause(number: string, level: number, inlines: ParagraphPiece['inlines']): Line {
    this.isAfterClause = true
    return { kind: 'clause', level: Math.min(Math.max(level, 1), 3), number, inlines }
  }

  /** A bold line on its own, after the cover, that is not one of a whole block of bold lines. */
  private isTypedHeading(index: number): boolean {
    if (index < this.coverEnd || !couldBeHeading(this.pieces[index])) return false
    if (this.pieces[index + 1] === undefined) return false
    return !(couldBeHeading(this.pieces[index - 1]) && couldBeHeading(this.pieces[index + 1]))
  }

  /** "Appendix 3" alone above a heading is the number of that heading. */
  private typedHeading(piece: ParagraphPiece, index: number): Line | null {
    const text = textOf(piece.inlines)
    this.findings.note('typedHeadings', text)
    if (APPENDIX.test(text)) {
      if (roleOf(this.pieces[index + 1]) === 'heading') {
        this.label = text
        return null
      }
      this.headingLevel = this.shift + 1
      return { kind: 'heading', level: this.headingLevel, number: null, inlines: piece.inlines }
    }
    const level = Math.min(this.headingLevel + 1, 6)
    return { kind: 'heading', level, number: null, inlines: piece.inlines }
  }
}

/**
 * Tells numbered paragraphs of a paper from lists: a number such as 3.7, which a list cannot show,
 * or a count that goes on after other text.
 */
function findClauseLists(pieces: readonly Piece[]): Map<string, number> {
  const lists = new Map<string, number>()
  const lastOf = new Map<string, number>()
  const levels = new Map<string, number>()
  let lastOther = -1
  pieces.forEach((piece, index) => {
    const number = piece.kind === 'paragraph' ? piece.number : null
    if (piece.kind === 'paragraph' && piece.ownStyle !== null) return
    if (piece.kind === 'table' || piece.role.kind !== 'plain' || number === null) {
      lastOther = index
      return
    }
    if (number.kind === 'bullet') return
    const { listId, level } = number
    levels.set(listId, Math.min(levels.get(listId) ?? level, level))
    const last = lastOf.get(listId)
    const goesOn = last !== undefined && last < lastOther && number.value > 1
    if (!number.isPlain || goesOn) lists.set(listId, level)
    lastOf.set(listId, index)
  })
  for (const listId of lists.keys()) lists.set(listId, levels.get(listId) ?? 0)
  return lists
}

function roleOf(piece: Piece | undefined): string | null {
  return piece?.kind === 'paragraph' ? piece.role.kind : null
}
