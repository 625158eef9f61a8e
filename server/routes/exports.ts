import { Hono } from 'hono'
import { Refusal } from '../../shared/refusals.ts'
import { recordAudit } from '../domain/audit.ts'
import { gatherDocument } from '../domain/exports.ts'
import { EXPORTS, findExport, writeExport } from '../exports/index.ts'
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
    const document = await gatherDocument(c.var.ctx, id, {
      version,
      since: name === 'docx' ? (c.req.query('since') ?? null) : null,
      hasComments: name === 'docx' && c.req.query('comments') === 'yes',
      isPack: name === 'zip',
    })
    const bytes = await writeExport(name, document, { signal: c.req.raw.signal })
    await recordAudit(c.var.ctx, {
      did: 'document.exported',
      about: { document: id, format: name, ...(version !== null && { version }) },
    })
    const { mediaType, extension } = EXPORTS[name]
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': isText(mediaType) ? `${mediaType}; charset=utf-8` : mediaType,
      'content-disposition': attachment(`${nameOf(document)}.${extension}`),
    })
  })
}

/** "Harbour plan – Version 2.2", so that files of several versions can lie side by side. */
function nameOf({ title, label }: { title: string; label: string | null }): string {
  const number = / – (Version [\d.]+)$/.exec(label ?? '')?.[1]
  return number === undefined ? title : `${title} – ${number}`
}

function isText(mediaType: string): boolean {
  return mediaType.startsWith('text/') || mediaType === 'application/json'
}

/** RFC 6266: the name in full for browsers of today, and without its letters beyond ASCII. */
function attachment(fileName: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  const name = fileName.replace(/[\u0000-\u001f\u007f/\\:*?"<>|\u202a-\u202e\u2066-\u2069]/g, ' ')
  const tidy = name
    .replace(/\p{Surrogate}/gu, '') // half a character
    .replace(/\s+/g, ' ')
    .trim()
  // Once more without the signs of a path: wide forms of them become plain ones here.
  const plain = tidy
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["%/\\]/g, '')
  const encoded = encodeURIComponent(tidy).replace(/['()*]/g, percentEncoded)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/** Characters that encodeURIComponent leaves although RFC 8187 does not allow them. */
function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
