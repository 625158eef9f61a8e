/**
 * Text that a spreadsheet would run as a formula, made harmless with an apostrophe before it (OWASP,
 * "CSV injection"), and back. Text that begins with apostrophes before such a sign gets one more,
 * so that `fromSafeCell(asSafeCell(text))` is the text, whatever it is.
 */
const RUNS = /^'*[=+\-@\t\r\n＝＋－＠]/
const MADE_SAFE = /^'(?='*[=+\-@\t\r\n＝＋－＠])/

export function asSafeCell(text: string): string {
  return RUNS.test(text) ? `'${text}` : text
}

export function fromSafeCell(cell: string): string {
  return cell.replace(MADE_SAFE, '')
}
