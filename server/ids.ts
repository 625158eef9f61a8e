import { randomBytes } from 'node:crypto'

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz'

/** A new unguessable id: 16 characters of [0-9a-z], 82 bits. */
export function createId(): string {
  let id = ''
  while (id.length < 16) {
    for (const byte of randomBytes(24)) {
      // 252 is the last multiple of 36 in a byte: bytes above it would favour some letters.
      if (byte < 252 && id.length < 16) id += LETTERS[byte % 36]
    }
  }
  return id
}
