import type { YouSaidResponse } from '../../../shared/answers.ts'
import type { Publication } from '../../../shared/approval.ts'
import type { ConsultationState } from '../../../shared/consultations.ts'
import { dayOf } from './days.ts'
import { escapeHtml } from './escape.ts'
import { PAGE_STYLE } from './page-style.ts'
import { writeTold } from './told.ts'

/** What a page for everybody may do: show itself. */
export const PUBLIC_POLICY =
  "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Who can help, and a way to report a concern. */
export const WORRIED = '<a href="/worried">Worried about somebody?</a>'

export interface PublicConsultation {
  documentId: string
  title: string
  about: string
  state: ConsultationState
  opensOn: string
  closesOn: string
  hearBackOn: string
  who: string
  takePart: string
}

/** Who is asked just now, what is published, and what became of what people said. */
export function writePublicList({
  documents,
  consultations,
}: {
  documents: readonly { documentId: string; versions: readonly Publication[] }[]
  consultations: readonly PublicConsultation[]
}): string {
  const items = documents.flatMap(({ documentId, versions: [newest] }) =>
    newest === undefined
      ? []
      : [
          `<li><a href="/p/${documentId}/latest">${escapeHtml(newest.title)}</a> <span class="attribution">${escapeHtml(newest.label)}, ${dayOf(outSince(newest))}</span></li>`,
        ],
  )
  const list =
    items.length === 0
      ? '<p>Nothing is published yet.</p>'
      : `<ul class="list">${items.join('\n')}</ul>`
  const asked = (states: readonly ConsultationState[], write: typeof writeAsked) =>
    consultations.filter(({ state }) => states.includes(state)).map(write)
  const parts = [
    ...section('Have your say', asked(['open'], writeAsked)),
    ...section('Opening soon', asked(['planned'], writeAsked)),
    `<section aria-labelledby="documents"><h2 id="documents">Documents</h2>\n${list}</section>`,
    ...section('What became of it', asked(['closed', 'answered'], writeOver)),
  ]
  return writePage('Published documents', parts.join('\n'))
}

function section(heading: string, entries: readonly string[]): string[] {
  return entries.length === 0
    ? []
    : [`<section><h2>${heading}</h2>\n${entries.join('\n')}</section>`]
}

function writeAsked(asked: PublicConsultation): string {
  const about = asked.about === '' ? '' : `<p>${escapeHtml(asked.about)}</p>`
  const opens = asked.state === 'planned' ? `<dt>Opens</dt><dd>${dayOf(asked.opensOn)}</dd>` : ''
  return `<article class="told"><h3>${escapeHtml(asked.title)}</h3>${about}<dl><dt>Who is asked</dt><dd>${escapeHtml(asked.who)}</dd>${opens}<dt>Closes</dt><dd>${dayOf(asked.closesOn)}</dd><dt>How to take part</dt><dd>${escapeHtml(asked.takePart).replaceAll('\n', '<br>')}</dd><dt>You hear back by</dt><dd>${dayOf(asked.hearBackOn)}</dd></dl></article>`
}

function writeOver({ documentId, title, state, closesOn, hearBackOn }: PublicConsultation): string {
  const next =
    state === 'answered'
      ? `<a href="/p/${documentId}/results">Read the results</a>`
      : `Results by ${dayOf(hearBackOn)}`
  return `<article class="told"><h3>${escapeHtml(title)}</h3><p>Closed ${dayOf(closesOn)}. ${next}.</p></article>`
}

/** What became of what people said. */
export function writeResults({
  documentId,
  told,
  isAnythingKeptBack,
}: {
  documentId: string
  told: YouSaidResponse
  isAnythingKeptBack: boolean
}): string {
  const words = writeTold(told, { text: `/p/${documentId}/latest` })
  const kept = isAnythingKeptBack
    ? '<p>Answers that could tell who somebody is are not shown here.</p>'
    : ''
  const none = words === '' ? '<p>There are no answers to show.</p>' : ''
  return writePage(
    `${told.title}: you said, we did`,
    `${words}${none}${kept}\n<p><a href="/p">All published documents</a></p>`,
  )
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

/** A page for everybody that is not the text of a document. */
export function writePage(
  title: string,
  main: string,
  { className = '' }: { className?: string } = {},
): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body${className === '' ? '' : ` class="${className}"`}>
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
