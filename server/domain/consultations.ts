import { z } from 'zod'
import { consultationRequest } from '../../shared/consultations.ts'
import type {
  Consultation,
  ConsultationRequest,
  ConsultationState,
  SettleConsultationRequest,
} from '../../shared/consultations.ts'
import { Refusal } from '../../shared/refusals.ts'
import { sectionOf, sectionsOf } from '../../shared/young/sections.ts'
import { ukClock } from '../../shared/uk-time.ts'
import type { Json, Store } from '../storage/store.ts'
import { goOnWithout } from './unanswered.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { readBody } from './documents.ts'
import { readMemberships } from './memberships.ts'
import { tellBack } from './hearing-back.ts'

const MOST = 50

const storedConsultation = consultationRequest.extend({
  id: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  /** Set by hand before the day; null follows the days. */
  settled: z.enum(['closed', 'answered']).nullable(),
  /** When the answers were out. */
  settledAt: z.string().optional(),
  wentOn: z.strictObject({ count: z.number(), reason: z.string() }).nullable().default(null),
})
type StoredConsultation = z.infer<typeof storedConsultation>
const record = z.array(storedConsultation)

/** All of a document, the newest first. */
export async function listConsultations(ctx: Context, documentId: string): Promise<Consultation[]> {
  const stored = await read(ctx.store, documentId)
  return stored.map((each) => show(each, ctx.now())).toReversed()
}

export async function startConsultation(
  ctx: Context,
  documentId: string,
  request: ConsultationRequest,
): Promise<Consultation> {
  checkDays(request)
  await checkGroups(ctx, request.groups, [])
  const started: StoredConsultation = {
    ...request,
    id: ctx.newId(),
    madeAt: ctx.now().toISOString(),
    madeBy: ctx.seat.id,
    settled: null,
    wentOn: null,
  }
  await change(ctx.store, documentId, (before) => {
    if (before.length >= MOST) {
      throw new Refusal('too_many', `A document can have at most ${MOST} consultations.`)
    }
    return [...before, started]
  })
  await tell(ctx, 'consultation.started', { documentId, id: started.id })
  return show(started, ctx.now())
}

export async function changeConsultation(
  ctx: Context,
  place: { documentId: string; id: string },
  request: ConsultationRequest,
): Promise<Consultation> {
  checkDays(request)
  const known = (await read(ctx.store, place.documentId)).find(({ id }) => id === place.id)
  await checkGroups(ctx, request.groups, known?.groups ?? [])
  const changed = await changeOne(ctx.store, place, (before) => ({ ...before, ...request }))
  await tell(ctx, 'consultation.changed', place)
  return show(changed, ctx.now())
}

/**
 * Closes it before its day, or says that its answers are out; only ever forward.
 *
 * @throws {Refusal} `invalid` where comments of it have no answer and no reason is given.
 */
export async function settleConsultation(
  ctx: Context,
  place: { documentId: string; id: string },
  { to, reason }: SettleConsultationRequest,
): Promise<Consultation> {
  const { documentId, id } = place
  const wentOn =
    to === 'answered' ? await goOnWithout(ctx, { documentId, consultation: id }, reason) : null
  const changed = await changeOne(ctx.store, place, (before) => {
    if (before.settled === 'answered') {
      throw new Refusal('conflict', 'The answers of this consultation are out already.')
    }
    return { ...before, settled: to, wentOn, settledAt: ctx.now().toISOString() }
  })
  if (to === 'answered') await tellBack(ctx, place.documentId, changed.groups)
  await tell(ctx, `consultation.${to}`, place)
  return show(changed, ctx.now())
}

export interface ListedConsultation {
  documentId: string
  consultation: Consultation
  settledAt: string | null
}

/** Of all documents. */
export async function listEveryConsultation({
  store,
  now,
}: Pick<Context, 'store' | 'now'>): Promise<ListedConsultation[]> {
  const stored = await store.records.list('consultations')
  return stored.flatMap(({ id, value }) =>
    record.parse(value).map((each) => ({
      documentId: id,
      consultation: show(each, now()),
      settledAt: each.settledAt ?? null,
    })),
  )
}

/** The one people are asked in now; else the next one, else the last. */
export async function currentConsultation(
  ctx: Context,
  documentId: string,
): Promise<Consultation | null> {
  const all = await listConsultations(ctx, documentId)
  const first = (state: ConsultationState) => all.find((each) => each.state === state)
  return first('open') ?? first('planned') ?? first('closed') ?? first('answered') ?? null
}

/** Why a block takes no comments on change, in an open consultation; null where it takes them. */
export async function fixedBecause(
  ctx: Context,
  documentId: string,
  block: string,
): Promise<string | null> {
  const current = await currentConsultation(ctx, documentId)
  if (current === null || current.state !== 'open' || current.fixed.length === 0) return null
  const section = sectionOf(sectionsOf(await readBody(ctx, documentId)), block)
  return current.fixed.find((fixed) => fixed.block === section?.id)?.why ?? null
}

function show(stored: StoredConsultation, now: Date): Consultation {
  const { madeBy: _by, settled, settledAt: _at, ...shown } = stored
  return { ...shown, state: settled ?? stateOf(stored, ukClock(now).day) }
}

function stateOf({ opensOn, closesOn }: StoredConsultation, today: string): ConsultationState {
  if (today < opensOn) return 'planned'
  return today <= closesOn ? 'open' : 'closed'
}

/** Who is asked is in the directory; a group that has left it meanwhile may stay. */
async function checkGroups(
  { store }: Context,
  groups: readonly string[],
  known: readonly string[],
): Promise<void> {
  const { nameOf } = await readMemberships(store)
  if (groups.every((id) => known.includes(id) || nameOf(id) !== null)) return
  throw new Refusal('invalid', 'One of these groups is not in the directory any more.')
}

function checkDays({ opensOn, closesOn, hearBackOn }: ConsultationRequest): void {
  if (closesOn < opensOn) throw new Refusal('invalid', 'It cannot close before it opens.')
  if (hearBackOn < closesOn) {
    throw new Refusal('invalid', 'People hear back after it has closed. Please choose a later day.')
  }
}

async function read(store: Store, documentId: string): Promise<StoredConsultation[]> {
  const stored = await store.records.read('consultations', documentId)
  return stored === null ? [] : record.parse(stored.value)
}

async function change(
  store: Store,
  documentId: string,
  make: (before: StoredConsultation[]) => StoredConsultation[],
): Promise<void> {
  await store.records.change('consultations', documentId, (value) => {
    const after: Json = record.parse(make(value === null ? [] : record.parse(value)))
    return after
  })
}

async function changeOne(
  store: Store,
  { documentId, id }: { documentId: string; id: string },
  make: (before: StoredConsultation) => StoredConsultation,
): Promise<StoredConsultation> {
  let changed: StoredConsultation | null = null
  await change(store, documentId, (all) => {
    const before = all.find((each) => each.id === id)
    if (before === undefined) throw new Refusal('not_found', 'There is no such consultation.')
    const after = make(before)
    changed = after
    return all.map((each) => (each.id === id ? after : each))
  })
  if (changed === null) throw new Error('The store did not run the change of a record')
  return changed
}

async function tell(
  ctx: Context,
  did: Parameters<typeof recordAudit>[1]['did'],
  { documentId, id }: { documentId: string; id: string },
): Promise<void> {
  await recordAudit(ctx, { did, about: { document: documentId, consultation: id } })
}
