import { Hono } from 'hono'
import type { Context as HonoContext } from 'hono'
import { Refusal } from '../../shared/refusals.ts'
import { writeSheetRequest } from '../../shared/whats-changed.ts'
import { sheetAsDocument } from '../../shared/whats-changed-document.ts'
import { youSaidAsDocument } from '../../shared/you-said-document.ts'
import { youSaidWeDid } from '../domain/answers.ts'
import { readSheet, writeSheet } from '../domain/whats-changed.ts'
import { findExport, writeExport } from '../exports/index.ts'
import { allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { fileHeaders } from './exports.ts'
import { readJson } from './request-body.ts'

const FORMATS = ['docx', 'pdf', 'html']

/** The What’s Changed sheet: read, written, taken away. */
export function whatsChangedRoutes() {
  return new Hono<Entry>()
    .get('/documents/:id/whats-changed', allowOn('readComments'), async (c) =>
      c.json(await readSheet(c.var.ctx, parameter(c, 'id'))),
    )
    .put('/documents/:id/whats-changed', allowOn('answerComments'), async (c) =>
      c.json(await writeSheet(c.var.ctx, parameter(c, 'id'), await readJson(c, writeSheetRequest))),
    )
    .get('/documents/:id/whats-changed/file', allowOn('exportDocument'), async (c) => {
      const sheet = await readSheet(c.var.ctx, parameter(c, 'id'))
      return answerFile(c, `What’s Changed: ${sheet.title}`, sheetAsDocument(sheet))
    })
    .get('/documents/:id/you-said/file', allowOn('exportDocument'), async (c) => {
      const said = await youSaidWeDid(c.var.ctx, parameter(c, 'id'))
      return answerFile(c, `You said, we did: ${said.title}`, youSaidAsDocument(said))
    })
}

/** A document that is made to be taken away. */
async function answerFile(
  c: HonoContext<Entry>,
  title: string,
  body: ReturnType<typeof sheetAsDocument>,
): Promise<Response> {
  const name = findExport(c.req.query('format') ?? '')
  if (name === null || !FORMATS.includes(name)) {
    throw new Refusal('invalid', `Please name a format, one of: ${FORMATS.join(', ')}.`)
  }
  const document = {
    title,
    body,
    label: null,
    date: c.var.ctx.now().toISOString().slice(0, 10),
    pictures: new Map<string, Uint8Array>(),
    threads: [],
    since: null,
    attachments: new Map<string, Uint8Array>(),
  }
  const bytes = await writeExport(name, document, { signal: c.req.raw.signal })
  return c.body(new Uint8Array(bytes), 200, fileHeaders(name, document))
}
