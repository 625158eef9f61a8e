import { Hono } from 'hono'
import type { ExportName } from '../../shared/export-formats.ts'
import { Refusal } from '../../shared/refusals.ts'
import { recordAudit } from '../domain/audit.ts'
import { gatherWithPapers } from '../domain/papers.ts'
import { EXPORTS, findExport, writeExport } from '../exports/index.ts'
import { attachment } from './attachment.ts'
import { allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'

/** Documents out, as files named after their title. */
export function exportRoutes() {
  return new Hono<Entry>().get('/documents/:id/export', allowOn('exportDocument'), async (c) => {
    const id = parameter(c, 'id')
    const name = findExport(c.req.query('format') ?? '')
    if (name === null) {
      const names = Object.keys(EXPORTS).join(', ')
      throw new Refusal('invalid', `Please name a format, one of: ${names}.`)
    }
    const version = c.req.query('version') ?? null
    const document = await gatherWithPapers(c.var.ctx, id, {
      version,
      since: name === 'docx' || name === 'pdf' ? (c.req.query('since') ?? null) : null,
      hasComments: name === 'docx' && c.req.query('comments') === 'yes',
      isPack: name === 'zip',
    })
    const bytes = await writeExport(name, document, { signal: c.req.raw.signal })
    await recordAudit(c.var.ctx, {
      did: 'document.exported',
      about: { document: id, format: name, ...(version !== null && { version }) },
    })
    return c.body(new Uint8Array(bytes), 200, fileHeaders(name, document))
  })
}

/** What a file is, and what it is called. */
export function fileHeaders(
  name: ExportName,
  document: { title: string; label: string | null },
): Record<string, string> {
  const { mediaType, extension } = EXPORTS[name]
  return {
    'content-type': isText(mediaType) ? `${mediaType}; charset=utf-8` : mediaType,
    'content-disposition': attachment(`${nameOf(document)}.${extension}`),
  }
}

/** "Harbour plan – Version 2.2", so that files of several versions can lie side by side. */
function nameOf({ title, label }: { title: string; label: string | null }): string {
  const number = / – (Version [\d.]+)$/.exec(label ?? '')?.[1]
  return number === undefined ? title : `${title} – ${number}`
}

function isText(mediaType: string): boolean {
  return mediaType.startsWith('text/') || mediaType === 'application/json'
}
