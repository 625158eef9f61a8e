import { Hono } from 'hono'
import { enterRequest } from '../../shared/api.ts'
import type { MeResponse } from '../../shared/api.ts'
import type { Seat } from '../../shared/access.ts'
import { SCHEMA_VERSION } from '../../shared/schema/index.ts'
import { enter, findSeat } from '../domain/seats.ts'
import type { Entry } from './entry.ts'
import { readJson } from './request-body.ts'
import { readSeatToken, seatCookie } from './seat-cookie.ts'

/** Entering with a name and a colour, and who one is. Open to everybody. */
export function seatRoutes(options: { publicUrl: URL | null; newToken(): string }) {
  const { publicUrl, newToken } = options
  return new Hono<Entry>()
    .get('/me', async (c) => {
      const token = readSeatToken(c.req.header('cookie'), publicUrl)
      return c.json(meResponse(await findSeat(c.var.ctx.store, token)))
    })
    .post('/enter', async (c) => {
      const request = await readJson(c, enterRequest)
      const { store, now, newId } = c.var.ctx
      const token = readSeatToken(c.req.header('cookie'), publicUrl)
      const entered = await enter({ store, now, newId, token, newToken: newToken() }, request)
      c.header('set-cookie', seatCookie(entered.token, publicUrl))
      return c.json(meResponse(entered.seat))
    })
}

function meResponse(seat: Seat | null): MeResponse {
  if (seat === null) return { seat: null, schemaVersion: SCHEMA_VERSION }
  const { id, name, colour } = seat
  return { seat: { id, name, colour }, schemaVersion: SCHEMA_VERSION }
}
