import { headerWords } from '../../shared/page-header.ts'
import type { ExportFormat, ExportedDocument } from './export-format.ts'
import { renderArticle } from './html/article.ts'
import type { ExtraColumn } from './html/writer.ts'
import { escapeHtml } from './html/escape.ts'
import { PAGE_STYLE } from './html/page-style.ts'
import { pictureKind } from './pictures.ts'
import { printDocument } from './printed/print-document.ts'
import { lineOf } from './printed/text.ts'

/** One page that holds everything and needs no script and no network. */
export const htmlFormat: ExportFormat = {
  extension: 'html',
  mediaType: 'text/html',
  writtenIn: 'process',
  write: writePage,
}

function writePage(exported: ExportedDocument): string {
  return writeArticlePage(exported)
}

/** What a page has besides the text: markup. */
export interface PageParts {
  /** At the top of the page. */
  nav?: string
  /** Before the contents. */
  lead?: string
  /** After the text, each with its place in the contents. */
  sections?: readonly PageSection[]
  extraColumn?: ExtraColumn
  askedAt?: (place: string) => string
  /** Where a picture is that is too large to stand in the page itself; without it all do. */
  pictureAt?: ((name: string) => string) | undefined
  /** At the bottom of the page. */
  foot?: string
}

export interface PageSection {
  anchor: string
  heading: string
  html: string
}

/** A page for the public has no columns that are not for it. */
export function writeArticlePage(
  exported: ExportedDocument,
  { isPublic = false, ...parts }: PageParts & { isPublic?: boolean } = {},
): string {
  const { nav = '', lead = '', sections = [], extraColumn, askedAt, foot = '' } = parts
  const title = lineOf(exported.title)
  const label = lineOf(headerWords(exported.body, exported.label))
  const { opening, style, contents, article } = renderArticle(
    printDocument(exported.body, { isPublic }),
    {
      title,
      pictureAddress: (content) =>
        addressOf(content, exported.pictures.get(content), parts.pictureAt),
      extraColumn,
      askedAt,
    },
    sections,
  )
  const head = nav + (label === '' ? '' : `<p>${escapeHtml(label)}</p>`)
  const rest = sections.map(
    ({ anchor, heading, html }) =>
      `<section aria-labelledby="${anchor}"><h2 id="${anchor}">${escapeHtml(heading)}</h2>\n${html}</section>`,
  )
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'">
${isPublic ? NO_ICON : ''}<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}${style}</style>
</head>
<body>
${head === '' ? '' : `<header>${head}</header>\n`}<main>
${[opening, lead, contents, article, ...rest].filter((part) => part !== '').join('\n')}
</main>
${foot === '' ? '' : `<footer>${foot}</footer>\n`}</body>
</html>
`
}

/** Without it, browsers ask the server for one. */
const NO_ICON = '<link rel="icon" href="data:,">\n'

/** In bytes: a page for phones stays light, and a small picture needs no way of its own. */
const LARGEST_INSIDE = 4 * 1024

function addressOf(
  content: string,
  bytes: Uint8Array | undefined,
  pictureAt: PageParts['pictureAt'],
): string | null {
  const kind = bytes === undefined ? null : pictureKind(bytes)
  if (bytes === undefined || kind === null) return null
  if (pictureAt !== undefined && bytes.length > LARGEST_INSIDE) {
    return pictureAt(pictureName(content, kind.type))
  }
  return `data:${kind.mediaType};base64,${Buffer.from(bytes).toString('base64')}`
}

/** What a picture of a published page is called beside it. */
function pictureName(content: string, type: string): string {
  return `picture-${content}.${type}`
}
