import { createHash } from 'node:crypto'
import { moderateRequest } from '../../shared/comments/thread.ts'
import { COMMENT_LIMITS } from '../../shared/comments/kinds.ts'
import type {
  DecideRequest,
  Decision,
  ModerateRequest,
  ReactRequest,
  Thread,
} from '../../shared/comments/thread.ts'
import type { Reaction } from '../../shared/comments/kinds.ts'
import { Refusal } from '../../shared/refusals.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import {
  changeOrRemove,
  changeThread,
  needsChecking,
  requireComment,
  withComment,
} from './threads.ts'
import type { StoredComment, StoredThread, ThreadPlace } from './threads-record.ts'

/** What can happen to one comment of a thread, and to the words it suggests. */

export interface CommentPlace extends ThreadPlace {
  commentId: string
}

/** Changes one's own words. Those of young people are checked again. */
export async function editComment(
  ctx: Context,
  place: CommentPlace,
  { body }: { body: string },
): Promise<Thread> {
  return changeThread(ctx, place, (found) => {
    const comment = requireOwn(ctx, requireComment(found, place.commentId))
    return withComment(found.thread, {
      ...comment,
      body,
      isRedacted: false,
      moderation: needsChecking(ctx.seat) ? 'held' : comment.moderation,
      editedAt: ctx.now().toISOString(),
    })
  })
}

/** Takes back one's own words for good; a thread nobody else has written in goes with them. */
export async function withdrawComment(ctx: Context, place: CommentPlace): Promise<void> {
  await changeOrRemove(ctx, place, (found) => {
    const comment = requireOwn(ctx, requireComment(found, place.commentId))
    const { thread } = found
    const isFirst = thread.comments[0]?.id === comment.id
    if (!isFirst) {
      return { ...thread, comments: thread.comments.filter(({ id }) => id !== comment.id) }
    }
    if (thread.comments.every(({ author }) => author.seat === ctx.seat.id)) return null
    const suggestion = thread.suggestion === null ? null : { ...thread.suggestion, words: '' }
    const emptied = { ...comment, body: '', isWithdrawn: true, reactions: [] }
    return { ...withComment(thread, emptied), suggestion }
  })
}

const OPINIONS: readonly Reaction[] = ['agree', 'notSure', 'disagree']

/** Reacts, or takes it back. One is of one opinion at a time, and may ask for an explanation beside it. */
export async function react(
  ctx: Context,
  place: CommentPlace,
  { reaction, isOn }: ReactRequest,
): Promise<Thread> {
  return changeThread(ctx, place, (found) => {
    const comment = requireComment(found, place.commentId)
    const goes = (other: Reaction) =>
      other === reaction || (isOn && OPINIONS.includes(reaction) && OPINIONS.includes(other))
    const kept = comment.reactions.filter(
      (each) => each.seat !== ctx.seat.id || !goes(each.reaction),
    )
    const own = isOn ? [{ seat: ctx.seat.id, reaction }] : []
    return withComment(found.thread, { ...comment, reactions: [...kept, ...own] })
  })
}

/** Shows, holds or hides a comment, and takes words out of it for good; both show, with the reason. */
export async function moderateComment(
  ctx: Context,
  place: CommentPlace,
  request: ModerateRequest,
): Promise<Thread> {
  const { moderation, reason, takeOut, takeOutOfSuggestion } = moderateRequest.parse(request)
  const isTakenOut = takeOut.length + takeOutOfSuggestion.length > 0
  const isRuled = isTakenOut || moderation === 'hidden'
  const rule = isRuled ? (request.rule ?? (isTakenOut ? 'personal' : 'other')) : null
  if (reason === '' && isRuled) {
    throw new Refusal('invalid', 'Please say why: whoever wrote it reads the reason.')
  }
  let hash = ''
  const changed = await changeThread(ctx, place, (found) => {
    const comment = requireComment(found, place.commentId)
    const body = withoutParts(comment.body, takeOut)
    const { suggestion, comments } = found.thread
    hash = hashOf([comment.body, suggestion?.words ?? ''])
    if (takeOutOfSuggestion.length > 0 && (suggestion === null || comments[0] !== comment)) {
      throw new Refusal('invalid', 'This comment suggests no words.')
    }
    return withComment(withoutSuggested(found.thread, takeOutOfSuggestion), {
      ...comment,
      body,
      moderation,
      reason,
      rule,
      isRedacted: comment.isRedacted || body !== comment.body,
    })
  })
  const { documentId, threadId, commentId } = place
  // The hash proves later what the words were, and tells nobody.
  const what = { document: documentId, thread: threadId, comment: commentId, moderation, hash }
  const about = rule === null ? what : { ...what, rule }
  const did = isTakenOut ? 'comment.redacted' : 'comment.moderated'
  await recordAudit(ctx, { did, about })
  return changed
}

