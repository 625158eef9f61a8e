/** Comma separated values as RFC 4180 has them, read with the tolerance that spreadsheets need. */

const SEPARATORS = [',', ';', '\t']

/** With a byte order mark, so that Excel takes it for UTF-8, and lines that end in CR LF. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`
}

function quoted(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

export interface CsvLimits {
  rows: number
  columns: number
}

/**
 * Reads rows of cells. The separator (comma, semicolon or tab) is the one that parts the first row
 * into most cells. A quote inside an unquoted cell is a letter; a quote that is never closed ends
 * with the text. Null when there are more rows or columns than the limits allow.
 */
export function readCsv(text: string, limits: CsvLimits): string[][] | null {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text
  const separator = separatorOf(body)
  const rows: string[][] = []
  let at = 0
  while (at < body.length) {
    const { cells, end } = readRow(body, at, { separator, most: limits.columns })
    if (cells.length > limits.columns || rows.length === limits.rows) return null
    rows.push(cells)
    at = end
  }
  return rows
}

/** The cells of the row that begins at `start`; it stops early once there are more than `most`. */
function readRow(
  text: string,
  start: number,
  { separator, most }: { separator: string; most: number },
): { cells: string[]; end: number } {
  const cells: string[] = []
  let at = start
  for (;;) {
    const { cell, end } =
      text[at] === '"' ? readQuoted(text, at, separator) : readPlain(text, at, separator)
    cells.push(cell)
    at = end
    if (text[at] !== separator || cells.length > most) break
    at += 1
  }
  if (text[at] === '\r') at += 1
  if (text[at] === '\n') at += 1
  return { cells, end: at }
}

function readPlain(text: string, start: number, separator: string): { cell: string; end: number } {
  let end = start
  while (end < text.length && !isEnd(text[end], separator)) end += 1
  return { cell: text.slice(start, end), end }
}

/** What stands between a closing quote and the next separator is kept, as spreadsheets do. */
function readQuoted(text: string, start: number, separator: string): { cell: string; end: number } {
  const parts: string[] = []
  let at = start + 1
  for (;;) {
    const close = text.indexOf('"', at)
    if (close === -1) return { cell: parts.join('') + text.slice(at), end: text.length }
    parts.push(text.slice(at, close))
    at = close + 1
    if (text[at] !== '"') break
    parts.push('"')
    at += 1
  }
  const rest = readPlain(text, at, separator)
  return { cell: parts.join('') + rest.cell, end: rest.end }
}

function isEnd(letter: string | undefined, separator: string): boolean {
  return letter === separator || letter === '\n' || letter === '\r'
}

function separatorOf(text: string): string {
  let [best, most] = [',', 1]
  for (const separator of SEPARATORS) {
    const { length } = readRow(text, 0, { separator, most: 1000 }).cells
    if (length > most) [best, most] = [separator, length]
  }
  return best
}
