import { Hono } from 'hono'
import type { Context as HonoContext } from 'hono'
import {
  addPasskeyRequest,
  proveByPasskeyRequest,
  renamePasskeyRequest,
  signInByPasskeyRequest,
} from '../../shared/api-seats.ts'
import { Refusal } from '../../shared/refusals.ts'
import {
  addPasskey,
  beginPasskey,
  beginUse,
  listPasskeys,
  removePasskey,
  renamePasskey,
  whosePasskey,
} from '../domain/passkeys.ts'
import type { Challenge, PasskeySite } from '../domain/passkeys.ts'
import { prove } from '../domain/proofs.ts'
import { startSession } from '../domain/sessions.ts'
import { createShortLived } from '../domain/short-lived.ts'
import { readCredentials, sessionCookie } from './credentials.ts'
import { deviceName } from './device-name.ts'
import { allow, allowAnybody, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { limitDoors } from './limits.ts'
import type { Limiter } from './limits.ts'
import { keepCookie, requireSessionToken } from './proofs.ts'
import { readJson } from './request-body.ts'

export interface PasskeyRoutesOptions {
  publicUrl: URL | null
  limiter: Limiter
  now(): Date
}

const MINUTE = 60_000

/** Passkeys: made, named, removed, and used to come in or to show once more that it is oneself. */
export function passkeyRoutes({ publicUrl, limiter, now }: PasskeyRoutesOptions) {
  const challenges = createShortLived<Challenge>({ now, lastsMs: 5 * MINUTE })
  const siteOf = (c: HonoContext<Entry>): PasskeySite => {
    // Only names of this server come this far: see security.ts.
    const host = c.req.header('host') ?? new URL(c.req.url).host
    const origin = publicUrl?.host === host ? publicUrl.origin : `http://${host}`
    return { origin, challenges }
  }
  return new Hono<Entry>()
    .get('/me/passkeys', allow('manageOwnSeat'), async (c) => c.json(await listPasskeys(c.var.ctx)))
    .post('/me/passkeys/options', allow('manageOwnSeat'), async (c) =>
      c.json(await beginPasskey(c.var.ctx, siteOf(c))),
    )
    .post('/me/passkeys', allow('manageOwnSeat'), async (c) => {
      const request = await readJson(c, addPasskeyRequest)
      return c.json(await addPasskey(c.var.ctx, siteOf(c), request), 201)
    })
    .patch('/me/passkeys/:id', allow('manageOwnSeat'), async (c) => {
      const { name } = await readJson(c, renamePasskeyRequest)
      return c.json(await renamePasskey(c.var.ctx, parameter(c, 'id'), name))
    })
    .delete('/me/passkeys/:id', allow('manageOwnSeat'), async (c) => {
      await removePasskey(c.var.ctx, parameter(c, 'id'))
      return c.body(null, 204)
    })
    .post('/sign-in/passkey/options', allowAnybody(), async (c) =>
      c.json(await beginUse(siteOf(c))),
    )
    .post('/sign-in/passkey', allowAnybody(), limitDoors(limiter), async (c) => {
      const { used, isShared } = await readJson(c, signInByPasskeyRequest)
      const account = await whosePasskey(c.var.ctx, siteOf(c), used)
      const { token } = await startSession(c.var.ctx, account, {
        device: deviceName(c.req.header('user-agent')),
        isShared,
        before: readCredentials({ cookie: c.req.header('cookie') }, publicUrl).session,
      })
      c.header('set-cookie', sessionCookie(token, { publicUrl, isShared }))
      return c.body(null, 204)
    })
    .post('/me/proof/passkey', allow('manageOwnSeat'), async (c) => {
      const { used } = await readJson(c, proveByPasskeyRequest)
      const token = requireSessionToken(c, publicUrl)
      const account = await whosePasskey(c.var.ctx, siteOf(c), used)
      if (account.id !== c.var.ctx.seat.id) {
        throw new Refusal('forbidden', 'This is the passkey of somebody else.')
      }
      await keepCookie(c, await prove(c.var.ctx, token, 'passkey'), publicUrl)
      return c.body(null, 204)
    })
}
