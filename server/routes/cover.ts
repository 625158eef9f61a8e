import { Hono } from 'hono'
import type { Context as HonoContext } from 'hono'
import {
  aboutRequest,
  decideRecommendationsRequest,
  writeReportRequest,
} from '../../shared/cover/cover-report.ts'
import type { ShownText } from '../../shared/cover/cover-report.ts'
import { coverTemplate } from '../../shared/cover/cover-template.ts'
import { EMPTY_DIRECTORY } from '../../shared/reading/directory.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { DocumentJson } from '../../shared/schema/document-json.ts'
import { compareInWorker } from '../comparing/compare.ts'
import { recordAudit } from '../domain/audit.ts'
import { decideRecommendations } from '../domain/cover-decisions.ts'
import {
  changeTemplate,
  describeReport,
  describeTemplate,
  fillReport,
  listOnTheirWay,
  rebindReport,
  submitReport,
  writeReport,
} from '../domain/cover-reports.ts'
import type { CompareTexts } from '../domain/cover-sources.ts'
import type { DocumentToExport } from '../domain/exports.ts'
import { gatherDecisionRecord, gatherReport } from '../domain/papers.ts'
import { findExport, writeExport } from '../exports/index.ts'
import { allow, allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { fileHeaders } from './exports.ts'
import { readJson } from './request-body.ts'

/** Cover reports: made about a version, written, sent out, decided recommendation by recommendation. */
export function coverRoutes() {
  return new Hono<Entry>()
    .get('/cover-template', allow('setCoverTemplate'), async (c) =>
      c.json(await describeTemplate(c.var.ctx)),
    )
    .put('/cover-template', allow('setCoverTemplate'), async (c) => {
      const request = await readJson(c, coverTemplate)
      return c.json(await changeTemplate(c.var.ctx, request))
    })
    .get('/documents/:id/cover-reports', allowOn('readCoverReport'), async (c) =>
      c.json(await listOnTheirWay(c.var.ctx, parameter(c, 'id'))),
    )
    .post('/documents/:id/cover-reports', allowOn('runApproval'), async (c) => {
      const request = await readJson(c, writeReportRequest)
      const made = { request, compare: compareFor(c) }
      return c.json(await writeReport(c.var.ctx, parameter(c, 'id'), made), 201)
    })
    .get('/documents/:id/cover', allowOn('readCoverReport'), async (c) =>
      c.json(await describeReport(c.var.ctx, parameter(c, 'id'))),
    )
    .post('/documents/:id/cover/filling', allowOn('editDocument'), async (c) =>
      c.json(await fillReport(c.var.ctx, parameter(c, 'id'), compareFor(c))),
    )
    .put('/documents/:id/cover/version', allowOn('runApproval'), async (c) => {
      const request = await readJson(c, aboutRequest)
      const made = { request, compare: compareFor(c) }
      return c.json(await rebindReport(c.var.ctx, parameter(c, 'id'), made))
    })
    .post('/documents/:id/cover/submission', allowOn('runApproval'), async (c) => {
      const request = await readJson(c, aboutRequest)
      return c.json(await submitReport(c.var.ctx, parameter(c, 'id'), request), 201)
    })
    .get(
      '/documents/:id/versions/:version/cover-reports/:report',
      allowOn('readCoverReport'),
      async (c) => show(c, await gatherReport(c.var.ctx, reportOf(c))),
    )
    .get(
      '/documents/:id/versions/:version/cover-reports/:report/export',
      allowOn('readCoverReport'),
      async (c) => send(c, await gatherReport(c.var.ctx, reportOf(c))),
    )
    .post(
      '/documents/:id/versions/:version/steps/:step/recommendations',
      allowOn('decideStep'),
      async (c) => {
        const request = await readJson(c, decideRecommendationsRequest)
        const step = { ...versionOf(c), stepId: parameter(c, 'step') }
        return c.json(await decideRecommendations(c.var.ctx, step, request), 201)
      },
    )
    .get('/documents/:id/versions/:version/decisions', allowOn('readCoverReport'), async (c) =>
      show(c, await gatherDecisionRecord(c.var.ctx, versionOf(c))),
    )
    .get(
      '/documents/:id/versions/:version/decisions/export',
      allowOn('readCoverReport'),
      async (c) => send(c, await gatherDecisionRecord(c.var.ctx, versionOf(c))),
    )
}

/** Ends when whoever asked goes away. */
function compareFor(c: HonoContext<Entry>): CompareTexts {
  return (job) => compareInWorker(job, { signal: c.req.raw.signal })
}

/** Laid out as versions are, with nothing marked. */
async function show(c: HonoContext<Entry>, { title, body }: DocumentToExport): Promise<Response> {
  const json = body.toJSON() as DocumentJson // ProseMirror types its JSON as anything
  const job = { before: json, after: json, directory: EMPTY_DIRECTORY, asks: [] }
  const { blocks } = await compareInWorker(job, { signal: c.req.raw.signal })
  return c.json({ title, blocks } satisfies ShownText)
}

const FORMATS = ['docx', 'pdf', 'html', 'markdown']

async function send(c: HonoContext<Entry>, document: DocumentToExport): Promise<Response> {
  const name = findExport(c.req.query('format') ?? '')
  if (name === null || !FORMATS.includes(name)) {
    throw new Refusal('invalid', `Please name a format, one of: ${FORMATS.join(', ')}.`)
  }
  const bytes = await writeExport(name, document, { signal: c.req.raw.signal })
  await recordAudit(c.var.ctx, {
    did: 'document.exported',
    about: { document: parameter(c, 'id'), format: name, version: parameter(c, 'version') },
  })
  return c.body(new Uint8Array(bytes), 200, fileHeaders(name, document))
}

function versionOf(c: HonoContext<Entry>) {
  return { documentId: parameter(c, 'id'), versionId: parameter(c, 'version') }
}

function reportOf(c: HonoContext<Entry>) {
  return { ...versionOf(c), report: parameter(c, 'report') }
}
