import { SORTS } from '../../../../shared/delivery/view-rows.ts'
import type { RowFilter, Sort } from '../../../../shared/delivery/view-rows.ts'

/**
 * How the rows of the plans are shown. `table` is the document itself, the others only show; `rows` is
 * the table with some of its rows or in another order.
 */
export const VIEWS = {
  table: 'Table',
  rows: 'Filter table',
  cards: 'Cards',
  timeline: 'Timeline',
  board: 'Board',
  lead: 'By lead',
  standard: 'By standard',
  due: 'Due',
} as const

export type View = keyof typeof VIEWS

/** A view with everything that narrows and orders it: what stands in its address. */
export interface ViewState extends RowFilter {
  view: View
}

export const ALL: RowFilter = { search: '', group: '', lead: '', status: '', sort: 'document' }

const NAMES = { search: 'q', group: 'group', lead: 'lead', status: 'status' } as const

/** The view of an address: "?view=timeline&lead=Youth+Service". */
export function viewIn(search: string): ViewState {
  const query = new URLSearchParams(search)
  const view = query.get('view')
  const sort = query.get('sort')
  return {
    view: view !== null && isView(view) ? view : 'table',
    search: (query.get(NAMES.search) ?? '').slice(0, 200),
    group: query.get(NAMES.group) ?? '',
    lead: query.get(NAMES.lead) ?? '',
    status: query.get(NAMES.status) ?? '',
    sort: sort !== null && isSort(sort) ? sort : 'document',
  }
}

/** The address of a view of the page at `path`; the table is never narrowed. */
export function addressOf(path: string, view: View, filter: RowFilter = ALL): string {
  if (view === 'table') return path
  const query = new URLSearchParams({ view })
  for (const field of ['search', 'group', 'lead', 'status'] as const) {
    if (filter[field] !== '') query.set(NAMES[field], filter[field])
  }
  if (filter.sort !== 'document') query.set('sort', filter.sort)
  return `${path}?${query}`
}

function isView(view: string): view is View {
  return Object.hasOwn(VIEWS, view)
}

function isSort(sort: string): sort is Sort {
  return Object.hasOwn(SORTS, sort)
}
