/** A key that makes a repeated request one: 22 unguessable letters. Works on plain http too. */
export function newKey(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const bytes = crypto.getRandomValues(new Uint8Array(22))
  return Array.from(bytes, (byte) => letters[byte % 64]).join('')
}
