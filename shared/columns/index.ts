import { FRAMEWORKS } from './frameworks.ts'

/**
 * The columns of action plans. A kind says what the words of a column are about; the words
 * themselves stay free text. A layout is a usual set of columns, recognised in Word tables by its
 * headings and offered when a table is made.
 */

export const COLUMN_KINDS = {
  text: 'Words',
  ref: 'Reference',
  objective: 'Objective or outcome',
  actions: 'Actions',
  timescale: 'Timescale',
  leads: 'Lead',
  involvement: 'Involvement of young people',
  resources: 'Resources',
  risk: 'Risks',
  indicator: 'Performance indicator',
  outcomes: 'Outcomes',
  standard: 'Standard',
  review: 'Review note',
  status: 'Status',
} as const

export type ColumnKind = keyof typeof COLUMN_KINDS

export interface Column {
  /** Unique in its table; cells belong to it by this key. */
  key: string
  kind: ColumnKind
  heading: string
  /** Relative weight, 1 = normal. */
  width: number
  /** Its words stay as they are, as in a form that partners fill in. */
  isLocked?: boolean
}

/** What can stand between the title of a group and its rows. */
export const GROUP_PARTS = { criteria: 'Success criteria', links: 'Links' } as const

export type GroupPart = keyof typeof GROUP_PARTS

export interface Layout {
  name: string
  columns: readonly Column[]
  /** What each group of a new plan begins with. */
  parts?: readonly GroupPart[]
  /** The groups of a new plan; without them it has one without a title. */
  groups?: readonly string[]
}

/** By key; the order is the order they are offered in. */
export const LAYOUTS = {
  priorityPlan5: {
    name: 'Plan by priority, with involvement',
    columns: [
      column('objective', 'objective', 'Objective', 1.4),
      column('action', 'actions', 'How we will achieve it', 2),
      column('timescale', 'timescale', 'Timescale', 1),
      column('lead', 'leads', 'Lead', 1.2),
      column('involvement', 'involvement', 'Involvement of children and young people', 1.6),
    ],
  },
  priorityPlan4: {
    name: 'Plan by priority',
    columns: [
      column('objective', 'objective', 'Objective', 1.4),
      column('action', 'actions', 'How we will achieve it', 2.2),
      column('timescale', 'timescale', 'Timescale', 1),
      column('lead', 'leads', 'Lead', 1.2),
    ],
  },
  standardsPlan5: {
    name: 'Plan by standard',
    groups: FRAMEWORKS.hearByRight.standards.map(({ label }, index) => `${index + 1}. ${label}`),
    columns: [
      column('outcome', 'objective', 'Outcomes', 1.5),
      column('action', 'actions', 'Supporting actions', 2.2),
      column('lead', 'leads', 'Lead responsibilities', 1.1),
      column('timescale', 'timescale', 'Timescales and resources', 1.2),
      column('risk', 'risk', 'Risks identified', 1.2),
    ],
  },
  partnerTemplate5: {
    name: 'Form for partners, outcomes locked',
    columns: [
      { ...column('outcome', 'objective', 'Outcomes', 1.5), isLocked: true },
      column('action', 'actions', 'What we will do', 2.2),
      column('lead', 'leads', 'Lead responsibilities', 1.1),
      column('timescale', 'timescale', 'Timescales and resources', 1.2),
      column('risk', 'risk', 'Risks identified', 1.2),
    ],
  },
  activityPlan6: {
    name: 'Objective sheet with success criteria',
    parts: ['criteria', 'links'],
    columns: [
      column('activity', 'actions', 'Activity', 1.6),
      column('indicator', 'indicator', 'Performance indicator', 1.3),
      column('timescale', 'timescale', 'Timescale', 1),
      column('resources', 'resources', 'Resources', 1.2),
      column('outcomes', 'outcomes', 'Outcomes', 1.5),
      column('lead', 'leads', 'Lead', 1.1),
    ],
  },
} as const satisfies Record<string, Layout>

export type LayoutKey = keyof typeof LAYOUTS

/**
 * How headings found in Word files are recognised: the first pattern that fits gives key and kind.
 * Patterns are tried in order against the heading with single spaces, without case.
 */
export const HEADING_PATTERNS: readonly { pattern: RegExp; key: string; kind: ColumnKind }[] = [
  { pattern: /^refs?\b|^no\.?$/i, key: 'ref', kind: 'ref' },
  {
    pattern: /^performance indicator|^indicator|^measures?\b/i,
    key: 'indicator',
    kind: 'indicator',
  },
  { pattern: /^outcomes?$/i, key: 'outcome', kind: 'outcomes' },
  { pattern: /^(strategic )?(objective|aim|goal)/i, key: 'objective', kind: 'objective' },
  { pattern: /involvement of|involve/i, key: 'involvement', kind: 'involvement' },
  { pattern: /^activit/i, key: 'activity', kind: 'actions' },
  {
    pattern: /^(how (we )?will|supporting action|action|task|steps?\b|what we will do)/i,
    key: 'action',
    kind: 'actions',
  },
  {
    pattern: /^(time ?-?scales?|when|by when|deadline|target date|dates?\b)/i,
    key: 'timescale',
    kind: 'timescale',
  },
  {
    pattern: /^(leads?\b|lead (officer|responsib)|who\b|responsib|owner)/i,
    key: 'lead',
    kind: 'leads',
  },
  { pattern: /^(resources?|budget|cost)/i, key: 'resources', kind: 'resources' },
  { pattern: /^risks?\b/i, key: 'risk', kind: 'risk' },
  { pattern: /^(progress|review|update)/i, key: 'review', kind: 'review' },
  { pattern: /^(hear by rights? )?standards?$/i, key: 'standard', kind: 'standard' },
  { pattern: /^(status|b?rag)\b/i, key: 'status', kind: 'status' },
]

/** Finds the layout whose keys are these, in any order; null if none is. */
export function findLayout(keys: readonly string[]): LayoutKey | null {
  const wanted = [...keys].sort().join()
  for (const [key, layout] of Object.entries(LAYOUTS)) {
    const has = layout.columns
      .map((each) => each.key)
      .sort()
      .join()
    if (has === wanted) return key as LayoutKey // Object.entries forgets the key type
  }
  return null
}

function column(key: string, kind: ColumnKind, heading: string, width: number): Column {
  return { key, kind, heading, width }
}
