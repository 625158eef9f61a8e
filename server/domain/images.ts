import { Refusal } from '../../shared/refusals.ts'
import type { Store } from '../storage/store.ts'
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
export async function findImage(ctx: Pick<Context, 'store'>, hash: string): Promise<Image | null> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return null
  const at = atHand.get(ctx.store) ?? new Map<string, Image>()
  atHand.set(ctx.store, at)
  const known = at.get(hash)
  if (known !== undefined) {
    at.delete(hash) // so that it is the one used last
    at.set(hash, known)
    return known
  }
  const bytes = await ctx.store.contents.read(hash)
  const type = bytes === null ? null : imageType(bytes)
  if (bytes === null || type === null) return null
  keepAtHand(at, hash, { bytes, type })
  return { bytes, type }
}

interface Image {
  bytes: Uint8Array
  type: ImageType
}

/** The store hashes what it reads, so pictures that are looked at often are kept in memory. */
const atHand = new WeakMap<Store, Map<string, Image>>()
const AT_HAND_BYTES = 32 * 1024 * 1024

function keepAtHand(at: Map<string, Image>, hash: string, image: Image): void {
  at.set(hash, image)
  let bytes = [...at.values()].reduce((sum, each) => sum + each.bytes.length, 0)
  for (const [oldest, each] of at) {
    if (bytes <= AT_HAND_BYTES) return
    at.delete(oldest)
    bytes -= each.bytes.length
  }
}

/** Tells a picture by its first bytes; null for anything else, SVG included (it can run scripts). */
function imageType(bytes: Uint8Array): ImageType | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif'
  if (head.startsWith('RIFF') && head.slice(8) === 'WEBP') return 'image/webp'
  return null
}
