import { Hono } from 'hono'
import type { Context as HonoContext } from 'hono'
import {
  askPartnersRequest,
  decisionRequest,
  ownWordsRequest,
  privacyRequest,
  publishRequest,
  startRouteRequest,
  stepLinkRequest,
  takeDownRequest,
} from '../../shared/approval.ts'
import { conditionDoneRequest } from '../../shared/conditions.ts'
import { APPROVAL_FEEDS, readApprovalFeed } from '../domain/approval-feeds.ts'
import { endOwnFeed, listOwnFeeds, makeOwnFeed } from '../domain/own-feeds.ts'
import {
  decide,
  decideForGroup,
  describeApproval,
  linkToStep,
  startRoute,
} from '../domain/approval.ts'
import { settleCondition } from '../domain/conditions.ts'
import { checkPrivacy, publish, takeDown } from '../domain/publishing.ts'
import { writePublicPage } from '../exports/html/public-article.ts'
import { allow, allowAnybody, allowOn, parameter } from './entry.ts'
import { askPartners, describeRegister } from '../domain/sign-ups.ts'
import { listWaiting } from '../domain/waiting.ts'
import type { Entry } from './entry.ts'
import { limitDoors } from './limits.ts'
import type { Limiter } from './limits.ts'
import { readJson } from './request-body.ts'

export interface ApprovalRim {
  limiter: Limiter
  publicUrl: URL | null
}

/** From a version to what anybody can read: who decides, what they decided, publishing. */
export function approvalRoutes(rim: ApprovalRim) {
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
      '/documents/:id/versions/:version/steps/:step/words',
      allowOn('decideForGroup'),
      async (c) => {
        const request = await readJson(c, ownWordsRequest)
        return c.json(await decideForGroup(c.var.ctx, step(c), request), 201)
      },
    )
    .post('/documents/:id/versions/:version/partners', allowOn('runApproval'), async (c) => {
      const request = await readJson(c, askPartnersRequest)
      return c.json(await askPartners(c.var.ctx, version(c), request), 201)
    })
    .post(
      '/documents/:id/versions/:version/conditions/:condition/done',
      allowOn('settleCondition'),
      async (c) => {
        const place = { ...version(c), conditionId: parameter(c, 'condition') }
        const request = await readJson(c, conditionDoneRequest)
        return c.json(await settleCondition(c.var.ctx, place, request))
      },
    )
    .get('/documents/:id/sign-up', allowOn('seeVersions'), async (c) =>
      c.json(await describeRegister(c.var.ctx, parameter(c, 'id'))),
    )
    .route('/', waitingRoutes(rim))
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

/** What waits for whom across documents, as a list and as a calendar. */
function waitingRoutes({ limiter, publicUrl }: ApprovalRim) {
  return new Hono<Entry>()
    .get('/approvals', allow('followApprovals'), async (c) => c.json(await listWaiting(c.var.ctx)))
    .get('/approval-calendars', allow('followApprovals'), async (c) =>
      c.json(await listOwnFeeds(c.var.ctx, APPROVAL_FEEDS)),
    )
    .post('/approval-calendars', allow('followApprovals'), async (c) =>
      c.json(await makeOwnFeed(c.var.ctx, APPROVAL_FEEDS), 201),
    )
    .delete('/approval-calendars/:feed', allow('followApprovals'), async (c) => {
      await endOwnFeed(c.var.ctx, APPROVAL_FEEDS, parameter(c, 'feed'))
      return c.body(null, 204)
    })
    .get('/approval-calendars/:secret', allowAnybody(), limitDoors(limiter), async (c) => {
      const secret = parameter(c, 'secret').replace(/\.ics$/, '')
      const origin = publicUrl?.origin ?? new URL(c.req.url).origin
      return c.body(await readApprovalFeed(c.var.ctx, { secret, origin }), 200, {
        'content-type': 'text/calendar; charset=utf-8',
      })
    })
}

function version(c: HonoContext<Entry>) {
  return { documentId: parameter(c, 'id'), versionId: parameter(c, 'version') }
}

function step(c: HonoContext<Entry>) {
  return { ...version(c), stepId: parameter(c, 'step') }
}
