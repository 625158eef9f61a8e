import type { Node } from '@tiptap/pm/model'
import type { YoungItem } from '../consultations.ts'
import { hasWords, plansOf, wordsIn } from '../reading/plan.ts'
import type { Plan } from '../reading/plan.ts'
import { numberBlocks } from '../schema/numbering.ts'

/** A part of a document that fits a screen: what stands below one heading. */
export interface Section {
  /** The id of its heading; that of the first block where the document starts without one. */
  id: string
  heading: string
  items: YoungItem[]
}

/**
 * The sections of a document, as they are read on a phone: a heading of the two outermost levels
 * begins one, and so does each group of an action plan. What is empty is left out.
 */
export function sectionsOf(doc: Node): Section[] {
  const numbers = new Map(numberBlocks(doc).blocks.map((block) => [block.position, block.number]))
  const levels = headingLevels(doc)
  const plans = new Map(plansOf(doc).map((plan) => [plan.position, plan]))
  const sections: Section[] = []
  const open = (id: string, heading: string): Section => {
    const section = { id, heading, items: [] }
    sections.push(section)
    return section
  }
  const current = (id: string) => sections.at(-1) ?? open(id, '')

  doc.descendants((node, position) => {
    const id = String(node.attrs['id'] ?? '')
    const plan = plans.get(position)
    if (plan !== undefined) {
      addPlan(plan, { id, groups: groupsOf(node), open, current })
      return false
    }
    if (node.type.name === 'heading') {
      const text = textOf(node)
      if (text === '') return false
      const number = numbers.get(position) ?? ''
      const isOuter = levels.indexOf(Number(node.attrs['level'])) < 2
      if (isOuter) open(id, [number, text].filter((part) => part !== '').join(' '))
      else
        current(id).items.push({ id, is: 'heading', label: number, text, column: null, cells: [] })
      return false
    }
    if (!node.isTextblock) return node.type.name !== 'pageHeader'
    const text = textOf(node)
    if (text !== '') {
      const label = numbers.get(position) ?? ''
      current(id).items.push({ id, is: 'words', label, text, column: null, cells: [] })
    }
    return false
  })
  return sections.filter(({ heading, items }) => heading !== '' || items.length > 0)
}

/** The section a block stands in; null where it is in none. */
export function sectionOf(sections: readonly Section[], block: string): Section | null {
  return (
    sections.find(({ id, items }) => id === block || items.some((item) => item.id === block)) ??
    null
  )
}

interface Into {
  id: string
  /** The id of the group by the ids of its rows. */
  groups: ReadonlyMap<string, string>
  open: (id: string, heading: string) => Section
  current: (id: string) => Section
}

function addPlan(plan: Plan, { id, groups, open, current }: Into): void {
  const shown = plan.columns.filter(({ isHidden, kind }) => !isHidden && kind !== 'ref')
  for (const group of plan.groups) {
    const own = groups.get(group.rows[0]?.id ?? '') ?? id
    const section = group.title === '' ? current(id) : open(own, group.title)
    for (const [index, row] of group.rows.entries()) {
      const cells = shown.flatMap(({ key, heading }) => {
        const text = wordsIn(group.rows, index, key)
        return hasWords(text) ? [{ key, label: heading, text }] : []
      })
      if (cells.length === 0) continue
      const main = cells.find(({ key }) => /action|how/.test(key)) ?? cells[0]
      section.items.push({
        id: row.id,
        is: 'row',
        label: '',
        text: main?.text ?? '',
        column: main?.key ?? null,
        cells: cells.filter((cell) => cell !== main),
      })
    }
  }
}

function groupsOf(table: Node): Map<string, string> {
  const groups = new Map<string, string>()
  table.forEach((group) => {
    if (group.type.name !== 'actionGroup') return
    group.forEach((row) =>
      groups.set(String(row.attrs['id'] ?? ''), String(group.attrs['id'] ?? '')),
    )
  })
  return groups
}

function headingLevels(doc: Node): number[] {
  const levels = new Set<number>()
  doc.descendants((node) => {
    if (node.type.name === 'heading' && textOf(node) !== '') levels.add(Number(node.attrs['level']))
    return !node.isTextblock
  })
  return [...levels].sort((a, b) => a - b)
}

function textOf(block: Node): string {
  return block
    .textBetween(0, block.content.size, '\n', (leaf) =>
      leaf.type.name === 'hardBreak' ? '\n' : '',
    )
    .trim()
}
