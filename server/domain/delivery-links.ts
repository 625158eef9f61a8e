import { createHash } from 'node:crypto'
import { z } from 'zod'
import { may } from '../../shared/access.ts'
import type {
  CalendarFeed,
  NewCalendarFeedResponse,
  NewUpdateLinkResponse,
  ProgressRequest,
  UpdateLink,
  UpdateLinkRequest,
  UpdatesResponse,
} from '../../shared/api-delivery.ts'
import { writeCalendar } from '../../shared/delivery/calendar-file.ts'
import type { CalendarEntry } from '../../shared/delivery/calendar-file.ts'
import { dueOf } from '../../shared/delivery/lists.ts'
import { statusOf } from '../../shared/delivery/statuses.ts'
import { marksOf } from '../../shared/reading/plan-actions.ts'
import type { PlanAction } from '../../shared/reading/plan-actions.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Store } from '../storage/store.ts'
import { findAccount } from './accounts.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { readDelivery, rowIn, statusesOf } from './delivery-record.ts'
import { writeProgress } from './delivery.ts'
import { sharingOf } from './document-record.ts'
import { requireDocument } from './documents.ts'
import type { DoorContext } from './links.ts'
import { readActions } from './plan-rows.ts'
import { seatOf } from './seats.ts'

/**
 * Two kinds of secret addresses, kept under their SHA-256 as one-time links are: one by which a lead
 * updates what they lead until a day, and one by which a calendar reads the dates of a plan as long
 * as whoever made it may read the plan.
 */
const deliveryLink = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('updates'),
    id: z.string(),
    document: z.string(),
    lead: z.string(),
    until: z.string(),
    createdAt: z.string(),
    createdBy: z.string(),
  }),
  z.strictObject({
    is: z.literal('calendar'),
    id: z.string(),
    document: z.string(),
    account: z.string(),
    createdAt: z.string(),
  }),
])
type DeliveryLink = z.infer<typeof deliveryLink>
type UpdatesLink = Extract<DeliveryLink, { is: 'updates' }>

const YEAR_MS = 366 * 24 * 60 * 60_000
const MOST_LINKS = 200

// ── Updates by a lead ────────────────────────────────────────────────────────────────────────
export async function makeUpdateLink(
  ctx: DoorContext,
  documentId: string,
  { lead, until }: UpdateLinkRequest,
): Promise<NewUpdateLinkResponse> {
  const today = ctx.now().toISOString().slice(0, 10)
  const latest = new Date(ctx.now().getTime() + YEAR_MS).toISOString().slice(0, 10)
  if (until < today || until > latest) {
    throw new Refusal('invalid', 'Please choose a last day within a year from now.')
  }
  const actions = await readActions(ctx, documentId)
  if (!actions.some((action) => isLedBy(action, lead))) {
    throw new Refusal('invalid', 'Nobody of this name leads an action of this plan.')
  }
  const link = await put(ctx, {
    is: 'updates',
    id: ctx.newId(),
    document: documentId,
    lead,
    until,
    createdAt: ctx.now().toISOString(),
    createdBy: ctx.seat.name,
  })
  await recordAudit(ctx, { did: 'delivery.linkMade', about: { document: documentId, until } })
  const [summary] = await listUpdateLinks(ctx, documentId)
  if (summary === undefined) throw new Error('The link that was made is not there')
  return { link, summary }
}

/** The newest first. */
export async function listUpdateLinks(ctx: Context, documentId: string): Promise<UpdateLink[]> {
  const links = await linksOf(ctx.store, documentId)
  return links
    .flatMap(({ record }) => (record.is === 'updates' ? [asUpdateLink(record)] : []))
    .toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1))
}

export async function endLink(ctx: Context, documentId: string, linkId: string): Promise<void> {
  const links = await linksOf(ctx.store, documentId)
  const found = links.find(({ record }) => record.is === 'updates' && record.id === linkId)
  if (found === undefined) throw new Refusal('not_found', 'There is no such link.')
  await ctx.store.records.change('deliveryLink', found.key, () => null)
  await recordAudit(ctx, { did: 'delivery.linkEnded', about: { document: documentId } })
}

