import { createHash } from 'node:crypto'
import { z } from 'zod'
import { may } from '../../shared/access.ts'
import type { Operation, Seat } from '../../shared/access.ts'
import type { CalendarFeed, NewCalendarFeedResponse } from '../../shared/api-delivery.ts'
import { Refusal } from '../../shared/refusals.ts'
import { recordAudit } from './audit.ts'
import type { AuditNote } from './audit.ts'
import type { Context } from './context.ts'
import { findHolder } from './holders.ts'
import type { DoorContext } from './links.ts'

/** What a calendar reads by addresses of somebody's own. */
export interface FeedKind {
  record: 'approvalFeed' | 'timetableFeed'
  /** Of the route that answers it. */
  path: string
  /** What whoever made it still has to be allowed when it is read. */
  operation: Operation
  made: AuditNote['did']
  ended: AuditNote['did']
}

/**
 * Secret addresses by which a calendar reads something, kept under their SHA-256. One has what
 * whoever made it may see on the day it is read.
 */
const feedRecord = z.strictObject({ id: z.string(), account: z.string(), createdAt: z.string() })
type FeedRecord = z.infer<typeof feedRecord>

const MOST_FEEDS = 20

export async function makeOwnFeed(
  ctx: DoorContext,
  kind: FeedKind,
): Promise<NewCalendarFeedResponse> {
  if ((await ownFeeds(ctx, kind)).length >= MOST_FEEDS) {
    throw new Refusal('too_many', `You have at most ${MOST_FEEDS} calendars. End some first.`)
  }
  const summary = { id: ctx.newId(), createdAt: ctx.now().toISOString() }
  const record: FeedRecord = { account: ctx.seat.id, ...summary }
  const secret = ctx.newToken()
  await ctx.store.records.change(kind.record, digest(secret), () => record)
  await recordAudit(ctx, { did: kind.made, about: { feed: summary.id } })
  return { path: `${kind.path}/${secret}.ics`, summary }
}

/** One's own, the newest first. */
export async function listOwnFeeds(ctx: Context, kind: FeedKind): Promise<CalendarFeed[]> {
  return (await ownFeeds(ctx, kind))
    .map(({ record: { id, createdAt } }) => ({ id, createdAt }))
    .toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1))
}

export async function endOwnFeed(ctx: Context, kind: FeedKind, feedId: string): Promise<void> {
  const found = (await ownFeeds(ctx, kind)).find(({ record }) => record.id === feedId)
  if (found === undefined) throw noFeed()
  await ctx.store.records.change(kind.record, found.key, () => null)
  await recordAudit(ctx, { did: kind.ended, about: { feed: feedId } })
}

/** As whom an address is read. @throws {Refusal} `not_found` once it, or its right, is over. */
export async function seatOfFeed(ctx: Context, kind: FeedKind, secret: string): Promise<Seat> {
  const stored = await ctx.store.records.read(kind.record, digest(secret))
  if (stored === null) throw noFeed()
  const holder = await findHolder(ctx, feedRecord.parse(stored.value).account)
  if (holder === null || !holder.isActive || !may(holder.seat, kind.operation)) throw noFeed()
  return holder.seat
}

async function ownFeeds(
  ctx: Context,
  { record: name }: FeedKind,
): Promise<{ key: string; record: FeedRecord }[]> {
  const stored = await ctx.store.records.list(name)
  return stored
    .map(({ id, value }) => ({ key: id, record: feedRecord.parse(value) }))
    .filter(({ record }) => record.account === ctx.seat.id)
}

function noFeed(): Refusal {
  return new Refusal('not_found', 'This calendar is not there any more.')
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
