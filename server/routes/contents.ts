import { Hono } from 'hono'
import type { UploadResponse } from '../../shared/api.ts'
import { Refusal } from '../../shared/refusals.ts'
import { IMAGE_BYTES, findImage, storeImage } from '../domain/images.ts'
import { allow, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { admitUpload, readBytes } from './request-body.ts'

/** Pictures in and out. What goes out can neither run nor be framed, whatever it holds. */
export function contentRoutes() {
  return new Hono<Entry>()
    .post('/images', allow('uploadImage'), admitUpload(), async (c) => {
      const bytes = await readBytes(c, IMAGE_BYTES)
      const content = await storeImage(c.var.ctx, bytes)
      return c.json({ content, sizeBytes: bytes.length } satisfies UploadResponse, 201)
    })
    .get('/contents/:hash', allow('readImage'), async (c) => {
      const image = await findImage(c.var.ctx, parameter(c, 'hash'))
      if (image === null) throw new Refusal('not_found', 'There is no such picture.')
      return c.body(new Uint8Array(image.bytes), 200, {
        'content-type': image.type,
        'content-disposition': 'inline',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, max-age=31536000, immutable',
      })
    })
}
