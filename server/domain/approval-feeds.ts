import { createHash } from 'node:crypto'
import { z } from 'zod'
import { may } from '../../shared/access.ts'
import type { CalendarFeed, NewCalendarFeedResponse } from '../../shared/api-delivery.ts'
import { VERBS, settledBy, stateOf } from '../../shared/approval.ts'
import type { ApprovalRoute, ApprovalStep } from '../../shared/approval.ts'
import { writeCalendar } from '../../shared/delivery/calendar-file.ts'
import type { CalendarEntry } from '../../shared/delivery/calendar-file.ts'
import { Refusal } from '../../shared/refusals.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { findHolder } from './holders.ts'
import type { DoorContext } from './links.ts'
import { followedRoutes } from './waiting.ts'
import type { Followed } from './waiting.ts'

/**
 * Secret addresses by which a calendar reads what is to be decided, kept under their SHA-256. One
 * has what whoever made it may see on the day it is read.
 */
const approvalFeed = z.strictObject({ id: z.string(), account: z.string(), createdAt: z.string() })
type ApprovalFeed = z.infer<typeof approvalFeed>

const MOST_FEEDS = 20

export async function makeApprovalFeed(ctx: DoorContext): Promise<NewCalendarFeedResponse> {
  if ((await ownFeeds(ctx)).length >= MOST_FEEDS) {
    throw new Refusal('too_many', `You have at most ${MOST_FEEDS} calendars. End some first.`)
  }
  const summary = { id: ctx.newId(), createdAt: ctx.now().toISOString() }
  const record: ApprovalFeed = { account: ctx.seat.id, ...summary }
  const secret = ctx.newToken()
  await ctx.store.records.change('approvalFeed', digest(secret), () => record)
  await recordAudit(ctx, { did: 'approval.feedMade', about: { feed: summary.id } })
  return { path: `/api/approval-calendars/${secret}.ics`, summary }
}

/** One's own, the newest first. */
export async function listApprovalFeeds(ctx: Context): Promise<CalendarFeed[]> {
  return (await ownFeeds(ctx))
    .map(({ record: { id, createdAt } }) => ({ id, createdAt }))
    .toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1))
}

export async function endApprovalFeed(ctx: Context, feedId: string): Promise<void> {
  const found = (await ownFeeds(ctx)).find(({ record }) => record.id === feedId)
  if (found === undefined) throw noFeed()
  await ctx.store.records.change('approvalFeed', found.key, () => null)
  await recordAudit(ctx, { did: 'approval.feedEnded', about: { feed: feedId } })
}

/** Deadlines, meetings and conditions. `origin`: where people find the documents. */
export async function readApprovalFeed(
  ctx: Context,
  { secret, origin }: { secret: string; origin: string },
): Promise<string> {
  const stored = await ctx.store.records.read('approvalFeed', digest(secret))
  if (stored === null) throw noFeed()
  const holder = await findHolder(ctx, approvalFeed.parse(stored.value).account)
  if (holder === null || !holder.isActive || !may(holder.seat, 'followApprovals')) throw noFeed()
  const followed = await followedRoutes({ ...ctx, seat: holder.seat })
  return writeCalendar({
    name: 'Approvals',
    entries: followed.flatMap((each) => entriesOf(each, origin)),
  })
}

function entriesOf({ document, title, routes }: Followed, origin: string): CalendarEntry[] {
  return routes
    .filter((route) => stateOf(route) !== 'superseded')
    .flatMap((route) => {
      const where = {
        about: `${route.label} of ${title}`,
        url: `${origin}/documents/${document}/approval`,
        host: new URL(origin).hostname,
        startedAt: route.startedAt,
      }
      return [
        ...[...route.steps, ...route.signUps].flatMap((step) => daysOf(step, where)),
        ...conditionsOf(route, where),
      ]
    })
}

interface Where {
  about: string
  url: string
  host: string
  startedAt: string
}

/** The day a decision is due, and the day of the meeting. */
function daysOf(step: ApprovalStep, { about, url, host, startedAt }: Where): CalendarEntry[] {
  const { id, body, verb, due, meeting, decisions } = step
  const entry = (key: string, day: string, summary: string): CalendarEntry => ({
    uid: `${key}@${host}`,
    sequence: decisions.length,
    first: day,
    last: day,
    summary: summary.slice(0, 300),
    description: `${VERBS[verb]}: ${about}`,
    url,
    isDone: settledBy(step) !== null,
    changedAt: decisions.at(-1)?.at ?? startedAt,
  })
  return [
    entry(id, due, `Due: ${body}, ${about}`),
    ...(meeting === null ? [] : [entry(`${id}-meeting`, meeting, `Meeting: ${body}, ${about}`)]),
  ]
}

function conditionsOf(route: ApprovalRoute, { about, url, host }: Where): CalendarEntry[] {
  return route.conditions.map(({ id, who, what, due, done, decidedAt }) => ({
    uid: `${id}@${host}`,
    sequence: done === null ? 0 : 1,
    first: due,
    last: due,
    summary: `Condition: ${what}`.slice(0, 300),
    description: `${who}\n${about}`,
    url,
    isDone: done !== null,
    changedAt: done?.at ?? decidedAt,
  }))
}

async function ownFeeds(ctx: Context): Promise<{ key: string; record: ApprovalFeed }[]> {
  const stored = await ctx.store.records.list('approvalFeed')
  return stored
    .map(({ id, value }) => ({ key: id, record: approvalFeed.parse(value) }))
    .filter(({ record }) => record.account === ctx.seat.id)
}

function noFeed(): Refusal {
  return new Refusal('not_found', 'This calendar is not there any more.')
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
