/** What a picture is by its first bytes, and how large; null for what no format can show. */
export interface PictureKind {
  type: 'png' | 'jpg' | 'gif' | 'webp'
  mediaType: string
  /** In pixels; 0 where the file does not say. */
  width: number
  height: number
}

export function pictureKind(bytes: Uint8Array): PictureKind | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  if (head.startsWith('\x89PNG\r\n\x1a\n')) {
    const isWhole = bytes.length >= 24
    return {
      type: 'png',
      mediaType: 'image/png',
      width: isWhole ? view.getUint32(16) : 0,
      height: isWhole ? view.getUint32(20) : 0,
    }
  }
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) {
    const isWhole = bytes.length >= 10
    return {
      type: 'gif',
      mediaType: 'image/gif',
      width: isWhole ? view.getUint16(6, true) : 0,
      height: isWhole ? view.getUint16(8, true) : 0,
    }
  }
  if (head.startsWith('\xff\xd8\xff')) {
    return { type: 'jpg', mediaType: 'image/jpeg', ...jpegSize(view) }
  }
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') {
    return { type: 'webp', mediaType: 'image/webp', width: 0, height: 0 }
  }
  return null
}

/** The first frame of a JPEG says its size; segments before it are stepped over. */
function jpegSize(view: DataView): { width: number; height: number } {
  let at = 2
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += 2 + view.getUint16(at + 2)
  }
  return { width: 0, height: 0 }
}
