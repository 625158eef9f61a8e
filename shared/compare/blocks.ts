import type { Node } from '@tiptap/pm/model'
import type { Changed, MarkedBlock } from './comparison.ts'
import { compareLeaf, compareLine, compareRegrouped, formNotes, isRegrouped } from './lines.ts'
import type { Regrouped } from './lines.ts'
import { gapsBetween, pairAlike, signatureOf, textOf } from './pairs.ts'
import type { Gap } from './pairs.ts'
import { comparePlan } from './plan.ts'
import { frame, idOf, markAll, nameOf, nounOf } from './work.ts'
import type { Work } from './work.ts'

/**
 * Siblings of both texts in one list. Plan: pair by id, then, between those that kept their order,
 * by words; what is in both and out of order has moved; the rest was added or removed.
 */
export function compareLists(
  work: Work,
  before: readonly Node[],
  after: readonly Node[],
): MarkedBlock[] {
  pairTheRest(work, before, after)
  const present = new Set(before)
  const partnerOf = (node: Node) => {
    const partner = work.pairs.before(node)
    return partner !== undefined && present.has(partner) ? partner : undefined
  }
  const gaps = gapsBetween(before, after, partnerOf)
  const regrouped = findRegrouped(work, gaps)
  const blocks: MarkedBlock[] = []
  for (const { before: old, after: now, end } of gaps) {
    for (const node of old) {
      if (work.pairs.after(node) !== undefined || regrouped.taken.has(node)) continue
      blocks.push(removed(work, node))
    }
    for (const node of now) {
      if (regrouped.taken.has(node)) continue
      const partner = work.pairs.before(node)
      blocks.push(partner === undefined ? added(work, node) : moved(work, partner, node))
    }
    if (end === null) continue
    const group = regrouped.by.get(end.after)
    if (group === undefined) blocks.push(comparePair(work, end.before, end.after))
    else blocks.push(...compareGroup(work, group))
  }
  return blocks
}

/** A block that is in both texts. */
function comparePair(work: Work, before: Node, after: Node): MarkedBlock {
  enterHeading(work, after)
  if (signatureOf(before) === signatureOf(after) && before.type === after.type) {
    return markAll(work, after, 'same')
  }
  if (before.isTextblock && after.isTextblock) return compareLine(work, before, after)
  if (after.isLeaf) return compareLeaf(work, before, after)
  if (after.type.name === 'actionTable') return comparePlan(work, before, after)
  const notes = formNotes(before, after)
  const mark =
    notes.length === 0
      ? ''
      : work.note({
          kind: 'formChanged',
          node: after,
          words: `${nameOf(work, after)}: ${notes.join(', ').toLowerCase()}`,
        })
  const inside = WITHIN.has(after.type.name) ? { ...work, within: nounOf(after) } : work
  const blocks = compareLists(inside, before.children, after.children)
  const changed: Changed = notes.length > 0 ? 'changed' : 'same'
  return frame(work, after, { changed, notes, mark, blocks })
}

const WITHIN = new Set(['listItem', 'tableCell', 'quote', 'callout'])

function added(work: Work, node: Node): MarkedBlock {
  enterHeading(work, node)
  const block = markAll(work, node, 'added')
  if (isBlank(node)) return block
  const mark = work.note({ kind: 'textAdded', node, words: `${nameOf(work, node)} added` })
  return { ...block, mark }
}

function removed(work: Work, node: Node): MarkedBlock {
  const block = markAll(work, node, 'removed')
  if (isBlank(node)) return block
  const words = `${nameOf(work, node, 'before')} removed`
  return { ...block, mark: work.note({ kind: 'textRemoved', node, words }) }
}

function moved(work: Work, before: Node, after: Node): MarkedBlock {
  if (isBlank(after)) return markAll(work, after, 'same')
  const block = comparePair(work, before, after)
  const words = `${nameOf(work, after)} moved`
  const mark = work.note({ kind: 'textMoved', node: after, words, mark: block.mark })
  return { ...block, changed: 'changed', mark, notes: ['Moved', ...block.notes] }
}

/** A line without words says nothing by coming or going. */
function isBlank(node: Node): boolean {
  return !node.isLeaf && textOf(node).trim() === '' && !holdsLeaf(node)
}

