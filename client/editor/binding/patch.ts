import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { alignChildren, sameEnds } from '../../../shared/writing/align.ts'

/**
 * Adds the smallest steps to `tr` that turn the block at `start` (the position of its content) from
 * `before` into `after`: blocks that stay are never replaced, so that carets, decorations and node
 * views in and around them live on. Children that are the same object are skipped without a look.
 */
export function patchNode(tr: Transaction, before: Node, after: Node, start: number): void {
  if (before === after) return
  if (before.inlineContent && after.inlineContent) patchInline(tr, before, after, start)
  else patchBlocks(tr, before, after, start)
}

function patchBlocks(tr: Transaction, before: Node, after: Node, contentStart: number): void {
  const old = before.children
  const wanted = after.children
  const { start, end } = sameEnds(old, wanted)
  const positions = [contentStart]
  for (const node of old) positions.push((positions.at(-1) ?? 0) + node.nodeSize)
  const pairs = alignChildren(
    old.slice(start, old.length - end),
    wanted.slice(start, wanted.length - end),
    {
      acrossTypes: true,
    },
  )

  // From the last to the first, so that the positions before stay true.
  let oldEnd = old.length - end
  let newEnd = wanted.length - end
  for (const pair of [...pairs.toReversed(), null]) {
    const oldStart = pair === null ? start : start + pair.before + 1
    const newStart = pair === null ? start : start + pair.after + 1
    if (oldEnd > oldStart || newEnd > newStart) {
      tr.replaceWith(
        positions[oldStart] ?? 0,
        positions[oldEnd] ?? 0,
        wanted.slice(newStart, newEnd),
      )
    }
    if (pair === null) break
    oldEnd = start + pair.before
    newEnd = start + pair.after
    const node = old[oldEnd]
    const target = wanted[newEnd]
    const position = positions[oldEnd] ?? 0
    if (node === undefined || target === undefined || node === target) continue
    patchNode(tr, node, target, position + 1)
    patchMarkup(tr, node, target, position)
  }
}

function patchMarkup(tr: Transaction, node: Node, target: Node, position: number): void {
  if (node.type !== target.type) {
    tr.setNodeMarkup(position, target.type, target.attrs)
    return
  }
  for (const [key, value] of Object.entries(target.attrs)) {
    if (node.attrs[key] === value) continue
    if (typeof value === 'object' && JSON.stringify(node.attrs[key]) === JSON.stringify(value))
      continue
    tr.setNodeAttribute(position, key, value)
  }
}

function patchInline(tr: Transaction, before: Node, after: Node, start: number): void {
  const from = before.content.findDiffStart(after.content)
  const to = before.content.findDiffEnd(after.content)
  if (from === null || to === null) return
  // Start and end can overlap where letters repeat: "aa" → "aaa".
  const overlap = Math.max(0, from - Math.min(to.a, to.b))
  tr.replace(start + from, start + to.a + overlap, after.slice(from, to.b + overlap))
}
