import { Hono } from 'hono'
import { PLAN_FILE_LIMITS } from '../../shared/api-plan-file.ts'
import { lookAtPlanFile, takePlanFile } from '../domain/plan-files.ts'
import { MAX_TABLE_FILE_BYTES, readTables } from '../imports/spreadsheet.ts'
import type { ReadSheet } from '../imports/spreadsheet.ts'
import { allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import type { Context as HonoContext } from 'hono'
import { admitUpload, readBytes } from './request-body.ts'

/** The plans of a document back from a spreadsheet: first what would change, then the change. */
export function planFileRoutes() {
  return new Hono<Entry>()
    .post('/documents/:id/plan-file', allowOn('editDocument'), admitUpload(), async (c) =>
      c.json(await lookAtPlanFile(c.var.ctx, parameter(c, 'id'), await readSheets(c))),
    )
    .post('/documents/:id/plan-file/take', allowOn('editDocument'), admitUpload(), async (c) => {
      const sheets = await readSheets(c)
      const { seen = '', missing, order } = c.req.query()
      const take = { sheets, seen, isRemoving: missing === 'remove', isMoving: order === 'take' }
      return c.json(await takePlanFile(c.var.ctx, parameter(c, 'id'), take))
    })
}

async function readSheets(c: HonoContext<Entry>): Promise<ReadSheet[]> {
  const bytes = await readBytes(c, MAX_TABLE_FILE_BYTES)
  const file = { fileName: c.req.query('name') ?? '', bytes }
  return readTables(file, { signal: c.req.raw.signal, cells: PLAN_FILE_LIMITS })
}
