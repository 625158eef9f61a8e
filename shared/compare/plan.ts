import type { Node } from '@tiptap/pm/model'
import type { MarkedBlock } from './comparison.ts'
import { compareLists } from './blocks.ts'
import { diffLine, runsOf, tokensOf } from './inline.ts'
import { gapsBetween, pairAlike, textOf } from './pairs.ts'
import { compareRow } from './plan-row.ts'
import { frame, markAll, quoted } from './work.ts'
import type { Work } from './work.ts'

/**
 * An action table that is in both texts. Rows are paired by id over the whole table, wherever their
 * group is; those without a common id by their words.
 */
export function comparePlan(work: Work, before: Node, after: Node): MarkedBlock {
  pairGroups(work, before, after)
  pairRows(work, before, after)
  const merged = findMerged(work, before)
  const blocks: MarkedBlock[] = []
  const present = new Set(before.children)
  const partnerOf = (node: Node) => {
    const partner = node.type.name === 'actionHead' ? headOf(before) : work.pairs.before(node)
    return partner !== undefined && present.has(partner) ? partner : undefined
  }
  const plan: PlanWork = { work, merged }
  for (const gap of gapsBetween(before.children, after.children, partnerOf)) {
    for (const node of gap.before) blocks.push(...removedChild(plan, node))
    for (const node of gap.after) blocks.push(childOf(plan, partnerOf(node), node, true))
    if (gap.end !== null) blocks.push(childOf(plan, gap.end.before, gap.end.after, false))
  }
  return frame(work, after, { changed: 'same', blocks })
}

interface PlanWork {
  work: Work
  /** Rows that are gone, and the row whose words now say theirs. */
  merged: ReadonlyMap<Node, Node>
}

function childOf(plan: PlanWork, before: Node | undefined, after: Node, isMoved: boolean) {
  const { work } = plan
  switch (after.type.name) {
    case 'actionHead':
      return before === undefined ? markAll(work, after, 'added') : compareHead(work, before, after)
    case 'actionGroup':
      return before === undefined
        ? addedGroup(plan, after)
        : compareGroup(plan, before, after, isMoved)
    case 'actionRow':
      return rowOf(plan, after, { isMoved: isMoved && before !== undefined, from: null })
    default:
      return markAll(work, after, before === undefined ? 'added' : 'same')
  }
}

function removedChild(plan: PlanWork, node: Node): MarkedBlock[] {
  const { work } = plan
  if (node.type.name === 'actionRow') return removedRow(plan, node)
  if (node.type.name !== 'actionGroup') {
    return work.pairs.after(node) === undefined ? [markAll(work, node, 'removed')] : []
  }
  if (work.pairs.after(node) !== undefined) return []
  const title = titleOf(node)
  const mark = work.note({ kind: 'groupChanged', node, words: `Group ${quoted(title)} removed` })
  const blocks = node.children.flatMap((child) =>
    child.type.name === 'actionRow' ? removedRow(plan, child) : [markAll(work, child, 'removed')],
  )
  return [{ ...frame(work, node, { changed: 'removed', mark, blocks }) }]
}

function addedGroup(plan: PlanWork, node: Node): MarkedBlock {
  const { work } = plan
  const words = `Group ${quoted(titleOf(node))} added`
  const mark = work.note({ kind: 'groupChanged', node, words })
  const blocks = node.children.map((child) =>
    child.type.name === 'actionRow'
      ? rowOf(plan, child, { isMoved: work.pairs.before(child) !== undefined, from: node })
      : markAll(work, child, 'added'),
  )
  return frame(work, node, { changed: 'added', mark, blocks })
}

