import { HeadingLevel, ImageRun, Paragraph, Table, TextRun } from 'docx'
import type { IParagraphOptions } from 'docx'
import { pictureKind } from '../pictures.ts'
import { unknownWords } from '../printed/blocks.ts'
import type { PrintedBlock, TextBlock } from '../printed/blocks.ts'
import { writeRuns } from './inlines.ts'
import { Numbers } from './numbers.ts'
import type { NumberPlace } from './numbers.ts'
import { wholeChange } from './revisions.ts'
import type { Revisions } from './revisions.ts'
import { STYLES } from './styles.ts'
import { writeCallout, writePlan, writeTable } from './tables.ts'

export interface Surroundings {
  /** Of paragraphs that have no style of their own. */
  style: string | undefined
  /** How deep in lists. */
  depth: number
  /** What there is to write in, in pixels of 1/96 inch. */
  width: number
  /** In twentieths of a point, the same. */
  twips: number
}

/** Writes blocks for Word. It counts numbers for the whole file. */
export class BlockWriter {
  readonly numbers = new Numbers()

  constructor(
    private readonly pictures: ReadonlyMap<string, Uint8Array>,
    readonly revisions: Revisions,
  ) {}

  /** What a paragraph of these words holds. */
  words({ inlines, comments }: Pick<TextBlock, 'inlines' | 'comments'>) {
    const whole = wholeChange(inlines)
    return {
      children: writeRuns(inlines, { comments, revisions: this.revisions }),
      ...(whole !== null && { run: this.revisions.of(whole) }),
    }
  }

  blocks(blocks: readonly PrintedBlock[], around: Surroundings): (Paragraph | Table)[] {
    return blocks.flatMap((block) => this.block(block, around))
  }

  private block(block: PrintedBlock, around: Surroundings): (Paragraph | Table)[] {
    switch (block.kind) {
      case 'heading':
      case 'clause':
      case 'paragraph':
      case 'attribution':
        return [this.textBlock(block, around)]
      case 'quote':
        return this.blocks(block.blocks, { ...around, style: STYLES.quote })
      case 'callout':
        return [...writeCallout(block.blocks, { around, writer: this }), gap()]
      case 'list':
        return this.list(block, around)
      case 'image':
        return [this.picture(block, around)]
      case 'table':
        return [writeTable(block, { around, writer: this }), gap()]
      case 'plan':
        return writePlan(block, { around, writer: this }).flatMap((table) => [table, gap()])
      case 'unknown':
        return [
          new Paragraph({
            ...styled(around.style),
            children: [new TextRun({ text: unknownWords(block.name), italics: true })],
          }),
        ]
    }
  }

  private textBlock(block: TextBlock, around: Surroundings): Paragraph {
    switch (block.kind) {
      case 'heading':
        return this.numbered(block, {
          isThirdLevel: false,
          options: { heading: HEADINGS[block.level - 1] ?? HeadingLevel.HEADING_6 },
          indent: { left: 794, hanging: 794 },
        })
      case 'clause':
        return this.numbered(block, {
          isThirdLevel: block.level === 3,
          options: { style: STYLES.clause[block.level - 1] ?? STYLES.clause[0] },
          indent: { left: 794 + 567 * (block.level - 1), hanging: block.level === 1 ? 794 : 567 },
        })
      case 'attribution':
        return new Paragraph({ style: STYLES.attribution, ...this.words(block) })
      case 'paragraph':
        return new Paragraph({ ...styled(around.style), ...this.words(block) })
    }
  }

  private numbered(
    block: TextBlock & { number: string },
    look: {
      isThirdLevel: boolean
      options: IParagraphOptions
      indent: { left: number; hanging: number }
    },
  ): Paragraph {
    const { number } = block
    const words = this.words(block)
    if (number === '') return new Paragraph({ ...look.options, ...words })
    const place = this.numbers.find(number, look)
    if ('typed' in place) {
      const typed = new TextRun({ text: `${place.typed} ` })
      return new Paragraph({ ...look.options, ...words, children: [typed, ...words.children] })
    }
    const isShort = number.length <= 8
    return new Paragraph({
      ...look.options,
      numbering: place,
      indent: isShort ? look.indent : { left: 0, hanging: 0 },
      ...words,
    })
  }

  private list(
    { style, start, items }: PrintedBlock & { kind: 'list' },
    around: Surroundings,
  ): (Paragraph | Table)[] {
    const place = this.numbers.list(style, { start, level: around.depth })
    const inside = { ...around, depth: around.depth + 1 }
    return items.flatMap((item) => {
      const [first, ...rest] = item
      const words = this.words(first?.kind === 'paragraph' ? first : { inlines: [] })
      const below = first?.kind === 'paragraph' ? rest : item
      return [this.item(words, place, around), ...this.itemBlocks(below, inside)]
    })
  }

  private item(
    words: ReturnType<BlockWriter['words']>,
    place: NumberPlace,
    around: Surroundings,
  ): Paragraph {
    return new Paragraph({
      ...styled(around.style ?? 'ListParagraph'),
      ...('typed' in place ? {} : { numbering: place }),
      ...(around.style === undefined ? { contextualSpacing: true } : {}),
      ...words,
    })
  }

  /** Further paragraphs of an item stand below its words, without a sign of their own. */
  private itemBlocks(blocks: readonly PrintedBlock[], around: Surroundings): (Paragraph | Table)[] {
    return blocks.flatMap((block) =>
      block.kind === 'paragraph'
        ? [
            new Paragraph({
              ...styled(around.style ?? 'ListParagraph'),
              indent: { left: 567 * Math.min(around.depth, 9) },
              ...this.words(block),
            }),
          ]
        : this.block(block, around),
    )
  }

  private picture(
    { content, alt }: PrintedBlock & { kind: 'image' },
    around: Surroundings,
  ): Paragraph {
    const bytes = this.pictures.get(content)
    const kind = bytes === undefined ? null : pictureKind(bytes)
    // Word does not show WebP everywhere.
    if (bytes === undefined || kind === null || kind.type === 'webp') {
      const words = alt === '' ? 'a picture without a description' : alt
      const run = new TextRun({ text: `Picture: ${words}`, italics: true })
      return new Paragraph({ ...styled(around.style), children: [run] })
    }
    const run = new ImageRun({
      type: kind.type,
      data: bytes,
      transformation: fit(kind, around.width),
      altText: { name: 'Picture', title: '', description: alt },
    })
    return new Paragraph({ ...styled(around.style), children: [run] })
  }
}

/** Word joins tables that have nothing between them. */
function gap(): Paragraph {
  return new Paragraph({ spacing: { before: 0, after: 0, line: 120, lineRule: 'exact' } })
}

function styled(style: string | undefined): { style: string } | object {
  return style === undefined ? {} : { style }
}

function fit(
  { width, height }: { width: number; height: number },
  most: number,
): { width: number; height: number } {
  if (width === 0 || height === 0)
    return { width: Math.min(400, most), height: Math.min(300, most) }
  const scale = Math.min(1, most / width, 800 / height)
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
}

const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
]
