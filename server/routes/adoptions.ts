import { Hono } from 'hono'
import { adoptRequest, endAdoptionRequest } from '../../shared/adoption.ts'
import { adopt, describeAdoptions, endAdoption } from '../domain/adoptions.ts'
import { allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { readJson } from './request-body.ts'

/** Organisations adopt a published charter. */
export function adoptionRoutes() {
  return new Hono<Entry>()
    .get('/documents/:id/adoptions', allowOn('adoptCharter'), async (c) =>
      c.json(await describeAdoptions(c.var.ctx, parameter(c, 'id'))),
    )
    .post('/documents/:id/adoptions', allowOn('adoptCharter'), async (c) => {
      const request = await readJson(c, adoptRequest)
      return c.json(await adopt(c.var.ctx, parameter(c, 'id'), request), 201)
    })
    .post('/documents/:id/adoptions/:adoption/end', allowOn('adoptCharter'), async (c) => {
      const request = await readJson(c, endAdoptionRequest)
      const place = { documentId: parameter(c, 'id'), adoptionId: parameter(c, 'adoption') }
      return c.json(await endAdoption(c.var.ctx, place, request))
    })
}
