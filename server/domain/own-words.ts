import { may } from '../../shared/access.ts'
import type { OwnWordsResponse } from '../../shared/own-words.ts'
import { concernsOf } from './concerns.ts'
import type { Context } from './context.ts'
import { listRecords, sharingOf } from './document-record.ts'
import { threadsEverywhere } from './threads-record.ts'
import { votesOf } from './votes.ts'

/** Everything the seat has said, in all documents. */
export async function gatherOwnWords(ctx: Context): Promise<OwnWordsResponse> {
  const { seat, store, now } = ctx
  const titles = new Map(
    (await listRecords(store))
      .filter((each) => may(seat, 'readDocument', { sharing: sharingOf(each), now: now() }))
      .map(({ id, record }) => [id, record.title]),
  )
  const where = (document: string) => ({ document, title: titles.get(document) ?? '' })
  const threads = await threadsEverywhere(store)
  const votes = await votesOf(store, seat.id)
  return {
    madeAt: now().toISOString(),
    name: seat.name,
    comments: threads.flatMap(({ documentId, thread: { comments, anchor, suggestion } }) =>
      comments
        .filter(({ author, isWithdrawn }) => author.seat === seat.id && !isWithdrawn)
        .map(({ id, createdAt, body, moderation }) => ({
          ...where(documentId),
          at: createdAt,
          about: anchor.quote,
          words: body,
          suggestion: id === comments[0]?.id ? (suggestion?.words ?? null) : null,
          moderation,
        })),
    ),
    reactions: threads.flatMap(({ documentId, thread: { id, comments } }) =>
      comments
        .flatMap(({ reactions }) => reactions.filter((each) => each.seat === seat.id))
        .map(({ reaction }) => ({ ...where(documentId), thread: id, reaction })),
    ),
    votes: votes.map(({ documentId, item, vote, people }) => ({
      ...where(documentId),
      item,
      vote,
      people,
    })),
    concerns: await concernsOf(ctx, seat.id),
  }
}
