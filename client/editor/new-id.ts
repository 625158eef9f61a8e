const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz'

/** A new id for a block: 16 letters and digits. Works on plain http too, unlike randomUUID. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('')
}
