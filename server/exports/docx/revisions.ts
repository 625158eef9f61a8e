import type { PrintedBlock, PrintedChange, PrintedInline } from '../printed/blocks.ts'

/** The number, author and time of a tracked change. */
interface Revision {
  id: number
  author: string
  date: string
}

/** What Word shows as tracked changes: who made them, when, and a number for each. */
export class Revisions {
  private count = 0

  constructor(
    private readonly author: string,
    private readonly date: string,
  ) {}

  next(): Revision {
    this.count += 1
    return { id: this.count, author: this.author, date: `${this.date}T12:00:00Z` }
  }

  /** For the end of a paragraph, or a row, that came or went as a whole. */
  of(change: PrintedChange | null) {
    if (change === 'added') return { insertion: this.next() }
    return change === 'removed' ? { deletion: this.next() } : {}
  }
}

/** Whether all words there are came, or went; null where some stay, or there are none. */
export function wholeChange(inlines: readonly PrintedInline[]): PrintedChange | null {
  const [first] = inlines
  const change = first?.change ?? null
  return change !== null && inlines.every((each) => each.change === change) ? change : null
}

/** The same of all words of blocks. */
export function wholeChangeOf(blocks: readonly PrintedBlock[]): PrintedChange | null {
  return wholeChange(blocks.flatMap(inlinesOf))
}

function inlinesOf(block: PrintedBlock): PrintedInline[] {
  switch (block.kind) {
    case 'heading':
    case 'clause':
    case 'paragraph':
    case 'attribution':
      return block.inlines
    case 'list':
      return block.items.flat().flatMap(inlinesOf)
    case 'quote':
    case 'callout':
      return block.blocks.flatMap(inlinesOf)
    default:
      return []
  }
}
