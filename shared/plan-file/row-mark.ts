/**
 * What stands in the last column of a file: the id of the row, and a short mark of each cell as it
 * left, so that what was changed in the file is told from what was changed in the document since.
 */
export interface RowMark {
  id: string
  /** True if the column had this text when the file was made; null if the file does not say. */
  hadText(key: string, text: string): boolean | null
}

export function rowMark(id: string, words: ReadonlyMap<string, string>): string {
  if (/^\d*$/.test(id)) return '' // a row of another program, without an id
  return `${id}/${[...words].map(([key, text]) => markOf(key, text)).join('.')}`
}

/** Null for a row without an id: a new one. */
export function readRowMark(cell: string): RowMark | null {
  const [id = '', marks] = cell.trim().split('/')
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) return null
  const known = marks === undefined ? null : new Set(marks.split('.'))
  return { id, hadText: (key, text) => known?.has(markOf(key, text)) ?? null }
}

/** FNV-1a over the letters, 6 signs: enough to tell two states of one cell apart. */
function markOf(key: string, text: string): string {
  let hash = 0x811c9dc5
  for (const letter of `${key}\n${text}`) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0
  }
  return (hash >>> 0).toString(36).padStart(6, '0').slice(-6)
}
