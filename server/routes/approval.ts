import { Hono } from 'hono'
import type { Context as HonoContext } from 'hono'
import {
  decisionRequest,
  privacyRequest,
  publishRequest,
  startRouteRequest,
  stepLinkRequest,
  takeDownRequest,
} from '../../shared/approval.ts'
import { decide, describeApproval, linkToStep, startRoute } from '../domain/approval.ts'
import { checkPrivacy, publish, takeDown } from '../domain/publishing.ts'
import { writePublicPage } from '../exports/html/public-article.ts'
import { allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { readJson } from './request-body.ts'

/** From a version to what anybody can read: who decides, what they decided, publishing. */
export function approvalRoutes() {
  return new Hono<Entry>()
    .get('/documents/:id/approval', allowOn('seeVersions'), async (c) =>
      c.json(await describeApproval(c.var.ctx, parameter(c, 'id'))),
    )
    .post('/documents/:id/approval', allowOn('runApproval'), async (c) => {
      const request = await readJson(c, startRouteRequest)
      return c.json(await startRoute(c.var.ctx, parameter(c, 'id'), request), 201)
    })
    .post(
      '/documents/:id/versions/:version/steps/:step/decision',
      allowOn('decideStep'),
      async (c) => {
        const request = await readJson(c, decisionRequest)
        return c.json(await decide(c.var.ctx, step(c), request), 201)
      },
    )
    .post(
      '/documents/:id/versions/:version/steps/:step/link',
      allowOn('runApproval'),
      async (c) => {
        const request = await readJson(c, stepLinkRequest)
        return c.json(await linkToStep(c.var.ctx, step(c), request), 201)
      },
    )
    .post('/documents/:id/versions/:version/privacy', allowOn('publish'), async (c) => {
      const request = await readJson(c, privacyRequest)
      return c.json(await checkPrivacy(c.var.ctx, version(c), { request, write: writePublicPage }))
    })
    .post('/documents/:id/versions/:version/publication', allowOn('publish'), async (c) => {
      const request = await readJson(c, publishRequest)
      const made = await publish(c.var.ctx, version(c), { request, write: writePublicPage })
      return c.json(made, 201)
    })
    .post('/documents/:id/versions/:version/publication/end', allowOn('publish'), async (c) => {
      const request = await readJson(c, takeDownRequest)
      return c.json(await takeDown(c.var.ctx, version(c), request))
    })
}

function version(c: HonoContext<Entry>) {
  return { documentId: parameter(c, 'id'), versionId: parameter(c, 'version') }
}

function step(c: HonoContext<Entry>) {
  return { ...version(c), stepId: parameter(c, 'step') }
}
