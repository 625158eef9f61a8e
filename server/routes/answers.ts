import { Hono } from 'hono'
import { answerRequest } from '../../shared/answers.ts'
import { giveAnswer, youSaidWeDid } from '../domain/answers.ts'
import { listAnswers } from '../domain/answers-record.ts'
import { gatherOffers, offersOf } from '../domain/change-offers.ts'
import { countUnheard, hear } from '../domain/hearing-back.ts'
import { findEarlier } from '../domain/earlier-answers.ts'
import { traceAsked } from '../domain/golden-thread.ts'
import { compareInWorker } from '../comparing/compare.ts'
import { allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { readJson } from './request-body.ts'

/** Telling people what became of what they said. */
export function answerRoutes() {
  return new Hono<Entry>()
    .get('/documents/:id/answers', allowOn('readComments'), async (c) =>
      c.json(await listAnswers(c.var.ctx, parameter(c, 'id'))),
    )
    .post('/documents/:id/answers', allowOn('answerComments'), async (c) => {
      const request = await readJson(c, answerRequest)
      return c.json(await giveAnswer(c.var.ctx, parameter(c, 'id'), request), 201)
    })
    .get('/documents/:id/heard', allowOn('readConsultation'), async (c) =>
      c.json(await countUnheard(c.var.ctx, parameter(c, 'id'))),
    )
    .put('/documents/:id/heard', allowOn('readConsultation'), async (c) => {
      await hear(c.var.ctx, parameter(c, 'id'))
      return c.body(null, 204)
    })
    .get('/documents/:id/changes-since', allowOn('answerComments'), async (c) => {
      const threads = (c.req.query('threads') ?? '').split(',').slice(0, 500)
      const gathered = await gatherOffers(c.var.ctx, parameter(c, 'id'), threads)
      const job = gathered.base?.job
      const signal = c.req.raw.signal
      const comparison = job === undefined ? null : await compareInWorker(job, { signal })
      return c.json(offersOf(gathered, comparison))
    })
    .get('/documents/:id/asked', allowOn('readComments'), async (c) =>
      c.json(await traceAsked(c.var.ctx, parameter(c, 'id'))),
    )
    .get('/documents/:id/earlier-answers', allowOn('readComments'), async (c) =>
      c.json(await findEarlier(c.var.ctx, (c.req.query('words') ?? '').slice(0, 2000))),
    )
    .get('/documents/:id/you-said', allowOn('readComments'), async (c) =>
      c.json(await youSaidWeDid(c.var.ctx, parameter(c, 'id'))),
    )
}
