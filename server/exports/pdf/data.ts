import { headerWords } from '../../../shared/page-header.ts'
import type { ExportedDocument } from '../export-format.ts'
import { hasTitle } from '../html/article.ts'
import { pictureKind } from '../pictures.ts'
import { unknownWords } from '../printed/blocks.ts'
import type {
  PrintedBlock,
  PrintedGroup,
  PrintedInline,
  PrintedPlan,
  PrintedTable,
} from '../printed/blocks.ts'
import { layPages } from '../printed/pages.ts'
import { markChanges } from '../printed/marked-body.ts'
import { printDocument } from '../printed/print-document.ts'
import { lineOf } from '../printed/text.ts'

/** What the template reads: plain data, none of it ever taken for anything else than text. */
export interface PdfData {
  title: string
  label: string
  /** What is compared with, in words; '' without. */
  since: string
  year: number
  month: number
  day: number
  pages: { isLandscape: boolean; blocks: unknown[] }[]
}

export interface PdfInput {
  data: PdfData
  /** Files the template names, by path. */
  files: Map<string, Uint8Array>
}

/** Lists in lists deeper than this stand beside each other: the compiler has an end to its depth. */
const MAX_DEPTH = 8
const WIDTH_PT = 480
const WHOLE_CELL_SIGNS = 3_000

export function makePdfData(exported: ExportedDocument): PdfInput {
  const maker = new DataMaker(exported.pictures)
  const { since } = exported
  const printed =
    since === null
      ? printDocument(exported.body)
      : printDocument(markChanges(since.body, exported.body), { isComparison: true })
  const title = lineOf(exported.title)
  const blocks: PrintedBlock[] = hasTitle(printed, title)
    ? printed.blocks
    : [
        {
          kind: 'heading',
          id: '',
          level: 1,
          number: '',
          inlines: [{ kind: 'text', text: title, marks: [], href: null }],
        },
        ...printed.blocks,
      ]
  const [year = 2000, month = 1, day = 1] = exported.date.split('-').map(Number)
  const data: PdfData = {
    title,
    label: lineOf(headerWords(exported.body, exported.label)),
    since: since === null ? '' : lineOf(since.label),
    year,
    month,
    day,
    pages: layPages(blocks).map(({ isLandscape, blocks: inside }) => ({
      isLandscape,
      blocks: maker.blocks(inside, 0),
    })),
  }
  return { data, files: maker.files }
}

class DataMaker {
  readonly files = new Map<string, Uint8Array>()
  private tag = 0

  constructor(private readonly pictures: ReadonlyMap<string, Uint8Array>) {}

  blocks(blocks: readonly PrintedBlock[], depth: number): unknown[] {
    if (depth <= MAX_DEPTH) return blocks.map((block) => this.block(block, depth))
    return flatten(blocks).map((block) => this.block(block, depth))
  }

  private block(block: PrintedBlock, depth: number): unknown {
    switch (block.kind) {
      case 'heading': {
        // No level may be left out in the tags; the looks stay those of the level.
        this.tag = Math.min(block.level, this.tag + 1)
        return { ...block, id: null, tag: this.tag, inlines: inlinesOf(block.inlines) }
      }
      case 'clause':
        return { ...block, id: null, inlines: inlinesOf(block.inlines) }
      case 'paragraph':
      case 'attribution':
        return { ...block, inlines: inlinesOf(block.inlines) }
      case 'quote':
      case 'callout':
        return { kind: block.kind, blocks: this.blocks(block.blocks, depth + 1) }
      case 'list':
        return { ...block, items: block.items.map((item) => this.blocks(item, depth + 1)) }
      case 'image':
        return this.picture(block.content, block.alt)
      case 'table':
        return this.table(block, depth)
      case 'plan':
        return this.plan(block, depth)
      case 'unknown':
        return { kind: 'unknown', words: unknownWords(block.name) }
    }
  }

  private picture(content: string, alt: string): unknown {
    const words = alt === '' ? 'a picture without a description' : alt
    const bytes = this.pictures.get(content)
    const kind = bytes === undefined ? null : pictureKind(bytes)
    if (bytes === undefined || kind === null) return { kind: 'image', path: null, alt: words }
    const path = `/pictures/${content}.${kind.type}`
    this.files.set(path, bytes)
    const width = kind.width === 0 ? WIDTH_PT : Math.min(WIDTH_PT, kind.width * 0.75)
    const tallest = kind.height === 0 ? width : (600 / kind.height) * kind.width
    return { kind: 'image', path, alt: words, width: Math.max(4, Math.min(width, tallest)) }
  }

  private table({ widths, rows }: PrintedTable, depth: number): unknown {
    const first = rows.findIndex(
      (cells) => cells.length === 0 || cells.some(({ header }) => header !== 'column'),
    )
    const heads = first < 0 ? rows.length : first
    // Heading cells that reach out of the heading rows would tear the table.
    const isWhole = rows
      .slice(0, heads)
      .every((cells, row) => cells.every(({ rowspan }) => row + rowspan <= heads))
    return {
      kind: 'table',
      widths,
      heads: isWhole ? heads : 0,
      rows: rows.map((cells) =>
        cells.map((cell) => ({ ...cell, blocks: this.blocks(cell.blocks, depth + 2) })),
      ),
    }
  }

  private plan(plan: PrintedPlan, depth: number): unknown {
    return {
      kind: 'plan',
      widths: plan.columns.map(({ width }) => width),
      headings: plan.columns.map(({ heading }) => heading),
      groups: plan.groups.map((group) => ({
        title: group.title === null ? null : inlinesOf(group.title),
        parts: group.parts.map(({ label, blocks }) => ({
          label,
          blocks: this.blocks(blocks, depth + 2),
        })),
        cells: this.planCells(group, depth),
      })),
    }
  }

  /** A cell that others below it mean spans them. */
  private planCells({ rows }: PrintedGroup, depth: number): unknown[] {
    return rows.flatMap((cells, row) =>
      cells.flatMap(({ blocks, isSame }, column) => {
        if (isSame) return []
        let rowspan = 1
        while (rows[row + rowspan]?.[column]?.isSame === true) rowspan += 1
        // A short row stays on one page; a long one, or a cell beside several, may go on.
        const breakable = rowspan > 1 || JSON.stringify(blocks).length > WHOLE_CELL_SIGNS
        return [{ x: column, rowspan, breakable, blocks: this.blocks(blocks, depth + 2) }]
      }),
    )
  }
}

function inlinesOf(inlines: readonly PrintedInline[]): unknown[] {
  return inlines.map((inline) =>
    inline.kind === 'unknown' ? { kind: 'unknown', words: unknownWords(inline.name) } : inline,
  )
}

/** Every piece of text one after the other. */
function flatten(blocks: readonly PrintedBlock[]): PrintedBlock[] {
  return blocks.flatMap((block): PrintedBlock[] => {
    if (block.kind === 'list') return block.items.flatMap(flatten)
    if (block.kind === 'quote' || block.kind === 'callout') return flatten(block.blocks)
    return [block]
  })
}
