import { may } from '../../shared/access.ts'
import { AGE_BANDS } from '../../shared/api-young.ts'
import type { CalendarEntry } from '../../shared/delivery/calendar-file.ts'
import { writeCalendar } from '../../shared/delivery/calendar-file.ts'
import type { AskableGroup, TimetableResponse } from '../../shared/timetable.ts'
import { ukClock } from '../../shared/uk-time.ts'
import { countUnanswered } from './unanswered.ts'
import { listEveryConsultation } from './consultations.ts'
import type { Context } from './context.ts'
import { findRecord, sharingOf } from './document-record.ts'
import { requireDocument } from './documents.ts'
import { readMemberships } from './memberships.ts'
import { seatOfFeed } from './own-feeds.ts'
import type { FeedKind } from './own-feeds.ts'
import { listYoungPeople } from './young-people.ts'

/** When people are asked, and when they hear back, over all documents. */

export const TIMETABLE_FEEDS: FeedKind = {
  record: 'timetableFeed',
  path: '/api/consultation-calendars',
  operation: 'followConsultations',
  made: 'consultation.feedMade',
  ended: 'consultation.feedEnded',
}

type Listed = TimetableResponse['consultations'][number]

/** The next day that matters first; what is answered comes last. */
export async function readTimetable(ctx: Context): Promise<TimetableResponse> {
  const today = ukClock(ctx.now()).day
  const { nameOf } = await readMemberships(ctx.store)
  const unanswered = new Map<string, number>()
  const found: Listed[] = []
  for (const { documentId, consultation } of await listEveryConsultation(ctx)) {
    const record = await findRecord(ctx.store, documentId)
    if (record === null || record.place.at !== 'home') continue
    const on = { sharing: sharingOf({ id: documentId, record }), now: ctx.now() }
    if (!may(ctx.seat, 'readConsultation', on)) continue
    if (!unanswered.has(documentId)) {
      unanswered.set(documentId, await countUnanswered(ctx, documentId))
    }
    const { id, title, state, opensOn, closesOn, hearBackOn, groups } = consultation
    found.push({
      id,
      document: documentId,
      documentTitle: record.title,
      title,
      state,
      opensOn,
      closesOn,
      hearBackOn,
      groups: groups.flatMap((group) => nameOf(group) ?? []),
      unanswered: unanswered.get(documentId) ?? 0,
    })
  }
  return { today, consultations: found.toSorted(byNextDay) }
}

/** For a calendar: a day each on which one opens, closes, and people hear back. */
export async function readTimetableFeed(
  ctx: Context,
  { secret, origin }: { secret: string; origin: string },
): Promise<string> {
  const seat = await seatOfFeed(ctx, TIMETABLE_FEEDS, secret)
  const { consultations } = await readTimetable({ ...ctx, seat })
  const changedAt = ctx.now().toISOString()
  return writeCalendar({
    name: 'Consultations',
    entries: consultations.flatMap((each) => daysOf(each, { origin, changedAt })),
  })
}

/** The groups of the directory, youth groups first, and which of them may comment on a document. */
export async function listAskable(ctx: Context, documentId: string): Promise<AskableGroup[]> {
  const { record } = await requireDocument(ctx, documentId)
  const { shareable, youthGroup } = await readMemberships(ctx.store)
  const today = ctx.now().toISOString().slice(0, 10)
  const commenting = new Set(
    record.shares
      .filter(({ as, until }) => as !== 'reader' && (until === null || until >= today))
      .flatMap(({ who }) => (who.is === 'group' ? [who.id] : [])),
  )
  const groups = await Promise.all(
    shareable()
      .filter(({ noun }) => noun === 'group')
      .map(async ({ id, name }) => {
        const isYouth = youthGroup(id) !== null
        const young = isYouth ? await listYoungPeople(ctx.store, id) : []
        const ageBands = AGE_BANDS.filter((band) => young.some(({ ageBand }) => ageBand === band))
        return { id, name, isYouth, ageBands, isShared: commenting.has(id) }
      }),
  )
  return groups.toSorted(
    (one, other) =>
      Number(other.isYouth) - Number(one.isYouth) || one.name.localeCompare(other.name, 'en-GB'),
  )
}

function byNextDay(one: Listed, other: Listed): number {
  const isOver = ({ state }: Listed) => Number(state === 'answered')
  const next = ({ state, ...days }: Listed) =>
    state === 'planned' ? days.opensOn : state === 'open' ? days.closesOn : days.hearBackOn
  return isOver(one) - isOver(other) || next(one).localeCompare(next(other))
}

function daysOf(
  { id, document, documentTitle, title, state, groups, ...days }: Listed,
  { origin, changedAt }: { origin: string; changedAt: string },
): CalendarEntry[] {
  const asked = groups.length === 0 ? '' : `Asked: ${groups.join(', ')}`
  const entry = (key: string, day: string, what: string, isDone: boolean): CalendarEntry => ({
    uid: `${id}-${key}@${new URL(origin).hostname}`,
    sequence: 0,
    first: day,
    last: day,
    summary: `${what}: ${title}`.slice(0, 300),
    description: [documentTitle, asked].filter((line) => line !== '').join('\n'),
    url: `${origin}/documents/${document}/asking`,
    isDone,
    changedAt,
  })
  return [
    entry('opens', days.opensOn, 'Opens', state !== 'planned'),
    entry('closes', days.closesOn, 'Closes', state === 'closed' || state === 'answered'),
    entry('hear-back', days.hearBackOn, 'People hear back', state === 'answered'),
  ]
}