function compareGroup(plan: PlanWork, before: Node, after: Node, isMoved: boolean): MarkedBlock {
  const { work } = plan
  const [old, now] = [titleOf(before), titleOf(after)]
  const notes: string[] = []
  const said: string[] = []
  if (isMoved) {
    notes.push('Moved')
    said.push('moved')
  }
  if (old !== now) said.push(`renamed ${quoted(now)}`)
  const name = `Group ${quoted(old === '' ? now : old)}`
  const mark =
    said.length === 0
      ? ''
      : work.note({ kind: 'groupChanged', node: after, words: `${name} ${said.join(' and ')}` })
  const rowsThere = new Set(before.children)
  const partnerOf = (node: Node) => {
    if (node.type.name === 'actionGroupTitle') return before.children.find(isTitle)
    if (isPart(node)) return before.children.find((each) => isPart(each) && isSamePart(each, node))
    const partner = work.pairs.before(node)
    return partner !== undefined && rowsThere.has(partner) ? partner : undefined
  }
  const blocks: MarkedBlock[] = []
  for (const gap of gapsBetween(before.children, after.children, partnerOf)) {
    for (const node of gap.before) {
      if (node.type.name === 'actionRow') blocks.push(...removedRow(plan, node))
      else if (isPart(node)) blocks.push(changedPart(work, node, 'removed'))
    }
    for (const node of gap.after) {
      if (isPart(node)) blocks.push(changedPart(work, node, 'added'))
      else if (node.type.name !== 'actionRow') blocks.push(markAll(work, node, 'added'))
      else {
        const isKnown = work.pairs.before(node) !== undefined
        blocks.push(rowOf(plan, node, { isMoved: isKnown, from: after }))
      }
    }
    if (gap.end === null) continue
    const { end } = gap
    if (isTitle(end.after)) {
      const runs = runsOf(diffLine(tokensOf(end.before), tokensOf(end.after)))
      blocks.push(frame(work, end.after, { changed: old === now ? 'same' : 'changed', runs }))
    } else if (end.after.type.name === 'actionRow') {
      blocks.push(rowOf(plan, end.after, { isMoved: false, from: after }))
    } else if (isPart(end.after)) {
      const inside = { ...work, within: PARTS[String(end.after.attrs['kind'])] ?? 'Group' }
      const lines = compareLists(inside, end.before.children, end.after.children)
      blocks.push(frame(work, end.after, { changed: 'same', blocks: lines }))
    } else blocks.push(markAll(work, end.after, 'same'))
  }
  const changed = said.length === 0 ? 'same' : 'changed'
  return frame(work, after, { changed, notes, mark, blocks })
}

/** Success criteria or links of a group, as a whole. */
function changedPart(work: Work, node: Node, changed: 'added' | 'removed'): MarkedBlock {
  const block = markAll(work, node, changed)
  if (node.textContent.trim() === '') return block
  const kind = PARTS[String(node.attrs['kind'])] ?? 'Part of a group'
  const words = `${kind} ${quoted(textOf(node))} ${changed}`
  return { ...block, mark: work.note({ kind: 'groupChanged', node, words }) }
}

const PARTS: Record<string, string> = { criteria: 'Success criteria', links: 'Links' }

function isPart(node: Node): boolean {
  return node.type.name === 'actionGroupPart'
}

function isSamePart(one: Node, other: Node): boolean {
  return one.attrs['kind'] === other.attrs['kind']
}

/** A row of the later text. */
function rowOf(
  { work }: PlanWork,
  node: Node,
  { isMoved, from }: { isMoved: boolean; from: Node | null },
): MarkedBlock {
  const before = work.pairs.before(node)
  const group = from === null ? '' : titleOf(from)
  if (before === undefined) {
    const words = `${rowName(work, node, 'after')} added${group === '' ? '' : ` to ${quoted(group)}`}`
    const mark = work.note({ kind: 'actionAdded', node, words })
    return { ...markAll(work, node, 'added'), mark }
  }
  const row = compareRow(work, before, node)
  if (!isMoved) return row
  const old = work.meanings.before.get(before)?.group ?? ''
  const where = old === group || group === '' ? '' : ` to ${quoted(group)}`
  const mark = work.note({
    kind: 'actionMoved',
    node,
    words: `${rowName(work, node, 'after')} moved${where}`,
    mark: row.mark,
  })
  const note = where === '' ? 'Moved' : `Moved from ${quoted(old)}`
  return { ...row, changed: 'changed', mark, notes: [note, ...row.notes] }
}

function removedRow({ work, merged }: PlanWork, node: Node): MarkedBlock[] {
  if (work.pairs.after(node) !== undefined) return []
  const into = merged.get(node)
  const group = work.meanings.before.get(node)?.group ?? ''
  const name = rowName(work, node, 'before')
  const mark =
    into === undefined
      ? work.note({
          kind: 'actionRemoved',
          node,
          words: `${name} removed${group === '' ? '' : ` from ${quoted(group)}`}`,
        })
      : work.note({
          kind: 'actionsMerged',
          node,
          words: `${name} merged into ${rowName(work, into, 'after')}`,
        })
  const notes = into === undefined ? [] : [`Merged into ${rowName(work, into, 'after')}`]
  return [{ ...markAll(work, node, 'removed'), mark, notes }]
}

