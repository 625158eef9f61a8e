import { readInlines, trimLine } from './inlines.ts'
import { isBlank } from './pieces.ts'
import type { Inline, ParagraphPiece, Piece } from './pieces.ts'
import { isKept, noteChange, visibleChildren } from './source.ts'
import type { Source } from './source.ts'
import { outlineOf, over, readFormat } from './styles.ts'
import type { ParagraphRole } from './styles.ts'
import { readTable } from './tables.ts'
import { child, numberOf, valueOf } from './xml.ts'
import type { XmlElement } from './xml.ts'

/** Reads paragraphs and tables in order; everything else that can stand there has no words. */
export function readBlocks(elements: readonly XmlElement[], source: Source): Piece[] {
  const reader = new BlockReader(source)
  for (const element of elements) reader.read(element)
  return reader.finish()
}

/** Takes blocks one after the other; `finish` gives what was read. */
export class BlockReader {
  private readonly pieces: Piece[] = []
  /** Words of a paragraph whose end was deleted: they stand before those of the next. */
  private carried: Inline[] = []

  constructor(private readonly source: Source) {}

  read(element: XmlElement): void {
    switch (element.name) {
      case 'w:p':
        return this.readParagraph(element)
      case 'w:tbl':
        this.flush()
        this.pieces.push(readTable(element, this.source))
        return
      case 'm:oMathPara':
        return this.readParagraph({ ...element, name: 'w:p', children: [element] })
      case 'w:commentRangeStart':
        return this.source.comments.begin(element.attrs['w:id'])
      case 'w:commentRangeEnd':
        return this.source.comments.end(element.attrs['w:id'])
      case 'w:altChunk':
        return this.source.findings.note('embedded')
      default: {
        const wrapped: XmlElement = { ...element, children: [element] }
        const opened = visibleChildren(wrapped, this.source)
        if (opened[0] !== element) for (const each of opened) this.read(each)
      }
    }
  }

  finish(): Piece[] {
    this.flush()
    return this.pieces
  }

  private readParagraph(element: XmlElement): void {
    const piece = readParagraph(element, this.source, this.carried.length > 0)
    const mark = child(child(element, 'w:pPr'), 'w:rPr')
    const isEndLost =
      (child(mark, 'w:del') !== null && !isKept('deleted', this.source)) ||
      (child(mark, 'w:ins') !== null && !isKept('inserted', this.source))
    if (isEndLost) {
      this.carried.push(...piece.inlines)
      return
    }
    piece.inlines = trimLine([...this.carried, ...piece.inlines])
    this.carried = []
    this.pieces.push(piece)
  }

  private flush(): void {
    if (this.carried.length === 0) return
    const inlines = trimLine(this.carried)
    this.carried = []
    this.pieces.push({
      kind: 'paragraph',
      role: { kind: 'plain' },
      number: null,
      inlines,
      ownStyle: this.source.isOwn ? '' : null,
    })
  }
}

function readParagraph(element: XmlElement, source: Source, goesOn: boolean): ParagraphPiece {
  const properties = child(element, 'w:pPr')
  const styleId = valueOf(properties, 'w:pStyle')
  const style = source.styles.paragraph(styleId)
  const role = roleOf(properties, style.role)
  const base = over(readFormat(null), style.format)
  const inlines = readInlines(element, source, base)
  source.fields.endParagraph(role.kind === 'heading' || role.kind === 'title')
  const ownStyle = source.isOwn ? style.name : null
  const piece: ParagraphPiece = { kind: 'paragraph', role, number: null, inlines, ownStyle }
  if (role.kind === 'contents') {
    if (!isBlank(piece)) source.findings.note('contentsList')
    piece.inlines = []
    return piece
  }
  // A paragraph without words is counted by Word, unless it was deleted as a whole.
  const isGone = isBlank(piece) && element.children.some((each) => each.name === 'w:del')
  if (goesOn || isGone) return piece
  const numbering = child(properties, 'w:numPr')
  const numId = valueOf(numbering, 'w:numId') ?? style.numId
  if (numId !== null && numId !== '0') {
    const level =
      numberOf(valueOf(numbering, 'w:ilvl')) ??
      (style.numId === numId ? style.level : null) ??
      source.numbering.levelOfStyle(numId, styleId)
    piece.number = source.numbering.next(numId, level)
  }
  return piece
}

function roleOf(properties: XmlElement | null, role: ParagraphRole): ParagraphRole {
  const outline = outlineOf(properties)
  if (outline === null || role.kind === 'title' || role.kind === 'contents') return role
  if (outline <= 9) return { kind: 'heading', level: outline }
  return role.kind === 'heading' ? { kind: 'plain' } : role
}

/** A row or paragraph mark that was inserted or deleted as a whole: true if it is no more. */
export function isDropped(properties: XmlElement | null, source: Source, words: string): boolean {
  for (const [name, change] of [
    ['w:ins', 'inserted'],
    ['w:del', 'deleted'],
  ] as const) {
    if (child(properties, name) === null) continue
    noteChange(change, source, words)
    if (!isKept(change, source)) return true
  }
  return false
}
