import { z } from 'zod'
import type { Context } from './context.ts'
import { removeOldUpdateLinks } from './delivery-links.ts'
import { removeOldEntries } from './directory-record.ts'
import { removeOldLinks } from './links.ts'
import { removeOldRows } from './removed-rows.ts'
import { removeOldPoints } from './safety-points.ts'
import { removeOldSessions } from './sessions.ts'
import { withoutNicknames } from './taken-out.ts'
import { changeStoredThread, threadsEverywhere } from './threads-record.ts'
import { removeOldTokens } from './tokens.ts'

const CLOCKS = [
  removeOldSessions,
  removeOldLinks,
  removeOldTokens,
  removeOldUpdateLinks,
  removeOldRows,
  removeOldPoints,
  removeOldEntries,
  removeOldNicknames,
]

/**
 * Lets everything go whose time is over. What one clock cannot read holds up no other.
 *
 * @throws what went wrong first, once all have had their turn.
 */
export async function removeWhatIsOver(ctx: Context): Promise<void> {
  const done: PromiseSettledResult<void>[] = []
  for (const clock of CLOCKS) done.push(...(await Promise.allSettled([clock(ctx)])))
  const failed = done.find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}

/** So long after people have heard back a comment stands under the nickname it came with. */
const MONTHS = 6

const consultations = z.array(z.looseObject({ id: z.string(), hearBackOn: z.string() }))
const answers = z.array(z.looseObject({ id: z.string(), at: z.string() }))

/** Takes the nicknames off comments whose time is over; their words and group stay. */
export async function removeOldNicknames(ctx: Pick<Context, 'store' | 'now'>): Promise<void> {
  const today = ctx.now().toISOString().slice(0, 10)
  const days = await hearBackDays(ctx)
  for (const { documentId, thread } of await threadsEverywhere(ctx.store)) {
    const day = days.get(thread.consultation ?? thread.answer ?? '')
    if (day === undefined || monthsLater(day, MONTHS) >= today) continue
    if (withoutNicknames(thread) === thread) continue
    await changeStoredThread(ctx.store, { documentId, threadId: thread.id }, (before) =>
      before === null ? null : withoutNicknames(before),
    )
  }
}

/** By a consultation, or by the answer to what was said outside of one. */
async function hearBackDays({ store }: Pick<Context, 'store'>): Promise<Map<string, string>> {
  const asked = (await store.records.list('consultations')).flatMap(({ value }) =>
    consultations.parse(value).map(({ id, hearBackOn }) => [id, hearBackOn] as const),
  )
  const given = (await store.records.list('answers')).flatMap(({ value }) =>
    answers.parse(value).map(({ id, at }) => [id, at.slice(0, 10)] as const),
  )
  return new Map([...asked, ...given])
}

/** The same day of a later month, or the last one it has. */
function monthsLater(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  const wanted = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() + months)
  if (date.getUTCDate() !== wanted) date.setUTCDate(0)
  return date.toISOString().slice(0, 10)
}
