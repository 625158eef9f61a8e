import { Hono } from 'hono'
import type { HealthResponse } from '../../shared/api.ts'
import { SCHEMA_VERSION } from '../../shared/schema/index.ts'
import type { Health } from '../domain/health.ts'

/** For whoever keeps the server running. */
export function healthRoutes(health: Health) {
  return new Hono().get('/health', async (c) => {
    const isWorking = await health.isWorking()
    const body: HealthResponse = {
      status: isWorking ? 'ok' : 'failing',
      schemaVersion: SCHEMA_VERSION,
    }
    return c.json(body, isWorking ? 200 : 503)
  })
}
