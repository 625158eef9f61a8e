import type { Node } from '@tiptap/pm/model'
import type { Thread } from '../../../shared/comments/thread.ts'
import { isSafeLink } from '../../../shared/schema/marks.ts'
import { numberBlocks } from '../../../shared/schema/numbering.ts'
import type {
  ListStyle,
  PrintedBlock,
  PrintedChange,
  PrintedDocument,
  PrintedInline,
  PrintedMark,
  TextBlock,
} from './blocks.ts'
import { PrintedComments } from './comments.ts'
import { CHANGE_MARK } from './marked-body.ts'
import { printPlan } from './print-plan.ts'
import { printTable } from './print-table.ts'
import { textOf } from './text.ts'

/**
 * Reads a document the way a reader meets it. The page header is not part of the text. A copy for
 * the public has no columns that are not for it.
 */
export function printDocument(
  body: Node,
  { isPublic = false, isComparison = false, threads = [] }: PrintOptions = {},
): PrintedDocument {
  const { blocks, footnotes } = numberBlocks(body)
  const printer = new Printer(
    new Map(blocks.map(({ position, number }) => [position, number])),
    new Map(footnotes.map(({ position, number }) => [position, number])),
    { isPublic, isComparison, comments: new PrintedComments(threads) },
  )
  const printed = printer.blocks(body, 0)
  printer.finish()
  return {
    blocks: printed,
    comments: printer.options.comments.all,
    footnotes: footnotes.map(({ position, number }) => ({
      number,
      text: textOf(body.nodeAt(position)?.attrs['text']),
    })),
  }
}

export interface PrintOptions {
  isPublic?: boolean
  /** The body is one of `markChanges`. */
  isComparison?: boolean
  /** Comments to stand beside the words they are about. */
  threads?: readonly Thread[]
}

/** Prints nodes; `start` is always the position of the first child of the node. */
export class Printer {
  private last: TextBlock | null = null

  constructor(
    private readonly numberAt: ReadonlyMap<number, string>,
    private readonly footnoteAt: ReadonlyMap<number, number>,
    readonly options: {
      isPublic: boolean
      isComparison: boolean
      comments: PrintedComments
    },
  ) {}

  /** Comments on what is gone stand beside the last words. */
  finish(): void {
    const rest = this.options.comments.takeRest()
    if (this.last !== null) this.last.comments = [...(this.last.comments ?? []), ...rest]
  }

  blocks(parent: Node, start: number): PrintedBlock[] {
    const blocks: PrintedBlock[] = []
    parent.forEach((node, offset) => {
      const block = this.block(node, start + offset + 1)
      if (block !== null) blocks.push(block)
    })
    return blocks
  }

  inlines(parent: Node, start: number): PrintedInline[] {
    const inlines: PrintedInline[] = []
    parent.forEach((node, offset) => {
      const change = this.options.isComparison ? changeOf(node) : {}
      if (node.isText) inlines.push(...printText(node).map((each) => ({ ...each, ...change })))
      else if (node.type.name === 'hardBreak') inlines.push({ kind: 'break', ...change })
      else if (node.type.name === 'footnote') {
        const number = this.footnoteAt.get(start + offset) ?? 0
        inlines.push({ kind: 'footnote', number, text: textOf(node.attrs['text']), ...change })
      } else inlines.push({ kind: 'unknown', name: textOf(node.attrs['name']) })
    })
    return inlines
  }

  private block(node: Node, start: number): PrintedBlock | null {
    this.options.comments.enter(textOf(node.attrs['id']))
    const block = this.plainBlock(node, start)
    if (block !== null && 'inlines' in block) {
      const comments = this.options.comments.take()
      if (comments.length > 0) block.comments = comments
      this.last = block
    }
    return block
  }

  private plainBlock(node: Node, start: number): PrintedBlock | null {
    switch (node.type.name) {
      case 'heading':
      case 'clause': {
        const isHeading = node.type.name === 'heading'
        return {
          kind: isHeading ? 'heading' : 'clause',
          id: textOf(node.attrs['id']),
          level: levelOf(node.attrs['level'], isHeading ? 6 : 3),
          number: this.numberAt.get(start - 1) ?? '',
          inlines: this.inlines(node, start),
        }
      }
      case 'attribution':
        return { kind: 'attribution', inlines: this.inlines(node, start) }
      case 'quote':
        return { kind: 'quote', blocks: this.blocks(node, start) }
      case 'callout':
        return {
          kind: 'callout',
          tone: textOf(node.attrs['tone']),
          blocks: this.blocks(node, start),
        }
      case 'bulletList':
      case 'orderedList':
        return this.list(node, start)
      case 'image':
        return {
          kind: 'image',
          content: textOf(node.attrs['content']),
          alt: textOf(node.attrs['alt']),
        }
      case 'table':
        return printTable(node, start, this)
      case 'actionTable':
        return printPlan(node, start, this)
      case 'pageHeader':
        return null
      case 'unknownBlock':
        return { kind: 'unknown', name: textOf(node.attrs['name']) }
      default:
        return {
          kind: 'paragraph',
          id: textOf(node.attrs['id']),
          inlines: this.inlines(node, start),
        }
    }
  }

  private list(node: Node, start: number): PrintedBlock {
    const items: PrintedBlock[][] = []
    node.forEach((item, offset) => {
      const inside = start + offset + 1
      if (item.type.name === 'listItem') items.push(this.blocks(item, inside))
      else items.push([{ kind: 'unknown', name: textOf(item.attrs['name']) }])
    })
    const first = Number(node.attrs['start'])
    return {
      kind: 'list',
      style: node.type.name === 'bulletList' ? 'bullet' : listStyle(node.attrs['style']),
      start: Number.isInteger(first) && first >= 0 && first < 1_000_000 ? first : 1,
      items,
    }
  }
}

const MARKS: readonly PrintedMark[] = [
  'bold',
  'italic',
  'underline',
  'strike',
  'superscript',
  'subscript',
]

function printText(node: Node): PrintedInline[] {
  const names = new Set(node.marks.map(({ type }) => type.name))
  const marks = MARKS.filter((mark) => names.has(mark))
  const target: unknown = node.marks.find(({ type }) => type.name === 'link')?.attrs['href']
  const href = isSafeLink(target) ? outsideAddress(target) : null
  // Line feeds inside a text node are shown as breaks, wherever they came from.
  return textOf(node.text)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .flatMap((text, index): PrintedInline[] => [
      ...(index > 0 ? [{ kind: 'break' } as const] : []),
      ...(text === '' ? [] : [{ kind: 'text', text, marks, href } as const]),
    ])
}

/** A place in the document, or in another one here, has no address outside of Folkmoot. */
function outsideAddress(target: string): string | null {
  const address = textOf(target.trim())
  return /^(https?:\/\/|mailto:|tel:)/i.test(address) ? address : null
}

/** What a comparison says about these words. */
function changeOf({ marks }: Node): { change?: PrintedChange } {
  const value: unknown = marks.find(({ attrs }) => attrs['name'] === CHANGE_MARK)?.attrs['value']
  return value === 'added' || value === 'removed' ? { change: value } : {}
}

function levelOf(level: unknown, highest: number): number {
  if (typeof level !== 'number' || !Number.isFinite(level)) return 1
  return Math.min(highest, Math.max(1, Math.round(level)))
}

function listStyle(style: unknown): ListStyle {
  return style === 'letter' || style === 'roman' ? style : 'decimal'
}
