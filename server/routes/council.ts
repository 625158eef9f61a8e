import { Hono } from 'hono'
import type { Context as HonoContext } from 'hono'
import { Refusal } from '../../shared/refusals.ts'
import { accountByCouncil } from '../domain/council.ts'
import type { Council, CouncilAnswer, CouncilSecrets } from '../domain/council.ts'
import { prove } from '../domain/proofs.ts'
import { startSession } from '../domain/sessions.ts'
import { createShortLived } from '../domain/short-lived.ts'
import {
  noWayCookie,
  readCredentials,
  readWayToken,
  sessionCookie,
  wayCookie,
} from './credentials.ts'
import { deviceName } from './device-name.ts'
import { allowAnybody } from './entry.ts'
import type { Entry } from './entry.ts'
import { limitDoors } from './limits.ts'
import type { Limiter } from './limits.ts'
import { keepCookie, requireSessionToken } from './proofs.ts'

export interface CouncilRoutesOptions {
  publicUrl: URL | null
  limiter: Limiter
  /** Null where there is none. */
  council: Council | null
  now(): Date
  log(line: string): void
}

/** Somebody on the way to the council's sign-in and back, by the cookie of the browser they use. */
interface OnTheWay {
  secrets: CouncilSecrets
  isShared: boolean
  isProof: boolean
}

/** How a page is told what became of it: the words are the client's, so nobody can put in others. */
type Outcome =
  | 'proven'
  | 'council-late'
  | 'council-failed'
  | 'council-unverified'
  | 'council-unknown'

const MINUTE = 60_000
/** Where people come back to: the provider has to know this address. */
export const COUNCIL_BACK = '/api/sign-in/council/back'

/** Signing in at the council, and showing there once more that it is oneself. */
export function councilRoutes({ publicUrl, limiter, council, now, log }: CouncilRoutesOptions) {
  const onTheWay = createShortLived<OnTheWay>({ now, lastsMs: 10 * MINUTE })

  return new Hono<Entry>()
    .get('/sign-in/council', allowAnybody(), limitDoors(limiter), async (c) => {
      const door = requireCouncil(council)
      const isProof = c.req.query('proof') === 'yes'
      const isShared = c.req.query('shared') === 'yes'
      if (isProof) requireSessionToken(c, publicUrl)
      const begun = await door.begin({ isProof }).catch((error: unknown) => {
        log(`The council's sign-in did not answer: ${String(error)}`)
        return null
      })
      if (begun === null) return end(c, 'council-failed')
      const token = c.var.ctx.newToken()
      onTheWay.put(token, { secrets: begun.secrets, isShared, isProof })
      c.header('set-cookie', wayCookie(token, publicUrl))
      return c.redirect(begun.address, 302)
    })
    .get('/sign-in/council/back', allowAnybody(), limitDoors(limiter), async (c) => {
      const door = requireCouncil(council)
      c.header('set-cookie', noWayCookie(publicUrl))
      const token = readWayToken(c.req.header('cookie'), publicUrl)
      const way = token === null ? null : onTheWay.take(token)
      if (way === null) return end(c, 'council-late')
      const address = new URL(`${COUNCIL_BACK}${new URL(c.req.url).search}`, publicUrl ?? c.req.url)
      const answer = await door.finish(address, way.secrets, way).catch((error: unknown) => {
        log(`The council's sign-in did not check out: ${String(error)}`)
        return null
      })
      if (answer === null) return end(c, 'council-failed')
      return way.isProof ? takeProof(c, answer) : comeIn(c, answer, way)
    })

  async function comeIn(
    c: HonoContext<Entry>,
    answer: CouncilAnswer,
    { isShared }: OnTheWay,
  ): Promise<Response> {
    const account = await accountByCouncil(c.var.ctx, answer).catch(asOutcome)
    if (typeof account === 'string') return end(c, account)
    const { token } = await startSession(c.var.ctx, account, {
      device: deviceName(c.req.header('user-agent')),
      isShared,
      before: readCredentials({ cookie: c.req.header('cookie') }, publicUrl).session,
    })
    c.header('set-cookie', sessionCookie(token, { publicUrl, isShared }), { append: true })
    return c.redirect('/', 302)
  }

  async function takeProof(c: HonoContext<Entry>, answer: CouncilAnswer): Promise<Response> {
    const session = requireSessionToken(c, publicUrl)
    const account = await accountByCouncil(c.var.ctx, answer).catch(asOutcome)
    if (typeof account === 'string') return end(c, account)
    if (account.id !== c.var.ctx.seat.id) return end(c, 'council-unknown')
    if (answer.provenAt === null) return end(c, 'council-failed')
    await keepCookie(c, await prove(c.var.ctx, session, 'council'), publicUrl)
    return end(c, 'proven')
  }
}

function end(c: HonoContext<Entry>, outcome: Outcome): Response {
  return c.redirect(outcome === 'proven' ? '/#proven' : `/#door=${outcome}`, 302)
}

function asOutcome(error: unknown): Outcome {
  if (!(error instanceof Refusal)) throw error
  return error.code === 'invalid' ? 'council-unverified' : 'council-unknown'
}

function requireCouncil(council: Council | null): Council {
  if (council !== null) return council
  throw new Refusal('not_found', 'This server has no sign-in of a council.')
}
