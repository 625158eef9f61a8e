import type { HeardResponse } from '../../shared/answers.ts'
import type { Context } from './context.ts'
import { requireDocument } from './documents.ts'
import { queueLetter } from './letters.ts'
import { isQuietNow } from './safety.ts'
import { changeStoredThread, storedThreads } from './threads-record.ts'
import type { StoredThread } from './threads-record.ts'
import { findYouthGroup } from './youth-groups.ts'

/** How people learn that there are answers: on their page, and by the adults of their group. */

/** Writes to the adults of these groups, once for however many answers; it waits over the night. */
export async function tellBack(
  ctx: Context,
  documentId: string,
  groups: readonly string[],
): Promise<void> {
  const { title } = (await requireDocument(ctx, documentId)).record
  for (const id of new Set(groups)) {
    const group = await findYouthGroup(ctx.store, id)
    if (group === null) continue
    const about = { is: 'answers', document: documentId, title, group: group.name } as const
    for (const adult of group.adults) await queueLetter(ctx, adult.id, about)
  }
}

/** Nothing calls young people in the quiet hours: what they have not seen waits for the morning. */
export async function countUnheard(ctx: Context, documentId: string): Promise<HeardResponse> {
  if (ctx.seat.role === 'young' && (await isQuietNow(ctx))) return { answers: 0 }
  return { answers: (await unheard(ctx, documentId)).length }
}

export async function hear(ctx: Context, documentId: string): Promise<void> {
  for (const { id } of await unheard(ctx, documentId)) {
    await changeStoredThread(ctx.store, { documentId, threadId: id }, (thread) =>
      thread === null ? null : { ...thread, isHeard: true },
    )
  }
}

async function unheard(ctx: Context, documentId: string): Promise<StoredThread[]> {
  return (await storedThreads(ctx.store, documentId)).filter(
    ({ answer, isHeard, comments }) =>
      answer !== null && !isHeard && comments[0]?.author.seat === ctx.seat.id,
  )
}
