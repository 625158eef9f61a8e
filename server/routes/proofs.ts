import { Hono } from 'hono'
import type { Context as HonoContext } from 'hono'
import { proveByCodeRequest } from '../../shared/api-seats.ts'
import type { CodeResponse, ProofResponse } from '../../shared/api-seats.ts'
import { Refusal } from '../../shared/refusals.ts'
import { requireAccount } from '../domain/accounts.ts'
import type { LinkPost } from '../domain/link-post.ts'
import { hasPasskey } from '../domain/passkeys.ts'
import { PROOF_MS, freshUntil, makeProofCode, proveByCode } from '../domain/proofs.ts'
import type { ProofCode } from '../domain/proofs.ts'
import { findSession } from '../domain/sessions.ts'
import { createShortLived } from '../domain/short-lived.ts'
import { readCredentials, sessionCookie } from './credentials.ts'
import { allow } from './entry.ts'
import type { Entry } from './entry.ts'
import type { Limiter } from './limits.ts'
import { readJson } from './request-body.ts'

export interface ProofRoutesOptions {
  publicUrl: URL | null
  limiter: Limiter
  links: LinkPost
  /** What the council's own sign-in is called; null where there is none. */
  council: string | null
  now(): Date
}

/** Showing once more that it is oneself: see domain/proofs.ts. */
export function proofRoutes({ publicUrl, limiter, links, council, now }: ProofRoutesOptions) {
  const codes = createShortLived<ProofCode>({ now, lastsMs: PROOF_MS })
  const describe = async (c: HonoContext<Entry>): Promise<ProofResponse> => {
    const { store, seat } = c.var.ctx
    const account = await requireProvable(c)
    return {
      freshUntil: freshUntil(c.var.ctx),
      hasPasskey: await hasPasskey(store, seat.id),
      code: links.wayOfCode(account),
      council: account.email === '' ? null : council,
    }
  }
  return new Hono<Entry>()
    .get('/me/proof', allow('manageOwnSeat'), async (c) => c.json(await describe(c)))
    .post('/me/proof/code', allow('manageOwnSeat'), async (c) => {
      const account = await requireProvable(c)
      limiter.take('mail', account.id)
      await links.sendCode(account, makeProofCode(c.var.ctx, codes))
      return c.json({ code: links.wayOfCode(account) } satisfies CodeResponse)
    })
    .post('/me/proof', allow('manageOwnSeat'), async (c) => {
      const { code } = await readJson(c, proveByCodeRequest)
      const token = requireSessionToken(c, publicUrl)
      const renewed = await proveByCode(c.var.ctx, codes, { code, token })
      await keepCookie(c, renewed, publicUrl)
      const seat = { ...c.var.ctx.seat, provenAt: c.var.ctx.now().toISOString() }
      c.set('ctx', { ...c.var.ctx, seat })
      return c.json(await describe(c))
    })
}

/** The account of whoever asks. Somebody with a link to one step has none: the link is their proof. */
async function requireProvable(c: HonoContext<Entry>) {
  const { store, seat } = c.var.ctx
  if (seat.step !== undefined) {
    throw new Refusal('invalid', 'Please open the link you were sent once more, then go on.')
  }
  return requireAccount(store, seat.id)
}

/** The token of the browser's session. @throws {Refusal} where a script asks. */
export function requireSessionToken(c: HonoContext<Entry>, publicUrl: URL | null): string {
  const { session } = readCredentials({ cookie: c.req.header('cookie') }, publicUrl)
  if (session !== null && c.var.ctx.seat.by?.is === 'session') return session
  throw new Refusal('invalid', 'Only somebody who signed in with a browser can do this.')
}

/** Gives a browser the renewed token of the session it has, for as long as the one before. */
export async function keepCookie(
  c: HonoContext<Entry>,
  token: string,
  publicUrl: URL | null,
): Promise<void> {
  const found = await findSession(c.var.ctx, token)
  const isShared = found?.session.isShared ?? true
  c.header('set-cookie', sessionCookie(token, { publicUrl, isShared }), { append: true })
}
