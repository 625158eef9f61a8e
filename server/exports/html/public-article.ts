import { VERBS, outcomeInWords, settledBy } from '../../../shared/approval.ts'
import type { ApprovalRoute } from '../../../shared/approval.ts'
import type { YouSaidResponse } from '../../../shared/answers.ts'
import type { Term } from '../../../shared/consultations.ts'
import type { ExportedDocument } from '../export-format.ts'
import { writeArticlePage } from '../html.ts'
import type { PageSection } from '../html.ts'
import { dayOf } from './days.ts'
import { escapeHtml } from './escape.ts'
import { markFor } from './public-live.ts'
import { WORRIED } from './public-pages.ts'
import { markAsked, writeTold } from './told.ts'

export interface PublicText {
  document: ExportedDocument
  documentId: string
  number: string
  summary: string
  /** Comments that have no answer as it is published, and why it is. */
  unanswered: { count: number; reason: string }
  route: ApprovalRoute
  told: YouSaidResponse
  terms: readonly Term[]
  actions: ReadonlyMap<string, readonly string[]>
}

/**
 * A published version: no script, no column that is not for the public. What changes afterwards has
 * its mark, and is filled in when somebody reads it: see public-live.ts.
 */
export function writePublicPage(text: PublicText): string {
  const { document, documentId, number, summary, unanswered, route, told, terms, actions } = text
  const lines = summary.split(/\n+/).filter((line) => line.trim() !== '')
  const short =
    lines.length === 0
      ? ''
      : `<section class="callout" aria-labelledby="short"><h2 id="short">In short</h2>${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}</section>\n`
  return writeArticlePage(document, {
    isPublic: true,
    pictureAt: (name) => `/p/${documentId}/${number}/${name}`,
    askedAt: markAsked(told),
    nav: '<nav aria-label="Published documents"><a href="/p">All published documents</a></nav>',
    lead: `${markFor.newer}${short}${actions.size === 0 ? '' : markFor.counts}`,
    sections: [
      ...termsSection(terms),
      ...toldSection(told, unanswered),
      decidedSection(route),
      filesSection(documentId, number),
      versionsSection(documentId, number),
    ],
    foot: `<p>${WORRIED}</p>`,
    ...(actions.size > 0 && {
      extraColumn: {
        heading: 'How it is getting on',
        cell: (row) => markFor.progress(actions.get(row) ?? []),
      },
    }),
  })
}

function termsSection(terms: readonly Term[]): PageSection[] {
  if (terms.length === 0) return []
  const html = terms.map(
    ({ term, means }) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(means)}</dd>`,
  )
  return [
    { anchor: 'words', heading: 'Words explained', html: `<dl class="told">${html.join('')}</dl>` },
  ]
}

function toldSection(told: YouSaidResponse, unanswered: PublicText['unanswered']): PageSection[] {
  const html =
    writeTold(told, { quote: markFor.quote }) + wentOn('When this was published', unanswered)
  return html === '' ? [] : [{ anchor: 'you-said', heading: 'You said, we did', html }]
}

/** Why something went on although people waited for an answer. */
function wentOn(when: string, { count, reason }: PublicText['unanswered']): string {
  if (count === 0) return ''
  const many = count === 1 ? '1 comment had' : `${count} comments had`
  return `<p>${when}, ${many} no answer. Why it went on: ${escapeHtml(reason)}</p>`
}

function decidedSection(route: ApprovalRoute): PageSection {
  const decided = route.steps.flatMap((step) => {
    const decision = settledBy(step)
    if (decision === null) return []
    const minute = decision.minute === '' ? '' : `, minute ${decision.minute}`
    const day = dayOf(decision.at)
    const words = `${step.body} – ${VERBS[step.verb]}: ${outcomeInWords(step.verb, decision.outcome)}, ${day}${minute}`
    const own = step.isInOwnWords
      ? `<blockquote>${escapeHtml(decision.reason).replaceAll('\n', '<br>')}</blockquote>`
      : ''
    return [`<li>${escapeHtml(words)}${own}</li>`]
  })
  return {
    anchor: 'decided',
    heading: 'How it was decided',
    html: `<ul>${decided.join('')}</ul>${wentOn('When it was sent out', route.unanswered)}`,
  }
}

function filesSection(documentId: string, number: string): PageSection {
  const at = `/p/${documentId}/${number}/document`
  return {
    anchor: 'files',
    heading: 'Take it away',
    html: `<ul><li><a href="${at}.docx">Word file</a>${markFor.size('docx')}</li><li><a href="${at}.pdf">PDF, tagged so that it can be read aloud</a>${markFor.size('pdf')}</li></ul>`,
  }
}

function versionsSection(documentId: string, number: string): PageSection {
  return {
    anchor: 'versions',
    heading: 'Other versions',
    html: `<p>This is version ${escapeHtml(number)}. It stays at this address.</p>
<ul><li><a href="/p/${documentId}/latest">The newest version</a></li><li><a href="/p/${documentId}">All versions</a></li></ul>${markFor.adopted}`,
  }
}
