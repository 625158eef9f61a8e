import { Hono } from 'hono'
import { noteConcernRequest, reportConcernRequest } from '../../shared/safety/concerns.ts'
import { listConcerns, noteConcern, openConcern, reportConcern } from '../domain/concerns.ts'
import { allow, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { readJson } from './request-body.ts'

/** Something is wrong: reported by everybody, read by those who look after people's safety. */
export function concernRoutes() {
  return new Hono<Entry>()
    .post('/concerns', allow('reportConcern'), async (c) =>
      c.json(await reportConcern(c.var.ctx, await readJson(c, reportConcernRequest)), 201),
    )
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
}
