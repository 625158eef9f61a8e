import { Refusal } from '../../shared/refusals.ts'
import type { Context } from './context.ts'
import { storedThreads } from './threads-record.ts'
import type { StoredThread } from './threads-record.ts'

/** How many comments people are waiting on, of all or of one consultation. */
export async function countUnanswered(
  ctx: Context,
  documentId: string,
  consultation?: string,
): Promise<number> {
  const threads = asked(await storedThreads(ctx.store, documentId))
  return threads.filter(
    (thread) =>
      thread.answer === null &&
      (consultation === undefined || thread.consultation === consultation),
  ).length
}

/** How many comments had no answer when something went on, and why it did; '' without any. */
export interface WentOn {
  count: number
  reason: string
}

/**
 * Whoever wrote a comment is owed an answer: going on without needs a reason that is published.
 *
 * @throws {Refusal} `invalid` without one.
 */
export async function goOnWithout(
  ctx: Context,
  { documentId, consultation }: { documentId: string; consultation?: string },
  reason: string,
): Promise<WentOn> {
  const count = await countUnanswered(ctx, documentId, consultation)
  if (count > 0 && reason === '') {
    throw new Refusal(
      'invalid',
      `Comments without an answer: ${count}. Answer them, or say why this goes on without.`,
    )
  }
  return { count, reason: count === 0 ? '' : reason }
}

/** What was said in the open and is still there: those who said it are owed an answer. */
export function asked(threads: StoredThread[]): StoredThread[] {
  return threads.filter(({ visibility, comments }) => {
    const [first] = comments
    return visibility === 'visible' && first?.isWithdrawn === false && first.moderation !== 'hidden'
  })
}
