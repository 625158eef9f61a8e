import { Hono } from 'hono'
import type { AuditCheckResponse } from '../../shared/api-seats.ts'
import { Refusal } from '../../shared/refusals.ts'
import { listAccounts } from '../domain/accounts.ts'
import { listAudit, verifyAudit } from '../domain/audit.ts'
import { allow } from './entry.ts'
import type { Entry } from './entry.ts'

/** What was done, by whom, the newest first; and whether the log is whole. */
export function auditRoutes() {
  return new Hono<Entry>()
    .get('/audit', allow('readAudit'), async (c) => {
      const { before: text, who, about } = c.req.query()
      if (text !== undefined && !/^\d{1,15}$/.test(text)) {
        throw new Refusal('invalid', 'The number of an entry is a whole number.')
      }
      const before = text === undefined ? {} : { before: Number(text) }
      const query = {
        ...before,
        ...(who === undefined ? {} : { who }),
        ...(about === undefined ? {} : { about }),
      }
      return c.json(await listAudit(c.var.ctx.store, query))
    })
    .get('/audit/check', allow('readAudit'), async (c) => {
      const { entries, head, problems } = await verifyAudit(c.var.ctx.store)
      const accounts = await listAccounts(c.var.ctx.store)
      const people = accounts.map(({ id, name }) => ({ id, name }))
      return c.json({ entries, head, problems, people } satisfies AuditCheckResponse)
    })
}
