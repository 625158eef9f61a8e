import type { Publication } from '../../../shared/approval.ts'
import { dayOf } from './days.ts'
import { escapeHtml } from './escape.ts'
import { PAGE_STYLE } from './page-style.ts'

/** What a page for everybody may do: show itself. */
export const PUBLIC_POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Who can help, and a way to report a concern. */
export const WORRIED = '<a href="/worried">Worried about somebody?</a>'

export function writePublicList(
  documents: readonly { documentId: string; versions: readonly Publication[] }[],
): string {
  const items = documents.flatMap(({ documentId, versions: [newest] }) =>
    newest === undefined
      ? []
      : [
          `<li><a href="/p/${documentId}/latest">${escapeHtml(newest.title)}</a> <span class="attribution">${escapeHtml(newest.label)}, ${dayOf(outSince(newest))}</span></li>`,
        ],
  )
  const list =
    items.length === 0 ? '<p>Nothing is published yet.</p>' : `<ul>${items.join('\n')}</ul>`
  return writePage('Published documents', list)
}

export function writeVersionList(documentId: string, versions: readonly Publication[]): string {
  const items = versions.map(
    (each) =>
      `<li><a href="/p/${documentId}/${each.number}">${escapeHtml(each.label)}</a> <span class="attribution">${dayOf(outSince(each))}</span></li>`,
  )
  const back = '<p><a href="/p">All published documents</a></p>'
  return writePage(versions[0]?.title ?? '', `<ul>${items.join('\n')}</ul>\n${back}`)
}

/** For what is not there, not yet there, or not there any more. */
export function writeMissingPage(isGone: boolean): string {
  return isGone
    ? writePage('This is no longer published', '<p><a href="/p">All published documents</a></p>')
    : writePage('Nothing is published here', '<p><a href="/p">All published documents</a></p>')
}

/** For whoever asks faster than anybody reads. */
export function writeBusyPage(): string {
  return writePage('Please wait a minute', '<p>Too many pages were asked for at once.</p>')
}

function writePage(title: string, main: string): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${main}
</main>
<footer><p>${WORRIED}</p></footer>
</body>
</html>
`
}

function outSince({ from, publishedAt }: Publication): string {
  const day = publishedAt.slice(0, 10)
  return from !== null && from > day ? from : day
}
