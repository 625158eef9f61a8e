import { may } from '../../shared/access.ts'
import type { Operation, Seat } from '../../shared/access.ts'
import { startThreadRequest } from '../../shared/comments/thread.ts'
import { COMMENT_LIMITS } from '../../shared/comments/kinds.ts'
import type {
  ReplyRequest,
  StartThreadRequest,
  Thread,
  ThreadsResponse,
} from '../../shared/comments/thread.ts'
import { Refusal } from '../../shared/refusals.ts'
import { recordAudit } from './audit.ts'
import { currentConsultation, fixedBecause } from './consultations.ts'
import type { Context } from './context.ts'
import { sharingOf } from './document-record.ts'
import { requireDocument } from './documents.ts'
import { voiceFor } from './speakers.ts'
import { isSeen, viewThread } from './thread-view.ts'
import type { Viewer } from './thread-view.ts'
import {
  changeStoredThread,
  findStoredThread,
  idFrom,
  noThread,
  storedThreads,
} from './threads-record.ts'
import type { StoredComment, StoredThread, ThreadPlace } from './threads-record.ts'

/** Threads beside a text: nothing of this ever changes a byte of the text. */

/** Everything this seat may see, and what it may do. */
export async function listThreads(ctx: Context, documentId: string): Promise<ThreadsResponse> {
  const mayDo = await rightsOn(ctx, documentId)
  const viewer = viewerOf(ctx.seat, mayDo)
  const threads = await storedThreads(ctx.store, documentId)
  return {
    threads: threads.flatMap((each) => viewThread(each, viewer) ?? []),
    may: {
      comment: mayDo('comment'),
      commentInternally: mayDo('commentInternally'),
      resolveAny: mayDo('resolveAnyComment'),
      moderate: mayDo('moderateComments'),
      decide: mayDo('editDocument'),
      makeVisible: mayDo('makeCommentVisible'),
    },
  }
}

export async function describeThread(ctx: Context, place: ThreadPlace): Promise<Thread> {
  const viewer = viewerOf(ctx.seat, await rightsOn(ctx, place.documentId))
  const stored = await findStoredThread(ctx.store, place)
  return requireView(stored, viewer)
}

/**
 * Starts a thread. What young people write waits to be checked.
 *
 * @throws {Refusal} `forbidden` for an internal thread by somebody who may not see such.
 */
export async function startThread(
  ctx: Context,
  documentId: string,
  request: StartThreadRequest,
): Promise<Thread> {
  const { key, anchor, visibility, body, suggestion, people, from, mayQuote } =
    startThreadRequest.parse(request)
  const mayDo = await rightsOn(ctx, documentId)
  if (visibility === 'internal' && !mayDo('commentInternally')) {
    throw new Refusal('forbidden', 'Your seat does not allow this.')
  }
  if (from !== null && !mayDo('answerComments') && !mayDo('moderateComments')) {
    throw new Refusal('forbidden', 'Only those who answer comments type in those of others.')
  }
  if (body === '' && suggestion === null) throw new Refusal('invalid', 'Please write something.')
  if (suggestion !== null && !['words', 'block', 'cell'].includes(anchor.on)) {
    throw new Refusal('invalid', 'Other words can be suggested for a passage, a clause or a cell.')
  }
  await refuseWhereFixed(ctx, { documentId, visibility, block: anchor.row ?? anchor.block })
  const current = await currentConsultation(ctx, documentId)
  const consultation = current?.state === 'open' ? current.id : null
  const voice = await voiceFor(ctx, from)
  const threadId = idFrom('thread', documentId, ctx.seat.id, key)
  const at = ctx.now().toISOString()
  const place = { documentId, threadId }
  const stored = await changeStoredThread(ctx.store, place, (before) =>
    before === null
      ? {
          id: threadId,
          anchor,
          visibility,
          people,
          voice,
          mayQuote,
          consultation,
          suggestion:
            suggestion === null
              ? null
              : { words: suggestion, decision: { is: 'open' } as const, isRedacted: false },
          madeVisible: null,
          resolved: null,
          answer: null,
          isHeard: false,
          comments: [newComment(ctx, { id: threadId, body, at })],
          createdAt: at,
          changedAt: at,
        }
      : before,
  )
  tell(ctx, place, visibility)
  return requireView(stored, viewerOf(ctx.seat, mayDo))
}

/** What cannot change takes no comments that would ask for it; colleagues still talk among themselves. */
async function refuseWhereFixed(
  ctx: Context,
  {
    documentId,
    visibility,
    block,
  }: { documentId: string; visibility: string; block: string | null },
): Promise<void> {
  if (visibility === 'internal' || block === null) return
  const why = await fixedBecause(ctx, documentId, block)
  if (why !== null) throw new Refusal('conflict', `This part cannot change: ${why}`)
}

/** Replies to a thread the seat sees; a resolved one is open again. */
export async function postComment(
  ctx: Context,
  place: ThreadPlace,
  { key, body }: ReplyRequest,
): Promise<Thread> {
  const id = idFrom('comment', place.threadId, ctx.seat.id, key)
  return changeThread(ctx, place, ({ thread }) => {
    if (thread.comments.some((each) => each.id === id)) return thread
    if (thread.comments.length >= COMMENT_LIMITS.comments) {
      throw new Refusal('too_many', 'This thread is full. Please start another one.')
    }
    const comment = newComment(ctx, { id, body, at: ctx.now().toISOString() })
    return { ...thread, resolved: null, comments: [...thread.comments, comment] }
  })
}

