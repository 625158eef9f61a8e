import type { Node, Schema } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import type { Anchor } from '../../../shared/comments/anchor.ts'
import { sameEnds } from '../../../shared/writing/align.ts'
import type { Found } from '../../../shared/comments/resolve-anchor.ts'
import { newCell } from '../action-table/shape.ts'
import { nodeType } from '../node-types.ts'
import { blockAround } from './comments.ts'

/**
 * Puts suggested words in the place of a passage, by the smallest change of each line. Null where
 * that cannot be done by itself: over several paragraphs, or in a cell with a list.
 */
export function putWords(
  state: EditorState,
  { anchor, found, words }: { anchor: Anchor; found: Found; words: string },
): Transaction | null {
  if (found.state === 'gone') return null
  const { tr, schema, doc } = state
  if (anchor.on === 'words') {
    const isOneLine = doc.resolve(found.from).sameParent(doc.resolve(found.to))
    return isOneLine && !words.includes('\n') ? replaceIn(tr, found.from, found.to, words) : null
  }
  const around = blockAround(doc, found.from, anchor.on)
  const node = around === null ? null : doc.nodeAt(around.from)
  if (around === null || node === null) return null
  if (node.isTextblock) {
    const start = around.from + 1
    return words.includes('\n') ? null : replaceIn(tr, start, start + node.content.size, words)
  }
  if (node.type.name === 'actionCell')
    return putLines(tr, { cell: node, position: around.from, words })
  if (node.type.name !== 'actionRow' || anchor.column === null) return null
  // A cell nobody has written in yet.
  const cell = newCell(schema, anchor.column)
  const filled = cell.copy(cell.content).type.create(cell.attrs, linesOf(schema, words))
  return tr.insert(around.to - 1, filled)
}

function putLines(
  tr: Transaction,
  { cell, position, words }: { cell: Node; position: number; words: string },
): Transaction | null {
  const lines = words.split('\n')
  const paragraphs: { at: number; node: Node }[] = []
  let isPlain = true
  cell.forEach((node, offset) => {
    if (node.type.name !== 'paragraph') isPlain = false
    paragraphs.push({ at: position + 1 + offset, node })
  })
  if (!isPlain) return null
  const shared = Math.min(lines.length, paragraphs.length)
  const rest = linesOf(tr.doc.type.schema, lines.slice(shared).join('\n'))
  const end = position + cell.nodeSize - 1
  if (lines.length > shared) tr.insert(end, rest)
  for (const { at, node } of paragraphs.slice(shared).reverse()) tr.delete(at, at + node.nodeSize)
  for (const [index, { at, node }] of [...paragraphs.slice(0, shared).entries()].reverse()) {
    replaceIn(tr, at + 1, at + 1 + node.content.size, lines[index] ?? '')
  }
  return tr
}

function linesOf(schema: Schema, words: string): Node[] {
  const paragraph = nodeType(schema, 'paragraph')
  return words
    .split('\n')
    .map((line) => paragraph.create(null, line === '' ? [] : [schema.text(line)]))
}

/** Only what differs is replaced, so that marks and comments around it stay. */
function replaceIn(tr: Transaction, from: number, to: number, words: string): Transaction {
  const before = [...tr.doc.textBetween(from, to, '\n', '\uFFFC')]
  const after = [...words]
  const { start, end } = sameEnds(before, after)
  const lengthOf = (letters: readonly string[]) => letters.join('').length
  const left = from + lengthOf(before.slice(0, start))
  const right = to - lengthOf(before.slice(before.length - end))
  const middle = after.slice(start, after.length - end).join('')
  return middle === '' ? tr.delete(left, right) : tr.insertText(middle, left, right)
}
