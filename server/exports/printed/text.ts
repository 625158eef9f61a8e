/** Text that any format can hold: without control characters and halves of characters. */
export function textOf(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return ''
  return (
    String(value)
      // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/\p{Surrogate}/gu, '\ufffd')
  )
}

/** The same in one line, for titles and labels. */
export function lineOf(value: unknown): string {
  return textOf(value).replace(/\s+/g, ' ').trim()
}
