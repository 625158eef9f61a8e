import { Hono } from 'hono'
import { shareRequest } from '../../shared/api-seats.ts'
import { describeSharing, share, unshare } from '../domain/sharing.ts'
import { allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { readJson } from './request-body.ts'

/** Whom a document is shared with. */
export function sharingRoutes() {
  return new Hono<Entry>()
    .get('/documents/:id/sharing', allowOn('seeSharing'), async (c) =>
      c.json(await describeSharing(c.var.ctx, parameter(c, 'id'))),
    )
    .put('/documents/:id/shares/:who', allowOn('shareDocument'), async (c) => {
      const place = { id: parameter(c, 'id'), who: parameter(c, 'who') }
      return c.json(await share(c.var.ctx, place, await readJson(c, shareRequest)))
    })
    .delete('/documents/:id/shares/:who', allowOn('shareDocument'), async (c) => {
      const place = { id: parameter(c, 'id'), who: parameter(c, 'who') }
      return c.json(await unshare(c.var.ctx, place))
    })
}
