import { Hono } from 'hono'
import type { Context as HonoContext } from 'hono'
import { OPERATIONS, mayEver } from '../../shared/access.ts'
import type { Seat } from '../../shared/access.ts'
import {
  changeMeRequest,
  lookAtLinkRequest,
  mailLinkRequest,
  signInRequest,
} from '../../shared/api-seats.ts'
import type { MeResponse } from '../../shared/api-seats.ts'
import { SCHEMA_VERSION } from '../../shared/schema/index.ts'
import type { LinkPost } from '../domain/link-post.ts'
import { changeOwnName, findHolder } from '../domain/holders.ts'
import { lookAtLink, redeemLink } from '../domain/links.ts'
import { PUBLIC } from '../domain/seats.ts'
import { endAllSessions, endSession, listSessions, startSession } from '../domain/sessions.ts'
import { noCookie, readCredentials, sessionCookie } from './credentials.ts'
import { deviceName } from './device-name.ts'
import { allow, allowAnybody, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { limitDoors } from './limits.ts'
import type { Limiter } from './limits.ts'
import { readJson } from './request-body.ts'

export interface SeatRoutesOptions {
  publicUrl: URL | null
  limiter: Limiter
  links: LinkPost
  /** What the council's own sign-in is called; null where there is none. */
  council: string | null
}

/** Coming in, being somebody, and leaving. */
export function seatRoutes({ publicUrl, limiter, links, council }: SeatRoutesOptions) {
  const { mailLink } = links
  const describe = describeMe({ hasMail: mailLink !== null, council })
  return new Hono<Entry>()
    .get('/me', allowAnybody(), (c) => c.json(describe(c.var.ctx.seat)))
    .patch('/me', allow('manageOwnSeat'), async (c) => {
      const seat = await changeOwnName(c.var.ctx, await readJson(c, changeMeRequest))
      return c.json(describe({ ...c.var.ctx.seat, ...seat }))
    })
    .post('/links/look', allowAnybody(), limitDoors(limiter), async (c) => {
      const { link } = await readJson(c, lookAtLinkRequest)
      return c.json(await lookAtLink(c.var.ctx, link))
    })
    .post('/sign-in', allowAnybody(), limitDoors(limiter), async (c) => {
      const { link, person, isShared } = await readJson(c, signInRequest)
      const { id } = await redeemLink(c.var.ctx, link, person)
      const holder = await findHolder(c.var.ctx, id)
      if (holder === null) throw new Error('Somebody who has just come in is not there')
      const session = await startSession(c.var.ctx, holder, {
        device: deviceName(c.req.header('user-agent')),
        isShared,
        before: tokenOf(c, publicUrl),
      })
      c.header('set-cookie', sessionCookie(session.token, { publicUrl, isShared }))
      const by = { is: 'session' as const, id: session.id, isShared }
      return c.json(describe({ ...holder.seat, by }))
    })
    .post('/sign-in/mail', allowAnybody(), async (c) => {
      const { email } = await readJson(c, mailLinkRequest)
      limiter.take('doors', c.var.address)
      limiter.take('mail', email)
      // Whether anybody has the address shows neither in the answer nor in its time.
      mailLink?.(email)
      return c.body(null, 202)
    })
    .post('/sign-out', allow('manageOwnSeat'), async (c) => {
      const { by } = c.var.ctx.seat
      if (by?.is === 'session') await endSession(c.var.ctx, by.id)
      c.header('set-cookie', noCookie(publicUrl))
      return c.json(describe(PUBLIC))
    })
    .post('/sign-out/everywhere', allow('manageOwnSeat'), async (c) => {
      await endAllSessions(c.var.ctx)
      c.header('set-cookie', noCookie(publicUrl))
      return c.json(describe(PUBLIC))
    })
    .get('/me/sessions', allow('manageOwnSeat'), async (c) => c.json(await listSessions(c.var.ctx)))
    .delete('/me/sessions/:id', allow('manageOwnSeat'), async (c) => {
      await endSession(c.var.ctx, parameter(c, 'id'))
      return c.body(null, 204)
    })
}

/** What somebody is told about their own seat. */
export function describeMe(
  server: Pick<MeResponse, 'hasMail' | 'council'>,
): (seat: Seat) => MeResponse {
  return (seat) => ({
    seat: seat.role === 'public' ? null : ownSeat(seat),
    schemaVersion: SCHEMA_VERSION,
    ...server,
  })
}

function ownSeat(seat: Seat) {
  const { id, name, colour, role, by, viewer } = seat
  const operations = OPERATIONS.filter((operation) => mayEver(seat, operation))
  const isShared = by?.isShared === true
  return { id, name, colour, role, operations, isShared, isView: viewer !== undefined }
}

/** The session a browser had before. */
export function tokenOf(c: HonoContext<Entry>, publicUrl: URL | null): string | null {
  return readCredentials({ cookie: c.req.header('cookie') }, publicUrl).session
}
