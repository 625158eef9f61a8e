import { Hono } from 'hono'
import {
  lookAtUpdatesRequest,
  progressRequest,
  sendUpdateRequest,
  statusesRequest,
  updateLinkRequest,
} from '../../shared/api-delivery.ts'
import {
  endFeed,
  endLink,
  listFeeds,
  listUpdateLinks,
  lookAtUpdates,
  makeFeed,
  makeUpdateLink,
  readFeed,
  sendUpdate,
} from '../domain/delivery-links.ts'
import {
  describeDelivery,
  describeProgress,
  setStatuses,
  updateProgress,
} from '../domain/delivery.ts'
import { allowAnybody, allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { limitDoors } from './limits.ts'
import type { Limiter } from './limits.ts'
import { readJson } from './request-body.ts'

/** How the actions of a plan get on: by people with a seat, by leads with a link, for calendars. */
export function deliveryRoutes({
  limiter,
  publicUrl,
}: {
  limiter: Limiter
  publicUrl: URL | null
}) {
  return new Hono<Entry>()
    .get('/documents/:id/delivery', allowOn('readDocument'), async (c) =>
      c.json(await describeDelivery(c.var.ctx, parameter(c, 'id'))),
    )
    .get('/documents/:id/delivery/:row', allowOn('readDocument'), async (c) =>
      c.json(await describeProgress(c.var.ctx, parameter(c, 'id'), parameter(c, 'row'))),
    )
    .put('/documents/:id/delivery/:row', allowOn('updateDelivery'), async (c) => {
      const place = { id: parameter(c, 'id'), row: parameter(c, 'row') }
      return c.json(await updateProgress(c.var.ctx, place, await readJson(c, progressRequest)))
    })
    .put('/documents/:id/statuses', allowOn('manageDelivery'), async (c) =>
      c.json(await setStatuses(c.var.ctx, parameter(c, 'id'), await readJson(c, statusesRequest))),
    )
    .get('/documents/:id/update-links', allowOn('manageDelivery'), async (c) =>
      c.json(await listUpdateLinks(c.var.ctx, parameter(c, 'id'))),
    )
    .post('/documents/:id/update-links', allowOn('manageDelivery'), async (c) => {
      const request = await readJson(c, updateLinkRequest)
      return c.json(await makeUpdateLink(c.var.ctx, parameter(c, 'id'), request), 201)
    })
    .delete('/documents/:id/update-links/:link', allowOn('manageDelivery'), async (c) => {
      await endLink(c.var.ctx, parameter(c, 'id'), parameter(c, 'link'))
      return c.body(null, 204)
    })
    .get('/documents/:id/calendars', allowOn('exportDocument'), async (c) =>
      c.json(await listFeeds(c.var.ctx, parameter(c, 'id'))),
    )
    .post('/documents/:id/calendars', allowOn('exportDocument'), async (c) =>
      c.json(await makeFeed(c.var.ctx, parameter(c, 'id')), 201),
    )
    .delete('/documents/:id/calendars/:feed', allowOn('exportDocument'), async (c) => {
      await endFeed(c.var.ctx, parameter(c, 'id'), parameter(c, 'feed'))
      return c.body(null, 204)
    })
    .get('/calendars/:secret', allowAnybody(), limitDoors(limiter), async (c) => {
      const secret = parameter(c, 'secret').replace(/\.ics$/, '')
      const origin = publicUrl?.origin ?? new URL(c.req.url).origin
      return c.body(await readFeed(c.var.ctx, { secret, origin }), 200, {
        'content-type': 'text/calendar; charset=utf-8',
      })
    })
    .post('/updates/look', allowAnybody(), limitDoors(limiter), async (c) => {
      const { link } = await readJson(c, lookAtUpdatesRequest)
      return c.json(await lookAtUpdates(c.var.ctx, link))
    })
    .post('/updates', allowAnybody(), limitDoors(limiter), async (c) =>
      c.json(await sendUpdate(c.var.ctx, await readJson(c, sendUpdateRequest))),
    )
}
