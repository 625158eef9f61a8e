import { unknownWords } from '../printed/blocks.ts'
import type { PrintedInline, PrintedMark } from '../printed/blocks.ts'
import { escapeHtml } from './escape.ts'

const TAGS: Record<PrintedMark, string> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  superscript: 'sup',
  subscript: 'sub',
}

/** The words of a line as HTML. */
export function writeInlines(inlines: readonly PrintedInline[]): string {
  return inlines.map(writeInline).join('')
}

function writeInline(inline: PrintedInline): string {
  switch (inline.kind) {
    case 'text': {
      const words = inline.marks.reduce(
        (inside, mark) => `<${TAGS[mark]}>${inside}</${TAGS[mark]}>`,
        escapeHtml(inline.text),
      )
      return inline.href === null
        ? words
        : `<a href="${escapeHtml(inline.href)}" rel="noopener nofollow">${words}</a>`
    }
    case 'break':
      return '<br>'
    case 'footnote':
      return `<sup><a id="mark-${inline.number}" href="#note-${inline.number}" aria-label="Footnote ${inline.number}">${inline.number}</a></sup>`
    case 'unknown':
      return `<em>${escapeHtml(unknownWords(inline.name))}</em>`
  }
}

/** The words alone, for contents and captions. */
export function plainWords(inlines: readonly PrintedInline[]): string {
  return inlines
    .map((inline) => (inline.kind === 'text' ? inline.text : inline.kind === 'break' ? ' ' : ''))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}
