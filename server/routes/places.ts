import { Hono } from 'hono'
import { MOST_PLACES_ASKED } from '../../shared/api-places.ts'
import { Refusal } from '../../shared/refusals.ts'
import { describePlaces } from '../domain/places.ts'
import { allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'

/** What other documents can link to. */
export function placeRoutes() {
  return new Hono<Entry>().get('/documents/:id/places', allowOn('readDocument'), async (c) => {
    const wanted = (c.req.query('of') ?? '').split(',').filter((id) => id !== '')
    if (wanted.length > MOST_PLACES_ASKED || wanted.some((id) => id.length > 64)) {
      throw new Refusal('too_large', 'Please ask about fewer places.')
    }
    return c.json(await describePlaces(c.var.ctx, parameter(c, 'id'), wanted))
  })
}