/** Resolves a thread, or opens it again: one's own, or any with the right to. */
export async function resolveThread(
  ctx: Context,
  place: ThreadPlace,
  { isResolved }: { isResolved: boolean },
): Promise<Thread> {
  return changeThread(ctx, place, ({ thread, mayDo }) => {
    const isOwn = thread.comments[0]?.author.seat === ctx.seat.id
    if (!isOwn && !mayDo('resolveAnyComment')) {
      throw new Refusal('forbidden', 'Only whoever started this can resolve it.')
    }
    if ((thread.resolved !== null) === isResolved) return thread
    const resolved = isResolved ? { at: ctx.now().toISOString(), by: ctx.seat.name } : null
    return { ...thread, resolved }
  })
}

/** Shows everybody who reads what was for colleagues alone, and that it was so; never back. */
export async function makeVisible(ctx: Context, place: ThreadPlace): Promise<Thread> {
  const shown = await changeThread(ctx, place, ({ thread }) => {
    if (thread.visibility === 'visible') {
      throw new Refusal('conflict', 'Young people see this already.')
    }
    const madeVisible = { at: ctx.now().toISOString(), by: ctx.seat.name }
    return { ...thread, visibility: 'visible', madeVisible }
  })
  const about = { document: place.documentId, thread: place.threadId }
  await recordAudit(ctx, { did: 'comment.madeVisible', about })
  return shown
}

/** Links the answer that was given, by its id. The rights are its caller's to ask for. */
export async function linkAnswer(
  ctx: Context,
  place: ThreadPlace,
  answer: string | null,
): Promise<Thread> {
  return changeThread(ctx, place, ({ thread }) => ({ ...thread, answer, isHeard: false }))
}

/** What somebody may do on a document. */
export type Rights = (operation: Operation) => boolean

/** @throws {Refusal} `not_found` if there is no such document. */
export async function rightsOn(ctx: Context, documentId: string): Promise<Rights> {
  const sharing = sharingOf(await requireDocument(ctx, documentId))
  return (operation) => may(ctx.seat, operation, { sharing, now: ctx.now() })
}

/** What a change of a thread has to go by. */
export interface ThreadChange {
  thread: StoredThread
  mayDo: Rights
  viewer: Viewer
}

/**
 * Changes a thread this seat sees, tells everybody, and answers it as the seat sees it then. Null
 * takes the thread away.
 *
 * @throws {Refusal} `not_found` if there is none, or it is none of this seat's business.
 */
export async function changeThread(
  ctx: Context,
  place: ThreadPlace,
  change: (found: ThreadChange) => StoredThread | null,
): Promise<Thread> {
  const changed = await changeOrRemove(ctx, place, change)
  if (changed === null) throw noThread()
  return changed
}

export async function changeOrRemove(
  ctx: Context,
  place: ThreadPlace,
  change: (found: ThreadChange) => StoredThread | null,
): Promise<Thread | null> {
  const mayDo = await rightsOn(ctx, place.documentId)
  const viewer = viewerOf(ctx.seat, mayDo)
  let visibility: StoredThread['visibility'] = 'internal'
  const stored = await changeStoredThread(ctx.store, place, (thread) => {
    if (thread === null || viewThread(thread, viewer) === null) throw noThread()
    const after = change({ thread, mayDo, viewer })
    visibility = after?.visibility ?? thread.visibility
    if (after === null || after === thread) return after
    return { ...after, changedAt: ctx.now().toISOString() }
  })
  tell(ctx, place, visibility)
  return stored === null ? null : viewThread(stored, viewer)
}

/** The comment with this id, if the seat sees it. */
export function requireComment({ thread, viewer }: ThreadChange, id: string): StoredComment {
  const found = thread.comments.find((each) => each.id === id)
  if (found === undefined || !isSeen(found, viewer)) throw noThread()
  return found
}

export function withComment(thread: StoredThread, changed: StoredComment): StoredThread {
  const comments = thread.comments.map((each) => (each.id === changed.id ? changed : each))
  return { ...thread, comments }
}

function newComment(
  { seat }: Context,
  { id, body, at }: { id: string; body: string; at: string },
): StoredComment {
  const { id: seatId, name, colour, role, group = null } = seat
  return {
    id,
    author: { seat: seatId, name, colour, role, group },
    body,
    moderation: needsChecking(seat) ? 'held' : 'shown',
    reason: '',
    rule: null,
    isRedacted: false,
    appealedAt: null,
    isWithdrawn: false,
    reactions: [],
    createdAt: at,
    editedAt: null,
  }
}

/** Whether somebody looks at the words of this seat before others see them. */
export function needsChecking({ role }: Pick<Seat, 'role'>): boolean {
  return role === 'young'
}

export function viewerOf(seat: Seat, mayDo: Rights): Viewer {
  return {
    seat: seat.id,
    readsInternal: mayDo('readInternalComments'),
    moderates: mayDo('moderateComments'),
  }
}

function requireView(stored: StoredThread | null, viewer: Viewer): Thread {
  const seen = stored === null ? null : viewThread(stored, viewer)
  if (seen === null) throw noThread()
  return seen
}

function tell(
  { bus }: Context,
  { documentId, threadId }: ThreadPlace,
  visibility: StoredThread['visibility'],
): void {
  bus.publish(documentId, { type: 'thread.changed', thread: threadId, visibility })
}
