import type { ChangeKind, Comparison, MarkedBlock } from './comparison.ts'

const DATES: readonly ChangeKind[] = ['dateLater', 'dateEarlier', 'dateChanged']
const ACTIONS: readonly ChangeKind[] = [
  'actionAdded',
  'actionRemoved',
  'actionsMerged',
  'actionMoved',
]

/**
 * How far a text has moved, in one line: "12 words and 2 dates changed"; null if it says the same.
 * Dates, leads and whole actions are counted as such, and not by their words.
 */
export function movedInWords({ summary, blocks }: Comparison): string | null {
  if (summary.length === 0) return null
  const count = (kinds: readonly ChangeKind[]) =>
    summary.reduce((sum, line) => sum + (kinds.includes(line.kind) ? line.count : 0), 0)
  const parts = [
    inNumber(
      blocks.reduce((sum, block) => sum + wordsIn(block), 0),
      'word',
    ),
    inNumber(count(ACTIONS), 'action'),
    inNumber(count(DATES), 'date'),
    inNumber(count(['leadChanged']), 'lead'),
  ].filter((part) => part !== '')
  if (parts.length === 0) return 'Only the form has changed'
  const last = parts.pop() ?? ''
  return `${parts.length === 0 ? last : `${parts.join(', ')} and ${last}`} changed`
}

/** A word that took the place of another counts once. */
function wordsIn(block: MarkedBlock): number {
  if (block.changed === 'same') return 0
  const isWholeRow = block.type === 'actionRow' && block.changed !== 'changed'
  const isSaidOtherwise = block.type === 'actionCell' && block.notes.length > 0
  if (isWholeRow || isSaidOtherwise) return 0
  const runs = block.runs ?? []
  const own = (changed: 'added' | 'removed') =>
    runs.reduce((sum, run) => sum + (run.changed === changed ? countWords(run.text) : 0), 0)
  const below = (block.blocks ?? []).reduce((sum, each) => sum + wordsIn(each), 0)
  return Math.max(own('added'), own('removed')) + below
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length
}

function inNumber(count: number, noun: string): string {
  if (count === 0) return ''
  return count === 1 ? `1 ${noun}` : `${count.toLocaleString('en-GB')} ${noun}s`
}
