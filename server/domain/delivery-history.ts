import { PROGRESS_FIELDS } from '../../shared/api-delivery.ts'
import type { ProgressChange, ProgressRequest, RowProgress } from '../../shared/api-delivery.ts'
import { statusOf } from '../../shared/delivery/statuses.ts'
import { Refusal } from '../../shared/refusals.ts'
import { rowIn, statusesOf } from './delivery-record.ts'
import type { DeliveryRecord } from './delivery-record.ts'

const MOST_CHANGES = 1_000

export interface Updated {
  row: string
  /** Of the row, for the day it leaves the plan. */
  name: string
  who: { name: string; isByLink: boolean }
  at: string
}

/** The record with this change of one row and what it changed from; nothing else of it is touched. */
export function withProgress(
  record: DeliveryRecord,
  { row, name, who, at }: Updated,
  request: ProgressRequest,
): DeliveryRecord {
  const statuses = statusesOf(record)
  if (request.status !== undefined && !statuses.some(({ key }) => key === request.status)) {
    throw new Refusal('invalid', 'This document has no such status.')
  }
  const stored = rowIn(record, row)
  const before = stored?.progress ?? emptyProgress(statusOf(statuses, undefined).key)
  const after = { ...before, ...request }
  const label = (key: string) => statusOf(statuses, key).label
  const changes = PROGRESS_FIELDS.filter((field) => before[field] !== after[field]).map(
    (field): ProgressChange => ({
      at,
      by: who.name,
      isByLink: who.isByLink,
      field,
      from: field === 'status' ? label(before.status) : (before[field] ?? ''),
      to: field === 'status' ? label(after.status) : (after[field] ?? ''),
    }),
  )
  const history = [...(stored?.history ?? []), ...changes]
  if (history.length > MOST_CHANGES) {
    throw new Refusal('too_large', 'This action was updated too often to keep every change.')
  }
  const changedBy = who.isByLink ? `${who.name}, by a link` : who.name
  // Said again without a change is news too: nothing has happened to it, and somebody looked.
  const progress = { ...after, name: name.slice(0, 500), changedAt: at, changedBy }
  return { ...record, rows: { ...record.rows, [row]: { progress, history } } }
}

function emptyProgress(status: string): Omit<RowProgress, 'name' | 'changedAt' | 'changedBy'> {
  return { status, note: '', evidence: '', outcome: '', revised: null }
}
