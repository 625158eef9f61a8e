import type { Piece, TablePiece } from './pieces.ts'

/**
 * Files that Folkmoot wrote (server/exports/docx) say by the styles of their paragraphs what each of
 * them is, so nothing has to be guessed. What people added in Word is read like any other file: a
 * table that has none of these styles, for one.
 */
export const OWN_PROPERTY = 'Folkmoot'

/** What a table of ours is; null for tables of others. */
export function ownTable(table: TablePiece): 'plan' | 'callout' | 'table' | null {
  const styles = stylesIn(table.rows.flatMap((row) => row.cells.flatMap((cell) => cell.pieces)))
  if (styles.has('plan heading')) return 'plan'
  if (['table text', 'table heading', 'row heading'].some((name) => styles.has(name)))
    return 'table'
  return styles.has('callout') ? 'callout' : null
}

/** The own styles of paragraphs, tables inside included. */
export function stylesIn(pieces: readonly Piece[]): Set<string> {
  const styles = new Set<string>()
  for (const piece of pieces) {
    if (piece.kind === 'paragraph') {
      if (piece.ownStyle !== null) styles.add(piece.ownStyle)
    } else {
      for (const row of piece.rows) {
        for (const cell of row.cells) for (const name of stylesIn(cell.pieces)) styles.add(name)
      }
    }
  }
  return styles
}

/** 1–3 for the style of a clause; null for every other. */
export function clauseLevelOf(ownStyle: string | null): number | null {
  const level = /^clause ([1-3])$/.exec(ownStyle ?? '')?.[1]
  return level === undefined ? null : Number(level)
}
