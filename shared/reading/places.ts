import type { Node } from '@tiptap/pm/model'
import type { PlacesResponse } from '../api-places.ts'
import { nameOfRow } from './plan-check.ts'
import { plansOf, rowsOfPlan } from './plan.ts'

/** What can be linked to by its words: headings, and the rows of plans that say something. */
export function placesIn(body: Node): PlacesResponse['places'] {
  const headings = body.children.flatMap((block) => {
    const name = block.textContent.trim()
    if (block.type.name !== 'heading' || name === '') return []
    return [{ id: String(block.attrs['id']), is: 'heading' as const, name, group: '' }]
  })
  const actions = plansOf(body).flatMap((plan) => {
    const all = rowsOfPlan(plan)
    const titles = new Map(
      plan.groups.flatMap(({ title, rows }) => rows.map((row) => [row, title])),
    )
    return all.flatMap((row, index) => {
      const name = nameOfRow(plan, { all, row, index })
      if (name === '') return []
      return [{ id: row.id, is: 'action' as const, name, group: titles.get(row) ?? '' }]
    })
  })
  return [...actions, ...headings]
}

/** Everything in a text that has an id. */
export function idsIn(body: Node): Set<string> {
  const ids = new Set<string>()
  body.descendants((node) => {
    if (typeof node.attrs['id'] === 'string') ids.add(node.attrs['id'])
  })
  return ids
}
