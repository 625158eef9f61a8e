import { z } from 'zod'
import type { Context } from './context.ts'
import { withoutNicknames } from './taken-out.ts'
import { changeStoredThread, threadsEverywhere } from './threads-record.ts'

/** So long after people have heard back a comment stands under the nickname it came with. */
const MONTHS = 6

const consultations = z.array(z.looseObject({ id: z.string(), hearBackOn: z.string() }))

/** Takes the nicknames off comments whose time is over; their words and group stay. */
export async function removeOldNicknames(ctx: Pick<Context, 'store' | 'now'>): Promise<void> {
  const over = await consultationsOver(ctx)
  for (const { documentId, thread } of await threadsEverywhere(ctx.store)) {
    if (thread.consultation === null || !over.has(thread.consultation)) continue
    if (withoutNicknames(thread) === thread) continue
    await changeStoredThread(ctx.store, { documentId, threadId: thread.id }, (before) =>
      before === null ? null : withoutNicknames(before),
    )
  }
}

async function consultationsOver({
  store,
  now,
}: Pick<Context, 'store' | 'now'>): Promise<Set<string>> {
  const since = now()
  since.setUTCMonth(since.getUTCMonth() - MONTHS)
  const day = since.toISOString().slice(0, 10)
  const all = await store.records.list('consultations')
  return new Set(
    all
      .flatMap(({ value }) => consultations.parse(value))
      .filter(({ hearBackOn }) => hearBackOn < day)
      .map(({ id }) => id),
  )
}
