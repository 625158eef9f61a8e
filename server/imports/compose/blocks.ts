import type { NodeJson } from '../../../shared/schema/document-json.ts'
import type { Findings } from '../docx/findings.ts'
import { isBox } from '../docx/pieces.ts'
import type { Inline, Piece } from '../docx/pieces.ts'
import { readInnerLines } from './lines.ts'
import type { ItemLine, Line } from './lines.ts'
import { composeLists } from './lists.ts'
import { withStart } from './typed.ts'

/** Where blocks stand decides what they may be; the schema's content rules say the same. */
export type Place = 'body' | 'cell' | 'actionCell' | 'callout' | 'quote'

export interface Composed {
  blocks: NodeJson[]
  /** What may not stand here and comes after the block that holds this place. */
  displaced: NodeJson[]
}

const MAY_HOLD: Record<Place, ReadonlySet<string>> = {
  body: new Set(['heading', 'clause', 'image', 'callout', 'quote', 'list']),
  cell: new Set(['heading', 'image', 'list']),
  actionCell: new Set(['list']),
  callout: new Set(['heading', 'list']),
  quote: new Set(),
}

/** Reads and makes the blocks of a cell or box. An empty place gets one empty paragraph. */
export function composeInner(
  pieces: readonly Piece[],
  to: { place: Exclude<Place, 'body'>; findings: Findings },
): Composed {
  const composer = new BlockComposer(to.place, to.findings)
  for (const line of readInnerLines(pieces, to.findings)) composer.add(line)
  const { blocks, displaced } = composer.finish()
  return { blocks: blocks.length === 0 ? [{ type: 'paragraph' }] : blocks, displaced }
}

/** Makes blocks of lines, one after the other. Tables in the body are made elsewhere. */
export class BlockComposer {
  private readonly blocks: NodeJson[] = []
  private readonly displaced: NodeJson[] = []
  private items: ItemLine[] = []
  /** Pictures and boxes of list items: they come after the list. */
  private afterList: NodeJson[] = []

  constructor(
    private readonly place: Place,
    private readonly findings: Findings,
  ) {}

  add(line: Line): void {
    if (line.kind === 'item') {
      this.items.push(line)
      return
    }
    this.endList()
    switch (line.kind) {
      case 'heading':
        return this.addHeading(line)
      case 'clause':
        return this.addClause(line)
      case 'paragraph':
        return this.addLine(line.inlines, (content) => ({ type: 'paragraph', content }))
      case 'quote':
      case 'attribution':
        return this.addQuote(line)
      case 'table':
        return this.addTableAsLines(line)
    }
  }

  addBlocks(blocks: readonly NodeJson[]): void {
    this.endList()
    this.blocks.push(...blocks)
  }

  finish(): Composed {
    this.endList()
    return { blocks: this.blocks, displaced: this.displaced }
  }

  private addHeading(line: Line & { kind: 'heading' }): void {
    const { level, number, inlines } = line
    if (!this.may('heading')) {
      return this.addLine(inlines, (content) => ({
        type: 'paragraph',
        content: number === null ? content : withStart(`${number} `, content),
      }))
    }
    const attrs = { level, number }
    this.addLine(inlines, (content) => ({
      type: 'heading',
      attrs,
      content: content.map(withoutBold),
    }))
  }

  private addClause({ level, number, inlines }: Line & { kind: 'clause' }): void {
    this.addLine(inlines, (content) => ({ type: 'clause', attrs: { level, number }, content }))
  }

  private addQuote({ kind, inlines }: Line & { kind: 'quote' | 'attribution' }): void {
    if (!this.may('quote')) {
      return this.addLine(inlines, (content) => ({ type: 'paragraph', content }))
    }
    const { words, beside } = this.separate(inlines)
    const last = this.blocks.at(-1)
    const paragraph = { type: kind === 'quote' ? 'paragraph' : 'attribution', content: words }
    if (words.length > 0 && last?.type === 'quote') last.content?.push(paragraph)
    else if (words.length > 0) this.blocks.push({ type: 'quote', content: [paragraph] })
    this.blocks.push(...beside)
  }

  /** A table where none may stand: its words, a paragraph each. */
  private addTableAsLines({ table }: Line & { kind: 'table' }): void {
    this.findings.note('innerTables')
    for (const row of table.rows) {
      for (const cell of row.cells) {
        for (const line of readInnerLines(cell.pieces, this.findings)) this.add(line)
        this.endList()
      }
    }
  }

  private addLine(inlines: readonly Inline[], make: (content: NodeJson[]) => NodeJson): void {
    const { words, beside } = this.separate(inlines)
    if (words.length > 0) this.blocks.push(make(words))
    this.blocks.push(...beside)
  }

  /** The words of a line, and the blocks that its pictures and boxes become. */
  private separate(inlines: readonly Inline[]): { words: NodeJson[]; beside: NodeJson[] } {
    const words: NodeJson[] = []
    const beside: NodeJson[] = []
    for (const inline of inlines) {
      if (isBox(inline)) beside.push(...this.composeBox(inline.pieces))
      else if (inline.type !== 'image') words.push(inline)
      else if (this.may('image')) beside.push(inline)
      else {
        this.findings.note('movedPictures')
        this.displaced.push(inline)
      }
    }
    return { words: hasWords(words) ? words : [], beside }
  }

  private composeBox(pieces: readonly Piece[]): NodeJson[] {
    if (!this.may('callout')) {
      const inner = new BlockComposer(this.place, this.findings)
      for (const line of readInnerLines(pieces, this.findings)) inner.add(line)
      const { blocks, displaced } = inner.finish()
      this.displaced.push(...displaced)
      return blocks
    }
    const composer = new BlockComposer('callout', this.findings)
    for (const line of readInnerLines(pieces, this.findings)) composer.add(line)
    const { blocks, displaced } = composer.finish()
    if (blocks.length === 0) return displaced
    this.findings.note('boxes')
    return [{ type: 'callout', attrs: { tone: 'note' }, content: blocks }, ...displaced]
  }

  private endList(): void {
    if (this.items.length === 0) return
    const items = this.items
    this.items = []
    if (this.may('list')) {
      const lists = composeLists(items, (item) => {
        const { words, beside } = this.separate(item.inlines)
        this.afterList.push(...beside)
        return words
      })
      this.blocks.push(...lists, ...this.afterList)
    } else {
      for (const { inlines } of items) {
        this.addLine(inlines, (content) => ({ type: 'paragraph', content }))
      }
    }
    this.afterList = []
  }

  private may(kind: string): boolean {
    return MAY_HOLD[this.place].has(kind)
  }
}

export function withoutBold(inline: NodeJson): NodeJson {
  if (inline.marks === undefined) return inline
  const { marks, ...rest } = inline
  const kept = marks.filter(({ type }) => type !== 'bold' && type !== 'underline')
  return kept.length === 0 ? rest : { ...rest, marks: kept }
}

function hasWords(inlines: readonly NodeJson[]): boolean {
  return inlines.some(
    (inline) =>
      inline.type === 'footnote' || (inline.type === 'text' && (inline.text ?? '').trim() !== ''),
  )
}
