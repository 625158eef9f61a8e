import { filterActions } from '../reading/plan-actions.ts'
import type { ActionFilter, PlanAction } from '../reading/plan-actions.ts'
import type { Day } from '../reading/timescale/calendar.ts'
import { dueOf } from './lists.ts'
import type { Progress } from './lists.ts'
import { statusOf } from './statuses.ts'
import type { Status } from './statuses.ts'

/** The orders a view can have. None of them changes the order of the document. */
export const SORTS = {
  document: 'As in the document',
  due: 'Due first',
  status: 'By status',
  lead: 'By lead',
  name: 'By name',
} as const
export type Sort = keyof typeof SORTS

export interface RowFilter extends ActionFilter {
  /** The key of a status; '' for all. */
  status: string
  sort: Sort
}

export interface RowsWith {
  statuses: readonly Status[]
  rows: Readonly<Record<string, Progress>>
  today: Day
}

/** The actions that fit, in the order asked for; those that are equal stay as in the document. */
export function viewRows(
  actions: readonly PlanAction[],
  filter: RowFilter,
  { statuses, rows, today }: RowsWith,
): PlanAction[] {
  const statusKey = (action: PlanAction) => statusOf(statuses, rows[action.id]?.status).key
  const found = filterActions(actions, filter).filter(
    (action) => filter.status === '' || statusKey(action) === filter.status,
  )
  switch (filter.sort) {
    case 'document':
      return found
    case 'due':
      // What has no day comes after all that have one.
      return sorted(
        found,
        (action) => dueOf(action, rows[action.id]?.revised ?? null, today) ?? '9',
      )
    case 'status': {
      const places = new Map(statuses.map(({ key }, index) => [key, String(index)]))
      return sorted(found, (action) => places.get(statusKey(action)) ?? '9')
    }
    case 'lead':
      return sorted(found, ({ leads }) => leads[0]?.name.toLowerCase() ?? '\uffff')
    case 'name':
      return sorted(found, ({ name }) => name.toLowerCase())
  }
}

/** Each key is made once: comparing is all that is done n log n times. */
function sorted(
  actions: readonly PlanAction[],
  keyOf: (action: PlanAction) => string,
): PlanAction[] {
  const keyed = actions.map((action) => ({ action, key: keyOf(action) }))
  return keyed
    .toSorted((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ action }) => action)
}
