import { Refusal } from '../../shared/refusals.ts'
import type { Context } from './context.ts'

export const IMAGE_BYTES = 8 * 1024 * 1024

export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'

/** Keeps a picture and answers its SHA-256. The bytes decide what it is, not its name. */
export async function storeImage(ctx: Context, bytes: Uint8Array): Promise<string> {
  if (bytes.length > IMAGE_BYTES) {
    throw new Refusal('too_large', 'A picture may have at most 8 MB.')
  }
  if (imageType(bytes) === null) {
    throw new Refusal('unreadable_file', 'Please use a PNG, JPEG, GIF or WebP picture.')
  }
  return ctx.store.contents.put(bytes)
}

/** A kept picture; null where there is none. Other kept files are never given out this way. */
export async function findImage(
  ctx: Context,
  hash: string,
): Promise<{ bytes: Uint8Array; type: ImageType } | null> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return null
  const bytes = await ctx.store.contents.read(hash)
  const type = bytes === null ? null : imageType(bytes)
  return bytes === null || type === null ? null : { bytes, type }
}

/** Tells a picture by its first bytes; null for anything else, SVG included (it can run scripts). */
export function imageType(bytes: Uint8Array): ImageType | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif'
  if (head.startsWith('RIFF') && head.slice(8) === 'WEBP') return 'image/webp'
  return null
}
