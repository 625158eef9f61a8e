import type { Node } from '@tiptap/pm/model'
import type { Change, ChangeKind, MarkedBlock } from './comparison.ts'
import { textOf } from './pairs.ts'
import type { Pairs } from './pairs.ts'
import { wholeLine } from './inline.ts'
import type { Meanings } from './meanings.ts'

/** What one comparison carries along. */
export interface Work {
  pairs: Pairs
  numbers: { before: ReadonlyMap<Node, string>; after: ReadonlyMap<Node, string> }
  meanings: { before: Meanings; after: Meanings }
  /** Adds to the list of changes and says by which mark the block is found. */
  note(change: Noted): string
  /** The heading that what comes now stands under. */
  enter(heading: { words: string; id: string | null }): void
  /** What a block of words is part of: "List item". */
  within: string
}

/** `mark`: that of another change of the same block, if there is one. */
export type Noted = { kind: ChangeKind; node: Node; words: string; mark?: string }

/** The same work without adding to the list: inside something that is noted as a whole. */
export function quietly(work: Work): Work {
  return { ...work, note: () => '', enter: () => undefined }
}

export function toChange(
  { kind, node, words }: Noted,
  rest: Pick<Change, 'mark' | 'section' | 'sectionId' | 'askedBy'>,
): Change {
  return { kind, id: idOf(node), words, ...rest }
}

/** A block and all in it, marked alike. */
export function markAll(
  work: Work,
  node: Node,
  changed: 'same' | 'added' | 'removed',
): MarkedBlock {
  const numbers = changed === 'removed' ? work.numbers.before : work.numbers.after
  const block: MarkedBlock = {
    type: node.type.name,
    id: idOf(node),
    attrs: attrsOf(node),
    changed,
    mark: '',
    number: numbers.get(node) ?? '',
    notes: [],
  }
  if (node.isTextblock) return { ...block, runs: wholeLine(node, changed) }
  if (node.isLeaf) return block
  return { ...block, blocks: node.children.map((child) => markAll(work, child, changed)) }
}

/** The block around what was compared. */
export function frame(
  work: Work,
  node: Node,
  rest: Partial<MarkedBlock> & Pick<MarkedBlock, 'changed'>,
): MarkedBlock {
  return {
    type: node.type.name,
    id: idOf(node),
    attrs: attrsOf(node),
    mark: '',
    number: work.numbers.after.get(node) ?? '',
    notes: [],
    ...rest,
  }
}

/** The first words of a block, in quotation marks. */
export function quoted(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim()
  if (line.length <= MOST_LETTERS) return `“${line}”`
  const cut = line.slice(0, MOST_LETTERS)
  const whole = cut.slice(0, Math.max(20, cut.lastIndexOf(' ')))
  return `“${whole.replace(/[\s,;:.–-]+$/, '')}…”`
}

const MOST_LETTERS = 60

/** "Clause 2.1 “We will listen…”". */
export function nameOf(work: Work, node: Node, side: 'before' | 'after' = 'after'): string {
  const noun = work.within !== '' && node.isTextblock ? work.within : nounOf(node)
  const number = work.numbers[side].get(node) ?? ''
  const words = textOf(node).trim()
  return [noun, number, words === '' ? '' : quoted(words)].filter((each) => each !== '').join(' ')
}

export function nounOf(node: Node): string {
  return NOUNS[node.type.name] ?? 'Part'
}

const NOUNS: Record<string, string> = {
  heading: 'Heading',
  clause: 'Clause',
  paragraph: 'Paragraph',
  listItem: 'List item',
  bulletList: 'List',
  orderedList: 'List',
  quote: 'Quote',
  attribution: 'Source of a quote',
  callout: 'Box',
  table: 'Table',
  tableRow: 'Table row',
  tableCell: 'Cell',
  image: 'Picture',
  pageHeader: 'Page header',
  actionTable: 'Action plan',
  actionGroup: 'Group',
}

export function idOf(node: Node): string | null {
  const id: unknown = node.attrs['id']
  return typeof id === 'string' && id !== '' ? id : null
}

function attrsOf(node: Node): Record<string, unknown> {
  const { id: _id, ...attrs } = node.attrs
  return attrs
}
