import { createHash } from 'node:crypto'
import { SHAPES } from '../../../shared/delivery/statuses.ts'
import type { Status } from '../../../shared/delivery/statuses.ts'
import { dayOf } from './days.ts'
import { escapeHtml } from './escape.ts'
import { writeQuote } from './told.ts'
import type { Quote } from './told.ts'

/**
 * The marks of a published page where something stands that changes after it was published. They
 * are comments, which nothing that people write can become.
 */
export const markFor = {
  newer: '<!--newer-->',
  counts: '<!--counts-->',
  progress: (actions: readonly string[]) =>
    actions.every((id) => /^[A-Za-z0-9_-]+$/.test(id))
      ? `<!--progress ${actions.join(' ')}-->`
      : '',
  adopted: '<!--adopted-->',
  size: (format: string) => `<!--size ${format}-->`,
  /** The words themselves are not kept in the page: whoever said them may take them back. */
  quote: (quote: Quote, answer: string) => `<!--quote ${answer} ${hashOf(quote)}-->`,
}

export interface LiveParts {
  documentId: string
  number: string
  newest: string
  progress: ReadonlyMap<string, Progress>
  adopted: number | null
  files: readonly { format: string; bytes: number }[]
  /** By the id of an answer, what is quoted with it today. */
  quotes: ReadonlyMap<string, readonly Quote[]>
}

interface Progress {
  status: Status
  revised: string | null
  changedAt: string
}

/** The page as it is read today. */
export function fillLiveParts(html: string, parts: LiveParts): string {
  const found: Progress[] = []
  let actions = 0
  const filled = html
    .replace(/<!--progress ([\w -]*)-->/g, (_mark, ids: string) => {
      const all = ids.split(' ').filter((id) => id !== '')
      const known = all.map((id) => parts.progress.get(id))
      actions += all.length
      found.push(...known.filter((each) => each !== undefined))
      return writeProgress(known)
    })
    .replace(/<!--quote ([\w-]+) ([0-9a-f]{64})-->/g, (_mark, answer: string, hash: string) => {
      const quote = parts.quotes.get(answer)?.find((each) => hashOf(each) === hash)
      return quote === undefined ? '' : writeQuote(quote)
    })
    .replace(/<!--size (\w+)-->/g, (_mark, format: string) => {
      const file = parts.files.find((each) => each.format === format)
      return file === undefined ? '' : ` (${Math.max(1, Math.round(file.bytes / 1024))} kB)`
    })
  return filled
    .replace(markFor.newer, () => writeNewer(parts))
    .replace(markFor.adopted, () => writeAdopted(parts))
    .replace(markFor.counts, () => writeCounts(found, actions))
}

/** Other words than those that were checked are not shown. */
function hashOf({ voice, words }: Quote): string {
  return createHash('sha256').update(`${voice} ${words}`).digest('hex')
}

function writeNewer({ documentId, number, newest }: LiveParts): string {
  if (newest === number) return ''
  return `<p class="callout" role="note">This is an earlier version. <a href="/p/${documentId}/latest">Read the newest one, ${escapeHtml(newest)}</a>.</p>\n`
}

function writeAdopted({ documentId, adopted }: LiveParts): string {
  if (adopted === null) return ''
  const words =
    adopted === 1 ? '1 organisation has adopted it' : `${adopted} organisations have adopted it`
  return `<p><a href="/p/${documentId}/adopted">${adopted === 0 ? 'Adopt it for your organisation' : words}</a></p>`
}

function writeCounts(found: readonly Progress[], actions: number): string {
  if (found.length === 0) return ''
  const counts = new Map<string, { status: Status; count: number }>()
  for (const { status } of found) {
    const count = (counts.get(status.key)?.count ?? 0) + 1
    counts.set(status.key, { status, count })
  }
  const items = [...counts.values()].map(
    ({ status, count }) => `<li>${writeStatus(status)}: ${count}</li>`,
  )
  const silent = actions - found.length
  if (silent > 0) items.push(`<li>Nothing reported yet: ${silent}</li>`)
  const last = found.reduce(
    (latest, { changedAt }) => (changedAt > latest ? changedAt : latest),
    '',
  )
  return `<section aria-labelledby="progress"><h2 id="progress">How the actions are getting on</h2>
<ul class="counts">${items.join('')}</ul><p class="attribution">Last updated ${dayOf(last)}.</p></section>\n`
}

function writeProgress(known: readonly (Progress | undefined)[]): string {
  const lines = known.map((each, index) => {
    const line = known.length > 1 ? `Line ${index + 1}: ` : ''
    if (each === undefined) return `<p class="attribution">${line}Nothing reported yet</p>`
    const revised = each.revised === null ? '' : `, now due ${dayOf(each.revised)}`
    return `<p>${line}${writeStatus(each.status)}${revised}</p><p class="attribution">${dayOf(each.changedAt)}</p>`
  })
  return lines.join('')
}

function writeStatus({ label, shape, tone }: Status): string {
  return `<span class="status tone-${tone}"><span aria-hidden="true">${SHAPES[shape]}</span> ${escapeHtml(label)}</span>`
}
