import { Hono } from 'hono'
import { Refusal } from '../../shared/refusals.ts'
import { listAudit } from '../domain/audit.ts'
import { allow } from './entry.ts'
import type { Entry } from './entry.ts'

/** What was done, by whom, the newest first. */
export function auditRoutes() {
  return new Hono<Entry>().get('/audit', allow('readAudit'), async (c) => {
    const text = c.req.query('before')
    if (text !== undefined && !/^\d{1,15}$/.test(text)) {
      throw new Refusal('invalid', 'The number of an entry is a whole number.')
    }
    const before = text === undefined ? undefined : Number(text)
    return c.json(await listAudit(c.var.ctx.store, { before }))
  })
}
