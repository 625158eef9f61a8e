import { Hono } from 'hono'
import { noteConcernRequest, reportConcernRequest } from '../../shared/safety/concerns.ts'
import { safetyRequest } from '../../shared/safety/safety-settings.ts'
import { listConcerns, noteConcern, openConcern, reportConcern } from '../domain/concerns.ts'
import { changeSafety, describeSafety } from '../domain/safety.ts'
import { allow, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import type { Limiter } from './limits.ts'
import { readJson } from './request-body.ts'

/** Something is wrong: reported by everybody, read by those who look after people's safety. */
export function concernRoutes(limiter: Limiter) {
  return new Hono<Entry>()
    .post('/concerns', allow('reportConcern'), async (c) => {
      const { ctx, address } = c.var
      const request = await readJson(c, reportConcernRequest)
      if (ctx.seat.role === 'public') limiter.take('concerns', address)
      return c.json(await reportConcern(ctx, request), 201)
    })
    .get('/concerns', allow('handleConcern'), async (c) => c.json(await listConcerns(c.var.ctx)))
    .post('/concerns/:concern/open', allow('handleConcern'), async (c) =>
      c.json(await openConcern(c.var.ctx, parameter(c, 'concern'))),
    )
    .post('/concerns/:concern/notes', allow('handleConcern'), async (c) =>
      c.json(
        await noteConcern(
          c.var.ctx,
          parameter(c, 'concern'),
          await readJson(c, noteConcernRequest),
        ),
      ),
    )
    .get('/safety', allow('manageSafety'), async (c) => c.json(await describeSafety(c.var.ctx)))
    .put('/safety', allow('manageSafety'), async (c) =>
      c.json(await changeSafety(c.var.ctx, await readJson(c, safetyRequest))),
    )
}
