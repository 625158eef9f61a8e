import { OUTCOME_WORDS, REASON_WORDS } from '../../../shared/answer-words.ts'
import type { YouSaidResponse } from '../../../shared/answers.ts'
import { escapeHtml } from './escape.ts'

type Entry = YouSaidResponse['sections'][number]['entries'][number]

/** What people said and what was done; '' where nothing was answered. */
export function writeTold({ sections, groups }: YouSaidResponse): string {
  if (sections.length === 0) return ''
  const parts = sections.map(({ heading, entries }) => {
    const words = heading === '' ? 'The whole document' : heading
    return `<h3>${escapeHtml(words)}</h3>\n${entries.map(writeEntry).join('\n')}`
  })
  const heard = groups.flatMap(({ name, people, comments }) =>
    people === null
      ? []
      : [
          `<li>${escapeHtml(name === '' ? 'Others' : name)}: ${people} people, ${comments ?? 0} comments</li>`,
        ],
  )
  if (heard.length > 0) parts.push(`<h3>Who we heard from</h3>\n<ul>${heard.join('')}</ul>`)
  return parts.join('\n')
}

function writeEntry({ said, people, outcome, words, reason, passedTo, change }: Entry): string {
  const count = people === null ? '' : ` <span class="attribution">(${people} people)</span>`
  const more = [
    ...(reason === null ? [] : [`<p>Why: ${escapeHtml(REASON_WORDS[reason])}.</p>`]),
    ...(passedTo === '' ? [] : [`<p>Passed on to ${escapeHtml(passedTo)}.</p>`]),
    ...(change === null ? [] : [writeChange(change)]),
  ]
  return `<dl class="told"><dt>You said</dt><dd><p>${escapeHtml(said)}${count}</p></dd><dt>We did: ${escapeHtml(OUTCOME_WORDS[outcome])}</dt><dd><p>${escapeHtml(words)}</p>${more.join('')}</dd></dl>`
}

function writeChange({ before, after }: { before: string; after: string }): string {
  const was = before === '' ? '' : `<p>It said: <del>${escapeHtml(before)}</del></p>`
  return `${was}<p>It says now: <ins>${escapeHtml(after)}</ins></p>`
}
