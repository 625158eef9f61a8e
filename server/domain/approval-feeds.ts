import { VERBS, settledBy, stateOf } from '../../shared/approval.ts'
import type { ApprovalRoute, ApprovalStep } from '../../shared/approval.ts'
import { writeCalendar } from '../../shared/delivery/calendar-file.ts'
import type { CalendarEntry } from '../../shared/delivery/calendar-file.ts'
import type { Context } from './context.ts'
import { seatOfFeed } from './own-feeds.ts'
import type { FeedKind } from './own-feeds.ts'
import { followedRoutes } from './waiting.ts'
import type { Followed } from './waiting.ts'

/** By which a calendar reads what is to be decided. */
export const APPROVAL_FEEDS: FeedKind = {
  record: 'approvalFeed',
  path: '/api/approval-calendars',
  operation: 'followApprovals',
  made: 'approval.feedMade',
  ended: 'approval.feedEnded',
}

/** Deadlines, meetings and conditions. `origin`: where people find the documents. */
export async function readApprovalFeed(
  ctx: Context,
  { secret, origin }: { secret: string; origin: string },
): Promise<string> {
  const seat = await seatOfFeed(ctx, APPROVAL_FEEDS, secret)
  const followed = await followedRoutes({ ...ctx, seat })
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
