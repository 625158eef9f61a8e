import { compareDocuments } from '../../../shared/compare/compare.ts'
import type { Comparison, MarkedBlock, Run } from '../../../shared/compare/comparison.ts'
import type { Directory } from '../../../shared/reading/directory.ts'
import type { NodeJson } from '../../../shared/schema/document-json.ts'
import { giveIds } from '../../../shared/schema/identity.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import { document } from '../../../shared/templates/blocks.ts'

/** Blocks that are written without an id get one that the other text does not have. */
export function compareBlocks(
  before: readonly NodeJson[],
  after: readonly NodeJson[],
  options: { directory?: Directory } = {},
): Comparison {
  return compareDocuments(textOf(before), textOf(after), options)
}

export function textOf(blocks: readonly NodeJson[]) {
  return giveIds(documentSchema.nodeFromJSON(document(...blocks)), () => `given${++given}`)
}

let given = 0

/** A block with an id of its own, which it keeps through changes. */
export function as(id: string, node: NodeJson): NodeJson {
  return { ...node, attrs: { ...node.attrs, id } }
}

/**
 * What changed, a line for each block or row: `+` added, `-` removed, `~` changed, with words as
 * {+added+} and [-removed-], cells parted by |, and what stands beside it in brackets.
 */
export function readingOf({ summary, blocks }: Comparison): string[] {
  return [...blocks.flatMap(linesOf), ...summary.map(({ words }) => `= ${words}`)]
}

function linesOf(block: MarkedBlock): string[] {
  const sign = SIGNS[block.changed]
  const notes = block.notes.length === 0 ? '' : ` (${block.notes.join('; ')})`
  if (block.type === 'actionRow') {
    const words = (block.blocks ?? []).map(wordsIn).join(' | ')
    return block.changed === 'same' ? [] : [`${sign} ${words}${notes}`]
  }
  if (block.runs !== undefined) {
    const words = block.changed === 'changed' ? wordsIn(block) : block.runs.map(textIn).join('')
    return block.changed === 'same' ? [] : [`${sign} ${words}${notes}`]
  }
  const own = block.changed === 'changed' ? [`~ ${block.type}${notes}`] : []
  const isEmpty = (block.blocks ?? []).length === 0 && ['added', 'removed'].includes(block.changed)
  return [
    ...own,
    ...(isEmpty ? [`${sign} ${block.type}`] : []),
    ...(block.blocks ?? []).flatMap(linesOf),
  ]
}

const SIGNS = { same: '', added: '+', removed: '-', changed: '~' }

/** The words of a block in one line. */
function wordsIn(block: MarkedBlock): string {
  const notes =
    block.type === 'actionCell' && block.notes.length > 0 ? ` (${block.notes.join('; ')})` : ''
  if (block.runs !== undefined) return block.runs.map(marked).join('') + notes
  return (block.blocks ?? []).map(wordsIn).join(' / ') + notes
}

function marked(run: Run): string {
  const text = textIn(run)
  if (run.changed === 'added') return `{+${text}+}`
  return run.changed === 'removed' ? `[-${text}-]` : text
}

function textIn({ text, footnote }: Run): string {
  return footnote === undefined ? text.replace('\n', '⏎') : `^${footnote}^`
}
