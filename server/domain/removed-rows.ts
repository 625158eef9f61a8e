import { REMOVED_ROW_DAYS, removedRowSummary } from '../../shared/api-removed-rows.ts'
import type { RemovedRowsResponse, RemovedRowSummary } from '../../shared/api-removed-rows.ts'
import type { Seat } from '../../shared/access.ts'
import type { Json, Store } from '../storage/store.ts'
import { bodyFromState } from './body.ts'
import type { Context } from './context.ts'
import { findRecord } from './document-record.ts'
import type { NodeJson } from '../../shared/schema/document-json.ts'

/** Rows that were taken out of the plans of a document, kept beside its text for 30 days. */

export interface RowTakenOut {
  id: string
  table: string
  group: string
  row: NodeJson
}

const DAY_MS = 86_400_000
/** So many rows of one document, and letters of them all, are kept; the oldest go first. */
const MOST_ROWS = 500
const MOST_LETTERS = 500_000

/** Keeps rows that have just left the text. */
export async function keepRemovedRows(
  ctx: Pick<Context, 'store' | 'now'>,
  documentId: string,
  { rows, by }: { rows: readonly RowTakenOut[]; by: Seat | null },
): Promise<void> {
  const record = await findRecord(ctx.store, documentId)
  if (record === null || record.place.at === 'leaving') return
  const at = ctx.now().toISOString()
  const fresh = rows
    .filter(({ row }) => hasWords(row))
    .map(({ id, table, group, row }) => ({ id, table, group, row, at, by: by?.name ?? '' }))
  if (fresh.length === 0) return
  await changeRows(ctx, documentId, (before) => {
    const ids = new Set(fresh.map(({ id }) => id))
    return [...before.filter(({ id }) => !ids.has(id)), ...fresh]
  })
}

/** Those that can be brought back: of the last 30 days, and not in the text again. */
export async function listRemovedRows(
  ctx: Context,
  documentId: string,
): Promise<RemovedRowsResponse> {
  const live = new Set<unknown>()
  const body = bodyFromState(await ctx.live.stateOf(documentId))
  body.descendants((node) => {
    if (node.type.name === 'actionRow') live.add(node.attrs['id'])
    return !node.isTextblock
  })
  const rows = await rowsOf(ctx, documentId)
  return { rows: rows.filter(({ id }) => !live.has(id)).toReversed() }
}

/** Lets rows go for good that have waited long enough. */
export async function removeOldRows(ctx: Pick<Context, 'store' | 'now'>): Promise<void> {
  for (const { id } of await ctx.store.records.list('removedRows')) {
    await changeRows(ctx, id, (rows) => rows)
  }
}

/** Rows that somebody of this name took out were taken out by nobody in particular. */
export async function forgetWhoRemoved(
  ctx: Pick<Context, 'store' | 'now'>,
  name: string,
): Promise<void> {
  for (const { id } of await ctx.store.records.list('removedRows')) {
    await changeRows(ctx, id, (rows) =>
      rows.map((row) => (row.by === name ? { ...row, by: '' } : row)),
    )
  }
}

export async function eraseRemovedRows(store: Store, documentId: string): Promise<void> {
  await store.records.change('removedRows', documentId, () => null)
}

async function rowsOf(
  { store, now }: Pick<Context, 'store' | 'now'>,
  documentId: string,
): Promise<RemovedRowSummary[]> {
  const stored = await store.records.read('removedRows', documentId)
  return stored === null ? [] : young(parse(stored.value), now())
}

async function changeRows(
  { store, now }: Pick<Context, 'store' | 'now'>,
  documentId: string,
  change: (rows: RemovedRowSummary[]) => RemovedRowSummary[],
): Promise<void> {
  await store.records.change('removedRows', documentId, (value) => {
    const rows = young(change(value === null ? [] : parse(value)), now())
    const kept = withinLimits(rows)
    // What a row holds was JSON before it was a row.
    return kept.length === 0 ? null : { rows: JSON.parse(JSON.stringify(kept)) as Json }
  })
}

function parse(value: Json): RemovedRowSummary[] {
  const rows = typeof value === 'object' && value !== null && 'rows' in value ? value['rows'] : []
  return removedRowSummary.array().parse(rows)
}

function young(rows: RemovedRowSummary[], now: Date): RemovedRowSummary[] {
  const since = now.getTime() - REMOVED_ROW_DAYS * DAY_MS
  return rows.filter(({ at }) => Date.parse(at) >= since)
}

function withinLimits(rows: RemovedRowSummary[]): RemovedRowSummary[] {
  let letters = 0
  const newest = rows.toReversed().filter((row, index) => {
    letters += JSON.stringify(row).length
    return index < MOST_ROWS && letters <= MOST_LETTERS
  })
  return newest.toReversed()
}

function hasWords({ text = '', content = [] }: NodeJson): boolean {
  return text.trim() !== '' || content.some(hasWords)
}
