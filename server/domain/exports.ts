import type { Node } from '@tiptap/pm/model'
import type { Context } from './context.ts'
import { readBody, requireDocument } from './documents.ts'
import { findImage } from './images.ts'

/** A document with everything it needs to leave in any format. */
export interface DocumentToExport {
  title: string
  body: Node
  label: string | null
  date: string
  pictures: Map<string, Uint8Array>
}

/** All pictures of one file together: beyond it, the rest is described in words. */
const PICTURE_BYTES = 64 * 1024 * 1024

/** The text as it is now, with its pictures. */
export async function gatherDocument(ctx: Context, id: string): Promise<DocumentToExport> {
  const { title } = (await requireDocument(ctx, id)).record
  const body = await readBody(ctx, id)
  return {
    title,
    body,
    label: null,
    date: ctx.now().toISOString().slice(0, 10),
    pictures: await gatherPictures(ctx, body),
  }
}

/** The pictures a text shows, by SHA-256; what is not kept, or is no picture, is left out. */
export async function gatherPictures(ctx: Context, body: Node): Promise<Map<string, Uint8Array>> {
  const wanted = new Set<string>()
  body.descendants((node) => {
    if (node.type.name === 'image') wanted.add(String(node.attrs['content']))
  })
  const pictures = new Map<string, Uint8Array>()
  let room = PICTURE_BYTES
  for (const hash of wanted) {
    const image = await findImage(ctx, hash)
    if (image === null || image.bytes.length > room) continue
    room -= image.bytes.length
    pictures.set(hash, image.bytes)
  }
  return pictures
}
