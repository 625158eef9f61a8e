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
      pictureAddress: (content) => asDataAddress(exported.pictures.get(content)),
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
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
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

function asDataAddress(bytes: Uint8Array | undefined): string | null {
  const kind = bytes === undefined ? null : pictureKind(bytes)
  if (bytes === undefined || kind === null) return null
  return `data:${kind.mediaType};base64,${Buffer.from(bytes).toString('base64')}`
}
