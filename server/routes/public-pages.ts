import { Hono } from 'hono'
import type { Context as HonoContext } from 'hono'
import type { Context } from '../domain/context.ts'
import { findPublic, listPublic, readPublic } from '../domain/publishing.ts'
import {
  PUBLIC_POLICY,
  writeMissingPage,
  writePublicList,
  writeVersionList,
} from '../exports/html/public-pages.ts'
import { allowAnybody, parameter } from './entry.ts'
import type { Entry } from './entry.ts'

/** What is published, for everybody: no script, no sign-in, nothing of drafts. */
export function publicRoutes(world: Pick<Context, 'store' | 'now'>) {
  return new Hono<Entry>()
    .get('/p', allowAnybody(), async (c) => answer(c, writePublicList(await listPublic(world))))
    .get('/p/:document', allowAnybody(), async (c) => {
      const found = await findPublic(world, parameter(c, 'document'))
      if (found === null) return missing(c, null)
      return answer(c, writeVersionList(found.documentId, found.versions))
    })
    .get('/p/:document/:number', allowAnybody(), async (c) => {
      const [documentId, number] = [parameter(c, 'document'), parameter(c, 'number')]
      const found = await readPublic(world, { documentId, number })
      if (found === null || found === 'gone') return missing(c, found)
      // It is asked for each time, so that what is taken down is gone at once.
      const headers = { ...HEADERS, 'cache-control': 'no-cache', etag: `"${found.hash}"` }
      return c.req.header('if-none-match') === headers.etag
        ? c.body(null, 304, headers)
        : c.body(new Uint8Array(found.bytes), 200, headers)
    })
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': PUBLIC_POLICY,
}

function answer(c: HonoContext<Entry>, html: string): Response {
  return c.body(html, 200, { ...HEADERS, 'cache-control': 'no-cache' })
}

/** Before its day, a version is as unknown as one that does not exist. */
function missing(c: HonoContext<Entry>, found: 'gone' | null): Response {
  const headers = { ...HEADERS, 'cache-control': 'no-store', 'x-robots-tag': 'noindex' }
  return c.body(writeMissingPage(found === 'gone'), found === 'gone' ? 410 : 404, headers)
}
