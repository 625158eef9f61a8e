/** RFC 6266: the name in full for browsers of today, and without its letters beyond ASCII. */
export function attachment(fileName: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  const name = fileName.replace(/[\u0000-\u001f\u007f/\\:*?"<>|\u202a-\u202e\u2066-\u2069]/g, ' ')
  const tidy = name
    .replace(/\p{Surrogate}/gu, '') // half a character
    .replace(/\s+/g, ' ')
    .trim()
  // Once more without the signs of a path: wide forms of them become plain ones here.
  const plain = tidy
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["%/\\]/g, '')
  const encoded = encodeURIComponent(tidy).replace(/['()*]/g, percentEncoded)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/** Characters that encodeURIComponent leaves although RFC 8187 does not allow them. */
function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
