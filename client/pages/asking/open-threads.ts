import type { Thread } from '../../../shared/comments/thread.ts'

/** What waits for somebody: comments to check, and threads in the open without an answer. */
export function openThreads(threads: readonly Thread[]) {
  const visible = threads.filter(({ visibility }) => visibility === 'visible')
  return {
    held: visible.flatMap((thread) =>
      thread.comments
        .filter(({ moderation, isWithdrawn }) => moderation === 'held' && !isWithdrawn)
        .map((comment) => ({ thread, comment })),
    ),
    unanswered: visible.filter(
      ({ answer, comments }) =>
        answer === null &&
        comments[0]?.isWithdrawn === false &&
        comments[0].moderation !== 'hidden',
    ),
  }
}
