import type { NodeJson } from '../../../shared/schema/document-json.ts'
import type { PrintedNumber } from './numbering.ts'
import type { ParagraphRole } from './styles.ts'

/**
 * What a Word file holds, in order and freed of Word's ways of writing it: changes decided, fields
 * resolved, numbers printed. `compose` makes the document of it.
 */
export type Piece = ParagraphPiece | TablePiece

export interface ParagraphPiece {
  kind: 'paragraph'
  role: ParagraphRole
  number: PrintedNumber | null
  inlines: Inline[]
  /** The name of its style in a file of ours; null in every other file, where it says little. */
  ownStyle: string | null
}

export interface TablePiece {
  kind: 'table'
  /** Of the columns of the grid, in twentieths of a point. */
  widths: number[]
  rows: RowPiece[]
}

export interface RowPiece {
  /** Marked in Word to be repeated on every page. */
  isHeader: boolean
  cells: CellPiece[]
}

export interface CellPiece {
  /** The first column of the grid it covers, and how many. */
  column: number
  span: number
  /** 'continue': Word shows the cell above in its place. */
  merge: 'none' | 'start' | 'continue'
  isColoured: boolean
  pieces: Piece[]
}

/** A line's content: text, breaks, footnotes, images (as document nodes) and boxes beside it. */
export type Inline = NodeJson | BoxPiece

export interface BoxPiece {
  type: 'box'
  pieces: Piece[]
}

export function isBox(inline: Inline): inline is BoxPiece {
  return inline.type === 'box'
}

/** The words of a line; footnotes count as nothing. */
export function textOf(inlines: readonly Inline[]): string {
  let text = ''
  for (const inline of inlines) {
    if (isBox(inline)) continue
    if (inline.type === 'text') text += inline.text ?? ''
    else if (inline.type === 'hardBreak') text += '\n'
  }
  return text
}

/** True for paragraphs with neither words nor anything else to keep. */
export function isBlank(piece: Piece): boolean {
  if (piece.kind === 'table') return false
  return piece.inlines.every(
    (inline) =>
      inline.type === 'hardBreak' ||
      (inline.type === 'text' && !isBox(inline) && (inline.text ?? '').trim() === '') ||
      (isBox(inline) && inline.pieces.every(isBlank)),
  )
}

/** The words of a cell or box, one line per paragraph. */
export function textOfPieces(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) =>
      piece.kind === 'paragraph'
        ? textOf(piece.inlines)
        : piece.rows
            .flatMap((row) => row.cells.map((cell) => textOfPieces(cell.pieces)))
            .join('\n'),
    )
    .filter((text) => text.trim() !== '')
    .join('\n')
}

/** True if every word stands out in bold or underlined. */
export function isStrong(piece: ParagraphPiece): boolean {
  const words = piece.inlines.filter(
    (inline) => inline.type === 'text' && !isBox(inline) && (inline.text ?? '').trim() !== '',
  )
  return (
    words.length > 0 &&
    words.every(
      (word) =>
        !isBox(word) &&
        (word.marks ?? []).some(({ type }) => type === 'bold' || type === 'underline'),
    )
  )
}
