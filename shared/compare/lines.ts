import type { Node } from '@tiptap/pm/model'
import type { MarkedBlock } from './comparison.ts'
import { diffLine, isRemarked, runsOf, tokensOf } from './inline.ts'
import type { MarkedToken, Token } from './inline.ts'
import { countWordsOf, likeness, textOf } from './pairs.ts'
import { frame, markAll, nameOf, nounOf, quoted } from './work.ts'
import type { Work } from './work.ts'

/** A line that is in both texts, word by word. */
export function compareLine(work: Work, before: Node, after: Node): MarkedBlock {
  const notes = formNotes(before, after)
  const [ones, others] = [tokensOf(before), tokensOf(after)]
  const marked = diffLine(ones, others)
  const isReworded = marked.some(({ changed }) => changed !== 'same')
  const block = frame(work, after, { changed: 'same', notes, runs: runsOf(marked) })
  if (isReworded) {
    const isHeading = after.type.name === 'heading'
    const mark = work.note({
      kind: isHeading ? 'headingChanged' : 'textChanged',
      node: after,
      words: `${nameOf(work, after)} reworded`,
    })
    return { ...block, changed: 'changed', mark }
  }
  if (notes.length > 0) {
    const words = `${nameOf(work, after)}: ${notes.join(', ').toLowerCase()}`
    return {
      ...block,
      changed: 'changed',
      mark: work.note({ kind: 'formChanged', node: after, words }),
    }
  }
  if (isRemarked(ones, others)) {
    const words = `${nameOf(work, after)}: bold, italics or links changed`
    const mark = work.note({ kind: 'markupChanged', node: after, words })
    return { ...block, changed: 'changed', mark, notes: ['Bold, italics or links changed'] }
  }
  return block
}

/** One line of the earlier text that is two in the later one, or two that are one. */
export interface Regrouped {
  before: readonly Node[]
  after: readonly Node[]
}

/**
 * True if the words of these lines together are much more alike than those of the pair alone: the
 * line was split or joined, and not just shortened or made longer.
 */
export function isRegrouped(
  { before, after }: Regrouped,
  pair: { before: Node; after: Node },
): boolean {
  const count = (nodes: readonly Node[]) => countWordsOf(nodes.map(textOf).join(' '))
  const together = likeness(count(before), count(after))
  return together >= 0.8 && together > likeness(count([pair.before]), count([pair.after])) + 0.1
}

/** The later lines of a split or join, marked as if there had been no break. */
export function compareRegrouped(work: Work, { before, after }: Regrouped): MarkedBlock[] {
  const marked = diffLine(before.flatMap(withBreak), after.flatMap(withBreak))
  const lines = splitAtBreaks(marked, after.length)
  const isSplit = after.length > before.length
  const [first] = after
  const mark =
    first === undefined
      ? ''
      : work.note({
          kind: isSplit ? 'textSplit' : 'textJoined',
          node: first,
          words: isSplit
            ? `${nameOf(work, first)} split into two`
            : `${nameOf(work, first)} joined with ${quoted(textOf(before[1] ?? first))}`,
        })
  return after.map((node, at) =>
    frame(work, node, {
      changed: 'changed',
      mark: at === 0 ? mark : '',
      notes: [isSplit ? 'Split in two' : 'Joined from two'],
      runs: runsOf(lines[at] ?? []),
    }),
  )
}

/** What a line or a block is now that it was not, but for its words. */
export function formNotes(before: Node, after: Node): string[] {
  if (before.type !== after.type) {
    const noun = nounOf(before).toLowerCase()
    return [`Was a ${noun}`.replace(/^Was a (?=[aeiou])/, 'Was an ')]
  }
  const notes: string[] = []
  for (const [key, value] of Object.entries(after.attrs)) {
    if (key === 'id' || JSON.stringify(before.attrs[key]) === JSON.stringify(value)) continue
    notes.push(FORMS[key] ?? 'Form changed')
  }
  return [...new Set(notes)]
}

const FORMS: Record<string, string> = {
  level: 'Level changed',
  number: 'Numbering changed',
  tone: 'Kind of box changed',
  style: 'Kind of list changed',
  start: 'Numbering changed',
  colspan: 'Cells merged or parted',
  rowspan: 'Cells merged or parted',
  header: 'Heading cell changed',
  content: 'Another picture',
  alt: 'Description changed',
}

export function compareLeaf(work: Work, before: Node, after: Node): MarkedBlock {
  if (after.type.name === 'pageHeader') return comparePageHeader(work, before, after)
  const notes = formNotes(before, after)
  if (notes.length === 0) return markAll(work, after, 'same')
  const words = `${nounOf(after)}: ${notes.join(', ').toLowerCase()}`
  const mark = work.note({ kind: 'formChanged', node: after, words })
  return frame(work, after, { changed: 'changed', notes, mark })
}

function comparePageHeader(work: Work, before: Node, after: Node): MarkedBlock {
  const fields = HEADER_FIELDS.filter((key) => before.attrs[key] !== after.attrs[key])
  if (fields.length === 0) return markAll(work, after, 'same')
  const [old, now] = [printed(before, fields), printed(after, fields)]
  const mark = work.note({
    kind: 'formChanged',
    node: after,
    words: `Page header: ${quoted(old)} is now ${quoted(now)}`,
  })
  return frame(work, after, { changed: 'changed', mark, notes: [`Was ${quoted(old)}`] })
}

const HEADER_FIELDS = ['stage', 'version', 'date', 'period', 'label'] as const

function printed(header: Node, fields: readonly string[]): string {
  return fields
    .map((key) => String(header.attrs[key] ?? ''))
    .filter((each) => each !== '')
    .join(' · ')
}

const BREAK = '\u0000'

/** A line with a sign behind it that counts as a space: where a break is matters little. */
function withBreak(node: Node): Token[] {
  return [...tokensOf(node), { key: BREAK, run: { text: '', marks: [] } }]
}

/** The lines of the later text; what was removed stays in the line it stood in. */
function splitAtBreaks(marked: readonly MarkedToken[], count: number): MarkedToken[][] {
  const lines: MarkedToken[][] = [[]]
  for (const each of marked) {
    if (each.token.key !== BREAK) lines.at(-1)?.push(each)
    else if (each.changed !== 'removed' && lines.length < count) lines.push([])
  }
  return lines.map(withoutLooseSpaces)
}

/** The space that a break took the place of, or that took the place of a break, is no change. */
function withoutLooseSpaces(line: readonly MarkedToken[]): MarkedToken[] {
  return line.flatMap((each) => {
    if (each.changed === 'same' || !/^\s*$/.test(each.token.key)) return [each]
    return each.changed === 'removed' ? [] : [{ ...each, changed: 'same' as const }]
  })
}
