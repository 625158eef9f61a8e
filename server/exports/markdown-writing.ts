import { textOf } from './printed/text.ts'

/** The numbers that are computed for the whole document, by position. */
export interface Writing {
  numberAt: ReadonlyMap<number, string>
  footnoteAt: ReadonlyMap<number, number>
}

/** Where a node is being written: `start` is the position of its first child in the document. */
export interface Place {
  start: number
  writing: Writing
}

/** Words that Markdown would take for marks of its own get a backslash; all stay in one line. */
export function escapeMarkdown(text: string): string {
  return textOf(text)
    .replace(/[\n\r\u2028\u2029]+/g, ' ')
    .replace(/[\\`*_[\]<>|~]|&(?=#?\w+;)/g, '\\$&')
}

/** The first words of a block, which Markdown could take for a list or a heading. */
export function escapeStart(text: string): string {
  return text
    .replace(/^(\s*)([#+=-])(?=[\s#=-]|$)/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2')
}