/** What somebody leads, for whoever has the link: no other row, and no text around it. */
export async function lookAtUpdates(ctx: Context, link: string): Promise<UpdatesResponse> {
  const { document, lead, until } = await requireUpdates(ctx, link)
  const { title } = (await requireDocument(ctx, document)).record
  const record = await readDelivery(ctx.store, document)
  const today = ctx.now().toISOString().slice(0, 10)
  const actions = (await readActions(ctx, document)).filter((action) => isLedBy(action, lead))
  return {
    title,
    lead,
    until,
    statuses: [...statusesOf(record)],
    rows: actions.map((action) => {
      const progress = rowIn(record, action.id)?.progress ?? null
      const when = action.when.map(({ text }) => text.trim()).join(' · ')
      const due = dueOf(action, progress?.revised ?? null, today)
      return { id: action.id, name: action.name, group: action.group, due, when, progress }
    }),
  }
}

/** @throws {Refusal} `forbidden` if the link does not work any more, or another lead has the row. */
export async function sendUpdate(
  ctx: Context,
  { link, row, change }: { link: string; row: string; change: ProgressRequest },
): Promise<UpdatesResponse> {
  const { document, lead } = await requireUpdates(ctx, link)
  const action = (await readActions(ctx, document)).find(({ id }) => id === row)
  if (action === undefined || !isLedBy(action, lead)) {
    throw new Refusal('not_found', 'You do not lead this action any more. Load the page again.')
  }
  const who = { name: lead, isByLink: true }
  await writeProgress(ctx, { id: document, row, name: action.name, who }, change)
  return lookAtUpdates(ctx, link)
}

// ── Calendars ────────────────────────────────────────────────────────────────────────────────
export async function makeFeed(
  ctx: DoorContext,
  documentId: string,
): Promise<NewCalendarFeedResponse> {
  const summary = { id: ctx.newId(), createdAt: ctx.now().toISOString() }
  const secret = await put(ctx, {
    is: 'calendar',
    document: documentId,
    account: ctx.seat.id,
    ...summary,
  })
  await recordAudit(ctx, { did: 'delivery.feedMade', about: { document: documentId } })
  return { path: `/api/calendars/${secret}.ics`, summary }
}

/** One's own, the newest first. */
export async function listFeeds(ctx: Context, documentId: string): Promise<CalendarFeed[]> {
  return (await linksOf(ctx.store, documentId))
    .flatMap(({ record }) =>
      record.is === 'calendar' && record.account === ctx.seat.id
        ? [{ id: record.id, createdAt: record.createdAt }]
        : [],
    )
    .toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1))
}

export async function endFeed(ctx: Context, documentId: string, feedId: string): Promise<void> {
  const found = (await linksOf(ctx.store, documentId)).find(
    ({ record }) =>
      record.is === 'calendar' && record.id === feedId && record.account === ctx.seat.id,
  )
  if (found === undefined) throw new Refusal('not_found', 'There is no such calendar.')
  await ctx.store.records.change('deliveryLink', found.key, () => null)
  await recordAudit(ctx, { did: 'delivery.feedEnded', about: { document: documentId } })
}

/** The dates of a plan for a calendar. `origin`: where people find the document. */
export async function readFeed(
  ctx: Context,
  { secret, origin }: { secret: string; origin: string },
): Promise<string> {
  const record = await find(ctx.store, secret)
  if (record?.is !== 'calendar') throw noFeed()
  const account = await findAccount(ctx.store, record.account)
  const document = await requireDocument(ctx, record.document)
  const on = { sharing: sharingOf(document), now: ctx.now() }
  if (account?.state !== 'active' || !may(seatOf(account), 'exportDocument', on)) throw noFeed()
  const delivery = await readDelivery(ctx.store, record.document)
  const entries = (await readActions(ctx, record.document)).flatMap((action) =>
    entriesOf(action, {
      stored: rowIn(delivery, action.id),
      isDone: (key) => statusOf(statusesOf(delivery), key).means === 'done',
      url: `${origin}/documents/${record.document}`,
      host: new URL(origin).hostname,
      createdAt: document.record.createdAt,
    }),
  )
  return writeCalendar({ name: document.record.title, entries })
}

