import type { PrintedDocument } from '../printed/blocks.ts'
import { escapeHtml } from './escape.ts'
import { plainWords } from './inlines.ts'
import { HtmlWriter, writeFootnotes } from './writer.ts'
import type { Contents, HtmlSurroundings } from './writer.ts'

export interface HtmlArticle {
  /** Up to the title: it comes first, whatever else the page has before the text. */
  opening: string
  /** Rules of the page's style that are of this text. */
  style: string
  /** A list of links to the headings; '' where there are too few to need one. */
  contents: string
  /** The rest of the text, and the footnotes. */
  article: string
}

const FEWEST_HEADINGS = 3
const COVER_BLOCKS = 6

/**
 * The text of a document as semantic HTML that needs neither a script nor a style, for files and for
 * published pages alike. Everything that people wrote is escaped; links are only of safe kinds.
 */
export function renderArticle(
  document: PrintedDocument,
  around: HtmlSurroundings,
  more: readonly { anchor: string; heading: string }[] = [],
): HtmlArticle {
  const writer = new HtmlWriter(around)
  const at = titleAt(document, around.title)
  const opening = writer.blocks(document.blocks.slice(0, at + 1))
  const text = writer.blocks(document.blocks.slice(at + 1))
  return {
    opening: at < 0 ? `<h1>${escapeHtml(around.title)}</h1>` : opening,
    style: writer.styles.join(''),
    contents: renderContents(writer.contents, more),
    article: `${text}\n${writeFootnotes(document)}`,
  }
}

/** True if the text has its own title near its beginning, below a date or a name at most. */
export function hasTitle(document: PrintedDocument, title: string): boolean {
  return titleAt(document, title) >= 0
}

function titleAt({ blocks }: PrintedDocument, title: string): number {
  return blocks
    .slice(0, COVER_BLOCKS)
    .findIndex(
      (block) =>
        block.kind === 'heading' &&
        (block.level === 1 || plainWords(block.inlines) === title.trim()),
    )
}

function renderContents(
  all: readonly Contents[],
  more: readonly { anchor: string; heading: string }[],
): string {
  const after = more.map(({ anchor, heading }) => ({
    anchor,
    level: 2,
    number: '',
    words: heading,
  }))
  const shown = [...all.filter(({ level }) => level === 2 || level === 3), ...after]
  if (shown.length < FEWEST_HEADINGS) return ''
  const items = shown.map(
    ({ anchor, level, number, words }) =>
      `<li class="level-${level}"><a href="#${anchor}">${escapeHtml(`${number} ${words}`.trim())}</a></li>`,
  )
  return `<nav class="contents" aria-labelledby="contents"><h2 id="contents">Contents</h2><ul>${items.join('')}</ul></nav>`
}
