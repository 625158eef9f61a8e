import { Hono } from 'hono'
import type { ImportResponse } from '../../shared/api.ts'
import { importDocument, readReport } from '../domain/imports.ts'
import { readFile } from '../imports/index.ts'
import { allow, allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { FILE_BYTES, admitUpload, readBytes } from './request-body.ts'

/** Word files in, and what was read from them. Whoever goes away stops the reading. */
export function importRoutes() {
  return new Hono<Entry>()
    .post('/imports', allow('importDocument'), admitUpload(), async (c) => {
      const bytes = await readBytes(c, FILE_BYTES)
      const file = { fileName: asFileName(c.req.query('name')), bytes }
      const read = await readFile(file, { signal: c.req.raw.signal })
      const document = await importDocument(c.var.ctx, { ...read, file })
      return c.json({ document, report: read.report } satisfies ImportResponse, 201)
    })
    .get('/documents/:id/report', allowOn('readDocument'), async (c) =>
      c.json(await readReport(c.var.ctx, parameter(c, 'id'))),
    )
}

/** The last part of a path, without anything a screen or a header could trip over. */
function asFileName(name: string | undefined): string {
  const last = (name ?? '').split(/[/\\]/).at(-1) ?? ''
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  const clean = last.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim()
  return clean.slice(0, 200) || 'Document.docx'
}
