/** How the rows of the plans are shown. `table` is the document itself, the others only show. */
export const VIEWS = {
  table: 'Table',
  cards: 'Cards',
  timeline: 'Timeline',
  lead: 'By lead',
} as const

export type View = keyof typeof VIEWS

/** The view of an address: "?view=timeline". */
export function viewIn(search: string): View {
  const view = new URLSearchParams(search).get('view')
  return view !== null && isView(view) ? view : 'table'
}

/** The address of a view of the page at `path`. */
export function addressOf(path: string, view: View): string {
  return view === 'table' ? path : `${path}?view=${view}`
}

function isView(view: string): view is View {
  return Object.hasOwn(VIEWS, view)
}
