import { Hono } from 'hono'
import type { Context as HonoContext } from 'hono'
import {
  decideRequest,
  editCommentRequest,
  moderateRequest,
  reactRequest,
  replyRequest,
  resolveRequest,
  startThreadRequest,
  visibilityRequest,
} from '../../shared/comments/thread.ts'
import {
  appeal,
  decideSuggestion,
  editComment,
  moderateComment,
  react,
  withdrawComment,
} from '../domain/thread-comments.ts'
import {
  describeThread,
  listThreads,
  makeVisible,
  postComment,
  resolveThread,
  startThread,
} from '../domain/threads.ts'
import { allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import type { Limiter } from './limits.ts'
import { readJson } from './request-body.ts'

const THREADS = '/documents/:id/threads'
const THREAD = `${THREADS}/:thread`
const COMMENT = `${THREAD}/comments/:comment`

/** Comments beside a text. */
export function threadRoutes(limiter: Limiter) {
  const limitWriting = (c: HonoContext<Entry>) => limiter.take('comments', c.var.ctx.seat.id)
  return new Hono<Entry>()
    .get(THREADS, allowOn('readComments'), async (c) =>
      c.json(await listThreads(c.var.ctx, parameter(c, 'id'))),
    )
    .post(THREADS, allowOn('comment'), async (c) => {
      const request = await readJson(c, startThreadRequest)
      limitWriting(c)
      return c.json(await startThread(c.var.ctx, parameter(c, 'id'), request), 201)
    })
    .get(THREAD, allowOn('readComments'), async (c) =>
      c.json(await describeThread(c.var.ctx, threadIn(c))),
    )
    .post(`${THREAD}/comments`, allowOn('comment'), async (c) => {
      const request = await readJson(c, replyRequest)
      limitWriting(c)
      return c.json(await postComment(c.var.ctx, threadIn(c), request), 201)
    })
    .patch(COMMENT, allowOn('editOwnComment'), async (c) => {
      const request = await readJson(c, editCommentRequest)
      return c.json(await editComment(c.var.ctx, commentIn(c), request))
    })
    .delete(COMMENT, allowOn('editOwnComment'), async (c) => {
      await withdrawComment(c.var.ctx, commentIn(c))
      return c.body(null, 204)
    })
    .put(`${COMMENT}/reaction`, allowOn('comment'), async (c) => {
      const request = await readJson(c, reactRequest)
      return c.json(await react(c.var.ctx, commentIn(c), request))
    })
    .put(`${COMMENT}/moderation`, allowOn('moderateComments'), async (c) => {
      const request = await readJson(c, moderateRequest)
      return c.json(await moderateComment(c.var.ctx, commentIn(c), request))
    })
    .put(`${THREAD}/resolution`, allowOn('resolveComment'), async (c) => {
      const request = await readJson(c, resolveRequest)
      return c.json(await resolveThread(c.var.ctx, threadIn(c), request))
    })
    .post(`${COMMENT}/appeal`, allowOn('editOwnComment'), async (c) =>
      c.json(await appeal(c.var.ctx, commentIn(c))),
    )
    .put(`${THREAD}/visibility`, allowOn('makeCommentVisible'), async (c) => {
      await readJson(c, visibilityRequest)
      return c.json(await makeVisible(c.var.ctx, threadIn(c)))
    })
    .put(`${THREAD}/decision`, allowOn('editDocument'), async (c) => {
      const request = await readJson(c, decideRequest)
      return c.json(await decideSuggestion(c.var.ctx, threadIn(c), request))
    })
}

function threadIn(c: HonoContext<Entry>) {
  return { documentId: parameter(c, 'id'), threadId: parameter(c, 'thread') }
}

function commentIn(c: HonoContext<Entry>) {
  return { ...threadIn(c), commentId: parameter(c, 'comment') }
}
