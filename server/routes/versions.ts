import { Hono } from 'hono'
import {
  bringBackRequest,
  copyVersionRequest,
  makeVersionRequest,
  withdrawVersionRequest,
} from '../../shared/api-versions.ts'
import type { CompareResponse, VersionResponse } from '../../shared/api-versions.ts'
import { compareInWorker } from '../comparing/compare.ts'
import { bringBackPart } from '../domain/bring-back.ts'
import { gatherComparison } from '../domain/comparing.ts'
import {
  LIVE,
  copyVersion,
  getVersion,
  listVersions,
  makeVersion,
  withdrawVersion,
} from '../domain/versions.ts'
import { allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { readJson } from './request-body.ts'
import type { Context as HonoContext } from 'hono'

/** Versions of a document: made, listed, read, withdrawn, copied, and brought back in part. */
export function versionRoutes() {
  return new Hono<Entry>()
    .get('/documents/:id/versions', allowOn('seeVersions'), async (c) =>
      c.json(await listVersions(c.var.ctx, parameter(c, 'id'))),
    )
    .post('/documents/:id/versions', allowOn('makeVersion'), async (c) => {
      const request = await readJson(c, makeVersionRequest)
      return c.json(await makeVersion(c.var.ctx, parameter(c, 'id'), request), 201)
    })
    .get('/documents/:id/versions/:version', allowOn('seeVersions'), async (c) => {
      const { documentId, versionId } = named(c)
      const { summary, frozen } = await getVersion(c.var.ctx, documentId, versionId)
      return c.json({ summary, body: frozen.body } satisfies VersionResponse)
    })
    .post('/documents/:id/versions/:version/withdrawal', allowOn('withdrawVersion'), async (c) => {
      const request = await readJson(c, withdrawVersionRequest)
      return c.json(await withdrawVersion(c.var.ctx, named(c), request))
    })
    .post('/documents/:id/versions/:version/copy', allowOn('copyVersion'), async (c) => {
      const request = await readJson(c, copyVersionRequest)
      return c.json(await copyVersion(c.var.ctx, named(c), request), 201)
    })
    .get('/documents/:id/compare', allowOn('seeVersions'), async (c) => {
      const [before, after] = [c.req.query('before') ?? '', c.req.query('after') ?? LIVE]
      const id = parameter(c, 'id')
      const { title, job, ...sides } = await gatherComparison(c.var.ctx, { id, before, after })
      const comparison = await compareInWorker(job, { signal: c.req.raw.signal })
      return c.json({ title, ...sides, comparison } satisfies CompareResponse)
    })
    .post('/documents/:id/bring-back', allowOn('bringBack'), async (c) => {
      const request = await readJson(c, bringBackRequest)
      return c.json(await bringBackPart(c.var.ctx, parameter(c, 'id'), request))
    })
}

function named(c: HonoContext<Entry>): { documentId: string; versionId: string } {
  return { documentId: parameter(c, 'id'), versionId: parameter(c, 'version') }
}
