import type { Node } from '@tiptap/pm/model'
import { compareDocuments } from '../../../shared/compare/compare.ts'
import type { MarkedBlock, Run } from '../../../shared/compare/comparison.ts'
import type { NodeJson } from '../../../shared/schema/document-json.ts'
import { documentSchema } from '../../../shared/schema/index.ts'

/** The mark by which words say that they were added or removed; only in what is made here. */
export const CHANGE_MARK = 'folkmoot:change'

/**
 * The later text with what was removed where it stood, as a document whose words are marked. Numbers
 * are those that each text shows.
 */
export function markChanges(before: Node, after: Node): Node {
  const { blocks } = compareDocuments(before, after)
  return documentSchema.nodeFromJSON({ type: 'doc', content: blocks.map(asNode) })
}

function asNode({ type, id, attrs, number, runs, blocks }: MarkedBlock): NodeJson {
  const isNumbered = (type === 'heading' || type === 'clause') && number !== ''
  return {
    type,
    attrs: { ...attrs, ...(id !== null && { id }), ...(isNumbered && { number }) },
    content: runs === undefined ? (blocks ?? []).map(asNode) : runs.flatMap(asInlines),
  }
}

function asInlines({ text, changed, marks, footnote }: Run): NodeJson[] {
  const change = { type: 'unknownMark', attrs: { name: CHANGE_MARK, value: changed } }
  const all = [
    ...marks
      .filter(({ type }) => type in documentSchema.marks && type !== 'unknownMark')
      .map(({ type, href }) => ({ type, ...(href !== undefined && { attrs: { href } }) })),
    ...(changed === 'same' ? [] : [change]),
  ]
  if (footnote !== undefined) return [{ type: 'footnote', attrs: { text: footnote }, marks: all }]
  return text
    .split(/(\n)/)
    .filter((part) => part !== '')
    .map((part) =>
      part === '\n' ? { type: 'hardBreak', marks: all } : { type: 'text', text: part, marks: all },
    )
}