/**
 * Notes what became of suggested words; accepted ones were put into the text by the editor of
 * whoever accepts, as an edit of their own. A decided thread is resolved.
 *
 * @throws {Refusal} `conflict` if somebody has decided already.
 */
export async function decideSuggestion(
  ctx: Context,
  place: ThreadPlace,
  request: DecideRequest,
): Promise<Thread> {
  return changeThread(ctx, place, ({ thread }) => {
    const { suggestion } = thread
    if (suggestion === null) throw new Refusal('invalid', 'Nothing is suggested here.')
    if (request.is !== 'open' && suggestion.decision.is !== 'open') {
      throw new Refusal('conflict', 'Somebody has decided about this already.')
    }
    if (request.is === 'accepted' && suggestion.isRedacted) {
      throw new Refusal('conflict', 'Words were taken out of this. Please change the text by hand.')
    }
    const noted = { at: ctx.now().toISOString(), by: ctx.seat.name }
    const decision: Decision = request.is === 'open' ? request : { ...request, ...noted }
    return {
      ...thread,
      suggestion: { ...suggestion, decision },
      resolved: request.is === 'open' ? null : noted,
    }
  })
}

/** Once, one may ask somebody to look again at why one's words are not shown. */
export async function appeal(ctx: Context, place: CommentPlace): Promise<Thread> {
  const asked = await changeThread(ctx, place, (found) => {
    const comment = requireOwn(ctx, requireComment(found, place.commentId))
    if (comment.moderation !== 'hidden' || comment.appealedAt !== null) {
      throw new Refusal('conflict', 'There is nothing to look at again, or somebody has already.')
    }
    const appealedAt = ctx.now().toISOString()
    return withComment(found.thread, { ...comment, moderation: 'held', appealedAt })
  })
  const { documentId, threadId, commentId } = place
  const about = { document: documentId, thread: threadId, comment: commentId }
  await recordAudit(ctx, { did: 'comment.appealed', about })
  return asked
}

function withoutSuggested(
  thread: StoredThread,
  parts: readonly { from: number; to: number }[],
): StoredThread {
  const { suggestion } = thread
  if (suggestion === null || parts.length === 0) return thread
  const words = withoutParts(suggestion.words, parts)
  return { ...thread, suggestion: { ...suggestion, words, isRedacted: true } }
}

function hashOf(words: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(words)).digest('hex')
}

const TAKEN_OUT = '[taken out]'

function withoutParts(body: string, parts: readonly { from: number; to: number }[]): string {
  let result = body
  for (const { from, to } of parts.toSorted((one, other) => other.from - one.from)) {
    if (from < to && to <= result.length) {
      result = result.slice(0, from) + TAKEN_OUT + result.slice(to)
    }
  }
  return result.slice(0, COMMENT_LIMITS.body + parts.length * TAKEN_OUT.length)
}

function requireOwn({ seat }: Context, comment: StoredComment): StoredComment {
  if (comment.author.seat !== seat.id || comment.isWithdrawn) {
    throw new Refusal('forbidden', 'These are not your words.')
  }
  return comment
}
