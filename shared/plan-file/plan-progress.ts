import { PROGRESS_FIELDS, progressRequest } from '../api-delivery.ts'
import type { ProgressField, ProgressRequest, RowProgress } from '../api-delivery.ts'
import { statusOf } from '../delivery/statuses.ts'
import type { Status } from '../delivery/statuses.ts'
import { idsOfLines } from '../reading/plan-actions.ts'
import { plain } from './cell-lines.ts'
import type { PlanTable, TableRow } from './plan-sheets.ts'

/**
 * How actions get on, as columns of a file behind those of the plan. It stands beside the text (see
 * shared/api-delivery.ts), so what comes back is written there and not into cells.
 */
export interface PlanProgress {
  statuses: readonly Status[]
  /** By the id of the row. */
  rows: Readonly<Record<string, RowProgress>>
}

export const PROGRESS_HEADINGS: Readonly<Record<ProgressField, string>> = {
  status: 'Progress: status',
  note: 'Progress: note',
  evidence: 'Progress: link to evidence',
  outcome: 'Progress: what came of it',
  revised: 'Progress: revised date',
}

/** The field of a heading; null for any other. */
export function progressField(heading: string): ProgressField | null {
  return PROGRESS_FIELDS.find((field) => PROGRESS_HEADINGS[field] === heading) ?? null
}

/** What a row is to be updated with, and how that is shown. */
export interface ChangedProgress {
  id: string
  name: string
  fields: ChangedField[]
  change: ProgressRequest
}

export interface ChangedField {
  field: ProgressField
  heading: string
  before: string
  after: string
  /** It was changed in the document too since the file was made. */
  isNewer: boolean
}

/** The cells of a row, in the order of the headings. Of several actions in one row, a line each. */
export function progressCells(
  { plan }: Pick<PlanTable, 'plan'>,
  { row }: TableRow,
  progress: PlanProgress,
): Map<ProgressField, string> {
  const all = idsOfLines(plan, row).map((id) => valuesOf(progress, id))
  return new Map(
    PROGRESS_FIELDS.map((field) => {
      const texts = all.map((values) => values[field])
      return [field, texts.every((text) => text === '') ? '' : texts.join('\n')]
    }),
  )
}

/** The names under which the mark of a row has these cells; no column of a plan is called so. */
export function markedProgress(cells: ReadonlyMap<ProgressField, string>): [string, string][] {
  return [...cells].map(([field, text]) => [`progress.${field}`, text])
}

export interface ProgressLine {
  cells: ReadonlyMap<ProgressField, string>
  hadText: (key: string, text: string) => boolean | null
}

/** What of a file means nothing, as a sentence or how often; notes are given once each. */
export interface Left {
  unknownStatuses: Set<string>
  wrong: Set<string>
  several: number
  others: number
}

/** What a line of a file says about how its action gets on; null if nothing new. */
export function compareProgress(
  row: TableRow,
  line: ProgressLine,
  {
    table,
    progress,
    name,
    isAllowed,
    left,
  }: {
    table: PlanTable
    progress: PlanProgress
    name: string
    isAllowed: boolean
    left: Left
  },
): ChangedProgress | null {
  const before = progressCells(table, row, progress)
  const fields: ChangedField[] = []
  const change: ProgressRequest = {}
  const hasSeveral = idsOfLines(table.plan, row.row).length > 1
  for (const [field, text] of line.cells) {
    const was = before.get(field) ?? ''
    if (text === was || line.hadText(`progress.${field}`, text) === true) continue
    const meant = hasSeveral ? { [field]: text } : meaningOf(field, text, progress.statuses)
    const heading = PROGRESS_HEADINGS[field]
    const checked = progressRequest.safeParse(meant ?? {})
    if (meant === null) left.unknownStatuses.add(text.trim())
    else if (hasSeveral) left.several += 1
    else if (!isAllowed) left.others += 1
    else if (!checked.success) left.wrong.add(`“${heading}” of “${name}”`)
    else {
      const after = shownAs(field, checked.data, progress.statuses)
      if (after === was) continue
      Object.assign(change, checked.data)
      const isNewer = line.hadText(`progress.${field}`, was) === false
      fields.push({ field, heading, before: was, after, isNewer })
    }
  }
  return fields.length === 0 ? null : { id: row.row.id, name, fields, change }
}

export function notesOf({ unknownStatuses, wrong, several, others }: Left): string[] {
  const rows = (count: number) => (count === 1 ? '1 cell' : `${count} cells`)
  return [
    ...[...unknownStatuses].map(
      (status) => `“${status}” is not a status of this document, so it is left out.`,
    ),
    ...[...wrong].map((what) => `${what} cannot be kept as it is in the file, so it is left out.`),
    ...(several === 0
      ? []
      : [
          `${rows(several)} about the progress of rows with several actions are left out. Update those in the document.`,
        ]),
    ...(others === 0
      ? []
      : [
          `${rows(others)} about the progress of actions that others lead are left out. You can update those you lead.`,
        ]),
  ]
}

function valuesOf({ statuses, rows }: PlanProgress, id: string): Record<ProgressField, string> {
  const own = Object.hasOwn(rows, id) ? rows[id] : undefined
  return {
    status: plain(statusOf(statuses, own?.status).label),
    note: plain(own?.note ?? ''),
    revised: own?.revised ?? '',
    outcome: plain(own?.outcome ?? ''),
    evidence: plain(own?.evidence ?? ''),
  }
}

/** Null for a status that the document does not have. */
function meaningOf(
  field: ProgressField,
  text: string,
  statuses: readonly Status[],
): Record<string, string | null> | null {
  const words = text.trim()
  if (field === 'revised') return { revised: words === '' ? null : dayIn(words) }
  if (field !== 'status') return { [field]: words }
  const found = statuses.find(({ label, key }) =>
    [label, key].some((each) => plain(each).toLowerCase() === words.toLowerCase()),
  )
  return found === undefined ? null : { status: found.key }
}

function shownAs(
  field: ProgressField,
  request: ProgressRequest,
  statuses: readonly Status[],
): string {
  if (field === 'status') return plain(statusOf(statuses, request.status).label)
  return plain(request[field] ?? '')
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** A day as people and spreadsheets write it here, as YYYY-MM-DD; as it is if it is none. */
function dayIn(text: string): string {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text) ?? []
  if (day !== undefined) return asDay(year, month, day)
  const [, number, name = '', inYear] =
    /^(\d{1,2})(?:st|nd|rd|th)? (\p{L}{3,9}) (\d{4})$/u.exec(text) ?? []
  const at = MONTHS.indexOf(name.slice(0, 3).toLowerCase())
  return at < 0 ? text : asDay(inYear, String(at + 1), number)
}

function asDay(year = '', month = '', day = ''): string {
  return `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
