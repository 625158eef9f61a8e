import { Hono } from 'hono'
import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import type { Adoption } from '../../shared/adoption.ts'
import { Refusal } from '../../shared/refusals.ts'
import { readAdoptions } from '../domain/adoptions.ts'
import type { PublicAdoptions } from '../domain/adoptions.ts'
import { PUBLIC_FILES } from '../domain/approval-record.ts'
import type { PublicFile } from '../domain/approval-record.ts'
import type { Context } from '../domain/context.ts'
import { listAnnounced, readResults } from '../domain/public-consultations.ts'
import { filePublished } from '../domain/public-files.ts'
import {
  findPublic,
  findPublication,
  fingerprint,
  listPublic,
  readPublic,
  readPublicPicture,
} from '../domain/public-reading.ts'
import { writeAdoption, writePoster, writeRegister } from '../exports/html/adoption-pages.ts'
import { fillLiveParts } from '../exports/html/public-live.ts'
import {
  PUBLIC_POLICY,
  writeBusyPage,
  writeMissingPage,
  writePublicList,
  writeResults,
  writeVersionList,
} from '../exports/html/public-pages.ts'
import { pictureKind } from '../exports/pictures.ts'
import { EXPORTS, writeExport } from '../exports/index.ts'
import { attachment } from './attachment.ts'
import { allowAnybody, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import type { Limiter } from './limits.ts'

/** What is published, for everybody: no script, no sign-in, nothing of drafts. */
export function publicRoutes(
  world: Pick<Context, 'store' | 'now' | 'newId'> & { publicUrl: URL | null },
) {
  async function adoptionIn(c: HonoContext<Entry>): Promise<[PublicAdoptions, Adoption] | null> {
    const register = await readAdoptions(world, parameter(c, 'document'))
    const adoption = register?.adoptions.find(({ id }) => id === parameter(c, 'adoption'))
    return register === null || adoption === undefined ? null : [register, adoption]
  }
  return new Hono<Entry>()
    .get('/p', allowAnybody(), async (c) =>
      answer(
        c,
        writePublicList({
          documents: await listPublic(world),
          consultations: await listAnnounced(world),
        }),
      ),
    )
    .get('/p/:document', allowAnybody(), async (c) => {
      const found = await findPublic(world, parameter(c, 'document'))
      if (found === null) return missing(c, null)
      return answer(c, writeVersionList(found.documentId, found.versions))
    })
    .get('/p/:document/results', allowAnybody(), async (c) => {
      const found = await readResults(world, parameter(c, 'document'))
      return found === null ? missing(c, null) : answer(c, writeResults(found))
    })
    .get('/p/:document/adopted', allowAnybody(), async (c) => {
      const found = await readAdoptions(world, parameter(c, 'document'))
      return found === null ? missing(c, null) : answer(c, writeRegister(found))
    })
    .get('/p/:document/adopted/:adoption', allowAnybody(), async (c) => {
      const found = await adoptionIn(c)
      return found === null ? missing(c, null) : answer(c, writeAdoption(...found))
    })
    .get('/p/:document/adopted/:adoption/poster', allowAnybody(), async (c) => {
      const found = await adoptionIn(c)
      if (found === null) return missing(c, null)
      const [{ documentId }, { id }] = found
      const origin = world.publicUrl?.origin ?? new URL(c.req.url).origin
      return answer(c, writePoster(...found, `${origin}/p/${documentId}/adopted/${id}`))
    })
    .get('/p/:document/:number', allowAnybody(), async (c) => {
      const place = placeIn(c)
      const found = await readPublic(world, place)
      if (found === null || found === 'gone') return missing(c, found)
      const { html, publication, newest, progress, adopted, quotes } = found
      const { number, files } = publication
      return answer(
        c,
        fillLiveParts(html, {
          documentId: place.documentId,
          number,
          newest,
          progress,
          adopted,
          files,
          quotes,
        }),
      )
    })
    .get('/p/:document/:number/:file', allowAnybody(), async (c) => {
      const place = placeIn(c)
      const format = fileIn(parameter(c, 'file'))
      const found = await findPublication(world, place)
      if (found === null || found === 'gone') return missing(c, found)
      if (format === null) {
        const picture = await readPublicPicture(world, found, parameter(c, 'file'))
        const kind = picture === null ? null : pictureKind(picture)
        if (picture === null || kind === null) return missing(c, null)
        const headers = { 'content-type': kind.mediaType, 'cache-control': 'no-cache' }
        return c.body(new Uint8Array(picture), 200, headers)
      }
      const { publication } = found
      const bytes = await filePublished(
        world,
        { documentId: place.documentId, publication },
        { format, write: (name, document) => writeExport(name, document) },
      )
      if (bytes === null) return missing(c, null)
      const { mediaType, extension } = EXPORTS[format]
      const name = `${publication.title} – Version ${publication.number}.${extension}`
      return c.body(new Uint8Array(bytes), 200, {
        'content-type': mediaType,
        'cache-control': 'no-cache',
        'content-disposition': attachment(name),
      })
    })
}

/** Nobody reads so fast as a program that takes everything at once. */
export function limitReaders(
  limiter: Limiter,
  addressOf: (c: HonoContext<Entry>) => string,
): MiddlewareHandler<Entry> {
  return async (c, next) => {
    try {
      limiter.take('readers', addressOf(c))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return c.body(writeBusyPage(), 429, { ...HEADERS, ...UNKEPT, 'retry-after': '60' })
    }
    return next()
  }
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': PUBLIC_POLICY,
}

/** Neither kept by browsers nor found by machines that search. */
const UNKEPT = { 'cache-control': 'no-store', 'x-robots-tag': 'noindex' }

function placeIn(c: HonoContext<Entry>) {
  return { documentId: parameter(c, 'document'), number: parameter(c, 'number') }
}

function fileIn(name: string): PublicFile | null {
  return PUBLIC_FILES.find((format) => name === `document.${format}`) ?? null
}

/** It is asked for each time, so that what is taken down is gone at once. */
function answer(c: HonoContext<Entry>, html: string): Response {
  const etag = `"${fingerprint(html)}"`
  const headers = { ...HEADERS, 'cache-control': 'no-cache', etag }
  return c.req.header('if-none-match') === etag
    ? c.body(null, 304, headers)
    : c.body(html, 200, headers)
}

/** Before its day, a version is as unknown as one that does not exist. */
function missing(c: HonoContext<Entry>, found: 'gone' | null): Response {
  const headers = { ...HEADERS, ...UNKEPT }
  return c.body(writeMissingPage(found === 'gone'), found === 'gone' ? 410 : 404, headers)
}