interface Dated {
  stored: ReturnType<typeof rowIn>
  isDone: (key: string | undefined) => boolean
  url: string
  host: string
  createdAt: string
}

function entriesOf(
  action: PlanAction,
  { stored, isDone, url, host, createdAt }: Dated,
): CalendarEntry[] {
  const revised = stored?.progress.revised ?? null
  const days =
    revised === null
      ? marksOf(action).flatMap(({ shape, first, last }) =>
          shape === 'open' ? [] : [{ first: shape === 'bar' ? last : first, last }],
        )
      : [{ first: revised, last: revised }]
  const who = action.leads.filter(({ isSupporting }) => !isSupporting).map(({ name }) => name)
  const written = action.when.map(({ text }) => text.trim()).join(' · ')
  const description = [
    action.group,
    who.length === 0 ? 'No lead yet' : `Led by ${who.join(', ')}`,
    written === '' ? '' : `In the plan: ${written}`,
    stored?.progress.note ?? '',
  ]
  return days.map(({ first, last }, index) => ({
    uid: `${action.id}${index === 0 ? '' : `-${index + 1}`}@${host}`,
    sequence: stored?.history.length ?? 0,
    first,
    last,
    summary: action.name === '' ? 'An action without words' : action.name.slice(0, 300),
    description: description.filter((line) => line !== '').join('\n'),
    url,
    isDone: isDone(stored?.progress.status),
    changedAt: stored?.progress.changedAt ?? createdAt,
  }))
}

// ── What both share ──────────────────────────────────────────────────────────────────────────
function isLedBy({ leads }: PlanAction, lead: string): boolean {
  return leads.some(({ name }) => name === lead)
}

/** Links to update by whose last day is over go; a calendar's ends with the right to read. */
export async function removeOldUpdateLinks({
  store,
  now,
}: Pick<Context, 'store' | 'now'>): Promise<void> {
  for (const { id, value } of await store.records.list('deliveryLink')) {
    const record = deliveryLink.parse(value)
    if (record.is !== 'updates' || !isOver(record, now())) continue
    await store.records.change('deliveryLink', id, () => null)
  }
}

function isOver({ until }: UpdatesLink, now: Date): boolean {
  return until < now.toISOString().slice(0, 10)
}

async function requireUpdates(ctx: Context, link: string): Promise<UpdatesLink> {
  const record = await find(ctx.store, link)
  if (record?.is !== 'updates' || isOver(record, ctx.now())) {
    throw new Refusal('not_found', 'This link does not work any more. Ask for a new one.')
  }
  return record
}

async function put(ctx: DoorContext, record: DeliveryLink): Promise<string> {
  if ((await linksOf(ctx.store, record.document)).length >= MOST_LINKS) {
    throw new Refusal('too_many', `A document has at most ${MOST_LINKS} links. End some first.`)
  }
  const secret = ctx.newToken()
  await ctx.store.records.change('deliveryLink', digest(secret), () => record)
  return secret
}

async function find(store: Store, secret: string): Promise<DeliveryLink | null> {
  const stored = await store.records.read('deliveryLink', digest(secret))
  return stored === null ? null : deliveryLink.parse(stored.value)
}

async function linksOf(
  store: Store,
  documentId: string,
): Promise<{ key: string; record: DeliveryLink }[]> {
  const stored = await store.records.list('deliveryLink')
  return stored
    .map(({ id, value }) => ({ key: id, record: deliveryLink.parse(value) }))
    .filter(({ record }) => record.document === documentId)
}

function asUpdateLink({ id, lead, until, createdAt, createdBy }: UpdatesLink): UpdateLink {
  return { id, lead, until, createdAt, createdBy }
}

function noFeed(): Refusal {
  return new Refusal('not_found', 'This calendar is not there any more.')
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