function compareHead(work: Work, before: Node, after: Node): MarkedBlock {
  const columns = new Map(before.children.map((node) => [String(node.attrs['key']), node]))
  const blocks = after.children.map((node) => {
    const old = columns.get(String(node.attrs['key']))
    columns.delete(String(node.attrs['key']))
    if (old === undefined) {
      const words = `Column ${quoted(node.textContent)} added`
      return {
        ...markAll(work, node, 'added'),
        mark: work.note({ kind: 'columnChanged', node, words }),
      }
    }
    if (old.textContent === node.textContent) return markAll(work, node, 'same')
    const words = `Column ${quoted(old.textContent)} renamed ${quoted(node.textContent)}`
    const mark = work.note({ kind: 'columnChanged', node, words })
    const runs = runsOf(diffLine(tokensOf(old), tokensOf(node)))
    return frame(work, node, { changed: 'changed', mark, runs })
  })
  const gone = [...columns.values()].map((node) => {
    const words = `Column ${quoted(node.textContent)} removed`
    return {
      ...markAll(work, node, 'removed'),
      mark: work.note({ kind: 'columnChanged', node, words }),
    }
  })
  return frame(work, after, { changed: 'same', blocks: [...blocks, ...gone] })
}

function pairGroups(work: Work, before: Node, after: Node): void {
  const free = (table: Node, partner: (node: Node) => Node | undefined) =>
    table.children.filter((node) => node.type.name === 'actionGroup' && partner(node) === undefined)
  const old = free(before, (node) => work.pairs.after(node))
  const now = free(after, (node) => work.pairs.before(node))
  for (const node of now) {
    const title = titleOf(node)
    const same = old.filter(
      (each) => titleOf(each) === title && work.pairs.after(each) === undefined,
    )
    if (same.length === 1 && same[0] !== undefined) work.pairs.add(same[0], node)
  }
  const left = pairAlike(
    old.filter((node) => work.pairs.after(node) === undefined),
    now.filter((node) => work.pairs.before(node) === undefined),
  )
  for (const pair of left) work.pairs.add(pair.before, pair.after)
}

function pairRows(work: Work, before: Node, after: Node): void {
  const found = pairAlike(
    rowsIn(before).filter((node) => work.pairs.after(node) === undefined),
    rowsIn(after).filter((node) => work.pairs.before(node) === undefined),
  )
  for (const pair of found) work.pairs.add(pair.before, pair.after)
}

/** Rows that are gone and whose words a row that stayed has taken on. */
function findMerged(work: Work, before: Node): Map<Node, Node> {
  const merged = new Map<Node, Node>()
  const rows = rowsIn(before)
  const kept = rows.flatMap((node) => {
    const after = work.pairs.after(node)
    return after === undefined ? [] : [{ old: plain(node), now: plain(after), after }]
  })
  for (const row of rows) {
    if (work.pairs.after(row) !== undefined) continue
    const words = plainWords(work.meanings.before.get(row)?.name ?? '')
    if (words.split(' ').length < 3) continue
    const into = kept.find(({ old, now }) => now.includes(words) && !old.includes(words))
    if (into !== undefined) merged.set(row, into.after)
  }
  return merged
}

function rowsIn(table: Node): Node[] {
  return table.children.flatMap((node) =>
    node.type.name === 'actionRow'
      ? [node]
      : node.type.name === 'actionGroup'
        ? node.children.filter(({ type }) => type.name === 'actionRow')
        : [],
  )
}

function rowName(work: Work, node: Node, side: 'before' | 'after'): string {
  const name = work.meanings[side].get(node)?.name ?? ''
  return name === '' ? 'An action without words' : quoted(name)
}

function headOf(table: Node): Node | undefined {
  return table.children.find(({ type }) => type.name === 'actionHead')
}

function titleOf(group: Node): string {
  return group.children.find(isTitle)?.textContent.trim() ?? ''
}

function isTitle(node: Node): boolean {
  return node.type.name === 'actionGroupTitle'
}

function plain(node: Node): string {
  return plainWords(textOf(node))
}

function plainWords(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}
