import type { Mark, Node } from '@tiptap/pm/model'
import { isSafeLink } from '../../shared/schema/marks.ts'
import { escapeMarkdown } from './markdown-writing.ts'
import type { Place } from './markdown-writing.ts'

const MARKS: Record<string, readonly [before: string, after: string]> = {
  bold: ['**', '**'],
  italic: ['*', '*'],
  strike: ['~~', '~~'],
  underline: ['<u>', '</u>'],
  superscript: ['<sup>', '</sup>'],
  subscript: ['<sub>', '</sub>'],
}

/** The words of a block, in one line apart from breaks somebody typed. */
export function writeInline(parent: Node, { start, writing }: Place): string {
  let line = ''
  parent.forEach((node, offset) => {
    if (node.isText) line += writeText(node.text ?? '', node.marks)
    else if (node.type.name === 'hardBreak') line += '\\\n'
    else if (node.type.name === 'footnote') {
      line += `[^${writing.footnoteAt.get(start + offset) ?? ''}]`
    } else line += `*(a part of a newer version, ${escapeMarkdown(String(node.attrs['name']))})*`
  })
  return line
}

function writeText(text: string, marks: readonly Mark[]): string {
  // By hand: a pattern with a lazy middle takes the square of a long run of spaces.
  const words = text.trim()
  const before = text.slice(0, text.length - text.trimStart().length)
  const after = text.slice(text.trimEnd().length)
  // Markdown does not see a mark that has white space on its inner side.
  if (words === '') return oneLine(text)
  const marked = marks.reduce((inside, mark) => writeMark(inside, mark), escapeMarkdown(words))
  return oneLine(before) + marked + oneLine(after)
}

/** A line feed would begin another block. */
function oneLine(blanks: string): string {
  return blanks.replace(/[\n\r\u2028\u2029]+/g, ' ')
}

function writeMark(inside: string, mark: Mark): string {
  const href: unknown = mark.attrs['href']
  if (mark.type.name === 'link') {
    return isSafeLink(href)
      ? `[${inside}](<${href.trim().replace(/[<>\s\\]/g, encodeURIComponent)}>)`
      : inside
  }
  const [before, after] = MARKS[mark.type.name] ?? ['', '']
  return before + inside + after
}
