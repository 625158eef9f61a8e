import type { Anchor } from '../../../shared/comments/anchor.ts'
import type { Thread } from '../../../shared/comments/thread.ts'
import { textOf } from './text.ts'

/** A comment as Word has them; `parent` is the one it answers. */
export interface PrintedComment {
  id: number
  parent: number | null
  author: string
  at: string
  lines: string[]
  isResolved: boolean
}

/**
 * The comments of threads, and where each is printed: beside the first words of what it is about, or
 * of what follows where that has none. What waits to be checked, was hidden or taken back stays here.
 */
export class PrintedComments {
  readonly all: PrintedComment[] = []
  private readonly places = new Map<string, number[]>()
  private pending: number[] = []

  constructor(threads: readonly Thread[]) {
    for (const thread of threads) this.addThread(thread)
    this.enter('document')
  }

  /** Something with this id begins: its comments belong to the next words. */
  enter(id: string): void {
    const found = this.places.get(id)
    if (found === undefined) return
    this.places.delete(id)
    this.pending.push(...found)
  }

  /** The comments to be printed beside these words. */
  take(): number[] {
    const taken = this.pending
    this.pending = []
    return taken
  }

  /** What is left at the end, because what it was about is gone. */
  takeRest(): number[] {
    for (const id of this.places.keys()) this.enter(id)
    return this.take()
  }

  private addThread({ anchor, comments, suggestion, resolved }: Thread): void {
    const shown = comments.filter(
      ({ moderation, isWithdrawn }) => moderation === 'shown' && !isWithdrawn,
    )
    const ids: number[] = []
    for (const { author, body, createdAt } of shown) {
      const isFirst = ids.length === 0
      const quote = isFirst && anchor.quote !== '' ? [`“${textOf(anchor.quote)}”`] : []
      const wish = isFirst && suggestion !== null ? [`Suggested: ${textOf(suggestion.words)}`] : []
      const id = this.all.length + 1
      this.all.push({
        id,
        parent: ids[0] ?? null,
        author: textOf(author.name),
        at: createdAt,
        lines: [...quote, ...wish, ...textOf(body).split('\n')],
        isResolved: resolved !== null,
      })
      ids.push(id)
    }
    if (ids.length === 0) return
    const place = placeOf(anchor)
    this.places.set(place, [...(this.places.get(place) ?? []), ...ids])
  }
}

/** How the place of a comment in a row is called. */
export function cellPlace(row: string, column: string): string {
  return `${row} ${column}`
}

function placeOf({ on, block, row, column }: Anchor): string {
  if (on === 'document') return 'document'
  if (on === 'cell') return cellPlace(row ?? '', column ?? '')
  return (on === 'row' ? row : (block ?? row)) ?? 'document'
}
