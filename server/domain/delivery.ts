import { may } from '../../shared/access.ts'
import { PROGRESS_FIELDS } from '../../shared/api-delivery.ts'
import type {
  DeliveryResponse,
  ProgressChange,
  ProgressHistoryResponse,
  ProgressRequest,
  RowProgress,
  StatusesRequest,
} from '../../shared/api-delivery.ts'
import { statusOf } from '../../shared/delivery/statuses.ts'
import type { PlanAction } from '../../shared/reading/plan-actions.ts'
import { Refusal } from '../../shared/refusals.ts'
import { findAccount } from './accounts.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { changeDelivery, readDelivery, rowIn, statusesOf } from './delivery-record.ts'
import { asDirectory, readRecord } from './directory-record.ts'
import { sharingOf } from './document-record.ts'
import { requireDocument } from './documents.ts'
import { readActions } from './plan-rows.ts'

const MOST_CHANGES = 1_000

/** How the actions of a document get on, and what of it this seat may update. */
export async function describeDelivery(ctx: Context, id: string): Promise<DeliveryResponse> {
  const on = { sharing: sharingOf(await requireDocument(ctx, id)), now: ctx.now() }
  const record = await readDelivery(ctx.store, id)
  const actions = await readActions(ctx, id)
  const there = new Set(actions.map((action) => action.id))
  const mayUpdate = may(ctx.seat, 'updateDelivery', on) ? await rowsOfSeat(ctx, actions) : []
  return {
    statuses: [...statusesOf(record)],
    rows: Object.fromEntries(
      Object.entries(record.rows).map(([row, { progress }]) => [row, progress]),
    ),
    gone: Object.keys(record.rows).filter((row) => !there.has(row)),
    mayUpdate,
    mayManage: may(ctx.seat, 'manageDelivery', on),
  }
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
    written = { ...after, name: name.slice(0, 500), changedAt: at, changedBy }
    return { ...record, rows: { ...record.rows, [row]: { progress: written, history } } }
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

function emptyProgress(status: string): Omit<RowProgress, 'name' | 'changedAt' | 'changedBy'> {
  return { status, note: '', evidence: '', outcome: '', revised: null }
}

function noRow(): Refusal {
  return new Refusal('not_found', 'There is no such action in this document.')
}
