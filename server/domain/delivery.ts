import { may } from '../../shared/access.ts'
import type {
  DeliveryResponse,
  ProgressHistoryResponse,
  ProgressRequest,
  RowProgress,
  StatusesRequest,
} from '../../shared/api-delivery.ts'
import type { PlanAction } from '../../shared/reading/plan-actions.ts'
import { Refusal } from '../../shared/refusals.ts'
import { findAccount } from './accounts.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { changeDelivery, readDelivery, readProgress, rowIn } from './delivery-record.ts'
import { withProgress } from './delivery-history.ts'
import { asDirectory, readRecord } from './directory-record.ts'
import { sharingOf } from './document-record.ts'
import { requireDocument } from './documents.ts'
import { readActions } from './plan-rows.ts'

/** How the actions of a document get on, and what of it this seat may update. */
export async function describeDelivery(ctx: Context, id: string): Promise<DeliveryResponse> {
  const on = { sharing: sharingOf(await requireDocument(ctx, id)), now: ctx.now() }
  const { statuses, rows } = await readProgress(ctx, id)
  const actions = await readActions(ctx, id)
  const there = new Set(actions.map((action) => action.id))
  return {
    statuses: [...statuses],
    rows: { ...rows },
    gone: Object.keys(rows).filter((row) => !there.has(row)),
    mayUpdate: await rowsToUpdate(ctx, id, actions),
    mayManage: may(ctx.seat, 'manageDelivery', on),
  }
}

/** The rows whose progress this seat may update. */
export async function rowsToUpdate(
  ctx: Context,
  id: string,
  actions?: readonly PlanAction[],
): Promise<'all' | string[]> {
  const on = { sharing: sharingOf(await requireDocument(ctx, id)), now: ctx.now() }
  if (!may(ctx.seat, 'updateDelivery', on)) return []
  return rowsOfSeat(ctx, actions ?? (await readActions(ctx, id)))
}

/** Every change of one row, the newest first. */
export async function describeProgress(
  ctx: Context,
  id: string,
  row: string,
): Promise<ProgressHistoryResponse> {
  await requireDocument(ctx, id)
  const stored = rowIn(await readDelivery(ctx.store, id), row)
  return { progress: stored?.progress ?? null, history: stored?.history.toReversed() ?? [] }
}

/**
 * Updates how one action gets on. Officers update every row, partners those their organisation
 * leads; a row that has left the plan can still be updated by officers.
 *
 * @throws {Refusal} `not_found` without such a row; `forbidden` if somebody else leads it.
 */
export async function updateProgress(
  ctx: Context,
  { id, row }: { id: string; row: string },
  request: ProgressRequest,
): Promise<RowProgress> {
  const actions = await readActions(ctx, id)
  const action = actions.find((each) => each.id === row) ?? null
  const known = rowIn(await readDelivery(ctx.store, id), row)
  if (action === null && known === null) throw noRow()
  const own = await rowsOfSeat(ctx, actions)
  if (own !== 'all' && !own.includes(row)) {
    throw new Refusal('forbidden', 'Another organisation leads this action.')
  }
  const who = { name: ctx.seat.name, isByLink: false }
  return writeProgress(
    ctx,
    { id, row, name: action?.name ?? known?.progress.name ?? '', who },
    request,
  )
}

export interface ProgressOf {
  id: string
  row: string
  /** Of the row, for the day it leaves the plan. */
  name: string
  who: { name: string; isByLink: boolean }
}

/** Keeps the change with its history, and tells everybody who has the document open. */
export async function writeProgress(
  ctx: Pick<Context, 'store' | 'bus' | 'now' | 'seat'>,
  { id, row, name, who }: ProgressOf,
  request: ProgressRequest,
): Promise<RowProgress> {
  const at = ctx.now().toISOString()
  let written: RowProgress | null = null
  await changeDelivery(ctx.store, id, (record) => {
    const next = withProgress(record, { row, name, who, at }, request)
    written = next.rows[row]?.progress ?? null
    return next
  })
  if (written === null) throw new Error('The store did not run the change of a row')
  ctx.bus.publish(id, { type: 'delivery.changed', row })
  await recordAudit(ctx, { did: 'delivery.updated', about: { document: id, row } })
  return written
}

/** Other words, shapes and colours for the statuses of a document. */
export async function setStatuses(
  ctx: Context,
  id: string,
  { statuses }: StatusesRequest,
): Promise<DeliveryResponse> {
  await requireDocument(ctx, id)
  await changeDelivery(ctx.store, id, (record) => ({ ...record, statuses }))
  ctx.bus.publish(id, { type: 'delivery.changed', row: null })
  await recordAudit(ctx, { did: 'delivery.statuses', about: { document: id } })
  return describeDelivery(ctx, id)
}

/** The rows a seat may update: all, or those that its own organisation leads. */
async function rowsOfSeat(ctx: Context, actions: readonly PlanAction[]): Promise<'all' | string[]> {
  if (ctx.seat.role === 'officer') return 'all'
  const account = await findAccount(ctx.store, ctx.seat.id)
  const { entries } = asDirectory(await readRecord(ctx.store))
  const people = entries.filter((entry) => entry.noun === 'person')
  const email = account?.email.toLowerCase() ?? ''
  const self = people.filter((person) => email !== '' && person.email.toLowerCase() === email)
  const organisations = new Set(self.flatMap(({ organisation }) => organisation ?? []))
  const ids = new Set([
    ...self.map(({ id }) => id),
    ...organisations,
    ...people
      .filter(({ organisation }) => organisation !== null && organisations.has(organisation))
      .map(({ id }) => id),
  ])
  const names = new Set(entries.filter(({ id }) => ids.has(id)).map(({ name }) => name))
  return actions
    .filter(({ leads }) => leads.some(({ name }) => names.has(name)))
    .map((action) => action.id)
}

function noRow(): Refusal {
  return new Refusal('not_found', 'There is no such action in this document.')
}