function holdsLeaf(node: Node): boolean {
  return node.children.some((child) => (child.isLeaf && !child.isText) || holdsLeaf(child))
}

function pairTheRest(work: Work, before: readonly Node[], after: readonly Node[]): void {
  const { pairs } = work
  const present = new Set(before)
  const partnerOf = (node: Node) => {
    const partner = pairs.before(node)
    return partner !== undefined && present.has(partner) ? partner : undefined
  }
  for (const gap of gapsBetween(before, after, partnerOf)) {
    const old = gap.before.filter((node) => pairs.after(node) === undefined)
    const now = gap.after.filter((node) => pairs.before(node) === undefined)
    const isRow = [...old, ...now].every(({ type }) => type.name === 'tableCell')
    const found =
      isRow && old.length === now.length
        ? old.flatMap((node, at) =>
            now[at] === undefined ? [] : [{ before: node, after: now[at] }],
          )
        : pairAlike(old, now)
    for (const pair of found) pairs.add(pair.before, pair.after)
  }
  // What stands elsewhere in the same words, and more than a few, has moved.
  const lost = new Map<string, Node | null>()
  for (const node of before) {
    if (pairs.after(node) !== undefined || textOf(node).trim().split(/\s+/).length < 4) continue
    const signature = signatureOf(node)
    lost.set(signature, lost.has(signature) ? null : node)
  }
  for (const node of after) {
    const partner = lost.get(signatureOf(node))
    if (pairs.before(node) !== undefined || partner === null || partner === undefined) continue
    pairs.add(partner, node)
    lost.delete(signatureOf(node))
  }
}

/** Lines that were split or joined, found beside pairs whose words differ. */
function findRegrouped(work: Work, gaps: readonly Gap[]) {
  const by = new Map<Node, Regrouped>()
  const taken = new Set<Node>()
  const free = (node: Node | undefined, partner: (node: Node) => Node | undefined) =>
    node !== undefined && !taken.has(node) && partner(node) === undefined && lineOf(node) !== null
      ? [node]
      : []
  gaps.forEach((gap, at) => {
    const { end } = gap
    if (end === null || lineOf(end.before) === null || lineOf(end.after) === null) return
    if (textOf(end.before) === textOf(end.after)) return
    const next = gaps[at + 1]
    const wasThere = (node: Node) => work.pairs.before(node)
    const isThere = (node: Node) => work.pairs.after(node)
    const candidates: Regrouped[] = [
      ...free(next?.after[0], wasThere).map((node) => ({
        before: [end.before],
        after: [end.after, node],
      })),
      ...free(gap.after.at(-1), wasThere).map((node) => ({
        before: [end.before],
        after: [node, end.after],
      })),
      ...free(next?.before[0], isThere).map((node) => ({
        before: [end.before, node],
        after: [end.after],
      })),
      ...free(gap.before.at(-1), isThere).map((node) => ({
        before: [node, end.before],
        after: [end.after],
      })),
    ]
    const found = candidates.find((each) => isRegrouped(each, end))
    if (found === undefined) return
    by.set(end.after, found)
    for (const node of [...found.before, ...found.after]) {
      if (node !== end.before && node !== end.after) taken.add(node)
    }
  })
  return { by, taken }
}

function compareGroup(work: Work, group: Regrouped): MarkedBlock[] {
  const lines: Regrouped = {
    before: group.before.map((node) => lineOf(node) ?? node),
    after: group.after.map((node) => lineOf(node) ?? node),
  }
  const blocks = compareRegrouped(work, lines)
  return blocks.map((block, at) => {
    const around = group.after[at]
    if (around === undefined || around === lines.after[at]) return block
    const { mark, notes } = block
    const line = { ...block, mark: '', notes: [] }
    return frame(work, around, { changed: 'changed', mark, notes, blocks: [line] })
  })
}

/** The line itself, or the only line of a list item. */
function lineOf(node: Node): Node | null {
  if (node.isTextblock) return node
  const [only] = node.children
  return node.type.name === 'listItem' && node.childCount === 1 && only?.isTextblock ? only : null
}

function enterHeading(work: Work, node: Node): void {
  if (node.type.name !== 'heading') return
  const number = work.numbers.after.get(node) ?? ''
  const words = [number, textOf(node).trim()].filter((each) => each !== '').join(' ')
  work.enter({ words, id: idOf(node) })
}
