import { z } from 'zod'
import { progress, progressChange, status } from '../../shared/api-delivery.ts'
import type { ProgressChange, RowProgress } from '../../shared/api-delivery.ts'
import { USUAL_STATUSES } from '../../shared/delivery/statuses.ts'
import type { Status } from '../../shared/delivery/statuses.ts'
import type { PlanProgress } from '../../shared/plan-file/plan-progress.ts'
import type { Json, Store } from '../storage/store.ts'

/** How the actions of one document get on: beside its text, by the ids of its rows. */
const deliveryRecord = z.strictObject({
  /** Null: the usual ones. */
  statuses: z.array(status).nullable(),
  rows: z.record(z.string(), z.strictObject({ progress, history: z.array(progressChange) })),
})
export type DeliveryRecord = z.infer<typeof deliveryRecord>

export interface StoredProgress {
  progress: RowProgress
  history: ProgressChange[]
}

const NOTHING: DeliveryRecord = { statuses: null, rows: {} }

export async function readDelivery(store: Store, documentId: string): Promise<DeliveryRecord> {
  const stored = await store.records.read('delivery', documentId)
  return stored === null ? NOTHING : deliveryRecord.parse(stored.value)
}

export async function changeDelivery(
  store: Store,
  documentId: string,
  change: (record: DeliveryRecord) => DeliveryRecord,
): Promise<void> {
  await store.records.change('delivery', documentId, (value): Json => {
    return deliveryRecord.parse(change(value === null ? NOTHING : deliveryRecord.parse(value)))
  })
}

/** What the document says of its rows goes with it. */
export async function eraseDelivery(store: Store, documentId: string): Promise<void> {
  await store.records.change('delivery', documentId, () => null)
  for (const { id, value } of await store.records.list('deliveryLink')) {
    const isOf = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (isOf && value['document'] === documentId) {
      await store.records.change('deliveryLink', id, () => null)
    }
  }
}

export function statusesOf({ statuses }: DeliveryRecord): readonly Status[] {
  return statuses ?? USUAL_STATUSES
}

/** The statuses of a document, and how each of its actions gets on. */
export async function readProgress(
  { store }: { store: Store },
  documentId: string,
): Promise<PlanProgress> {
  const record = await readDelivery(store, documentId)
  const rows = Object.entries(record.rows).map(([row, { progress: own }]) => [row, own] as const)
  return { statuses: statusesOf(record), rows: Object.fromEntries(rows) }
}

/** A row that is in the record, and not merely a word every object knows. */
export function rowIn({ rows }: DeliveryRecord, row: string): StoredProgress | null {
  return Object.hasOwn(rows, row) ? (rows[row] ?? null) : null
}
