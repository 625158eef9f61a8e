import { Hono } from 'hono'
import { recordAudit } from '../domain/audit.ts'
import { removeDemo } from '../domain/demo.ts'
import { allow } from './entry.ts'
import type { Entry } from './entry.ts'

export function demoRoutes() {
  return new Hono<Entry>().delete('/demo', allow('removeDocument'), async (c) => {
    await removeDemo(c.var.ctx)
    await recordAudit(c.var.ctx, { did: 'demo.removed', about: {} })
    return c.body(null, 204)
  })
}
