import { Hono } from 'hono'
import { makeTokenRequest } from '../../shared/api-seats.ts'
import { listTokens, makeToken, removeToken } from '../domain/tokens.ts'
import { allow, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { readJson } from './request-body.ts'

/** Tokens for one's own scripts. */
export function tokenRoutes() {
  return new Hono<Entry>()
    .get('/me/tokens', allow('makeToken'), async (c) => c.json(await listTokens(c.var.ctx)))
    .post('/me/tokens', allow('makeToken'), async (c) =>
      c.json(await makeToken(c.var.ctx, await readJson(c, makeTokenRequest)), 201),
    )
    .delete('/me/tokens/:id', allow('makeToken'), async (c) => {
      await removeToken(c.var.ctx, parameter(c, 'id'))
      return c.body(null, 204)
    })
}
