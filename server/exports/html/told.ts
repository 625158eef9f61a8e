import {
  OUTCOME_WORDS,
  REASON_WORDS,
  VOICE_OF_ONE,
  VOICE_WORDS,
  voicesInWords,
} from '../../../shared/answer-words.ts'
import { wordChanges } from '../../../shared/answering/word-changes.ts'
import type { YouSaidResponse } from '../../../shared/answers.ts'
import { escapeHtml } from './escape.ts'

type Entry = YouSaidResponse['sections'][number]['entries'][number]
export type Quote = Entry['quotes'][number]

/** `text`: where the text is; `quote`: what stands for the words of somebody. */
export interface ToldPlace {
  text?: string
  quote?: (quote: Quote, answer: string) => string
}

/** What people said and what was done; '' where nothing was answered. */
export function writeTold(
  { sections, groups, wentOn }: YouSaidResponse,
  { text = '', quote = writeQuote }: ToldPlace = {},
): string {
  if (sections.length === 0) return ''
  const parts = sections.map(({ heading, entries }) => {
    const words = heading === '' ? 'The whole document' : heading
    return `<h3>${escapeHtml(words)}</h3>\n${entries.map((entry) => writeEntry(entry, { text, quote })).join('\n')}`
  })
  const heard = groups.flatMap(({ voice, name, people, comments }) =>
    people === null
      ? []
      : [
          `<li>${escapeHtml(name === '' ? VOICE_WORDS[voice] : name)}: ${people} people, ${comments ?? 0} comments</li>`,
        ],
  )
  if (heard.length > 0) parts.push(`<h3>Who we heard from</h3>\n<ul>${heard.join('')}</ul>`)
  for (const { title, count, reason } of wentOn) {
    const many = count === 1 ? '1 comment' : `${count} comments`
    const words = `“${title}” ended with ${many} without an answer. Why: ${reason}`
    parts.push(`<p>${escapeHtml(words)}</p>`)
  }
  return parts.join('\n')
}

/** At what was changed because people asked: the way to their words and the answer. */
export function markAsked({ sections }: YouSaidResponse): (place: string) => string {
  const answers = new Map(
    sections.flatMap(({ entries }) =>
      entries.flatMap(({ answer, change }) =>
        change === null || change.place === null ? [] : [[change.place, answer] as const],
      ),
    ),
  )
  return (place) => {
    const answer = answers.get(place)
    return answer === undefined
      ? ''
      : ` <a class="asked" href="#told-${escapeHtml(answer)}">People asked for this</a>`
  }
}

function writeEntry(entry: Entry, { text, quote }: Required<ToldPlace>): string {
  const { answer, said, voices, quotes, outcome, words, reason, passedTo, change } = entry
  const by = voicesInWords(voices)
  const count = by === '' ? '' : ` <span class="attribution">(${by})</span>`
  const more = [
    ...(reason === null ? [] : [`<p>Why: ${escapeHtml(REASON_WORDS[reason])}.</p>`]),
    ...(passedTo === '' ? [] : [`<p>Passed on to ${escapeHtml(passedTo)}.</p>`]),
    ...(change === null ? [] : [writeChange(change, text)]),
  ]
  return `<dl class="told" id="told-${escapeHtml(answer)}"><dt>You said</dt><dd><p>${escapeHtml(said)}${count}</p>${quotes.map((each) => quote(each, answer)).join('')}</dd><dt>We did: ${escapeHtml(OUTCOME_WORDS[outcome])}</dt><dd><p>${escapeHtml(words)}</p>${more.join('')}</dd></dl>`
}

export function writeQuote({ voice, words }: Quote): string {
  return `<blockquote><p>${escapeHtml(words)}</p><p class="attribution">${VOICE_OF_ONE[voice]}</p></blockquote>`
}

const TAGS = { same: 'span', added: 'ins', removed: 'del' } as const

/** Both wordings in one, and the way to the place. */
function writeChange({ place, before, after }: NonNullable<Entry['change']>, text: string): string {
  const words = wordChanges(before, after).map(({ is, words: piece }) => {
    return `<${TAGS[is]}>${escapeHtml(piece).replaceAll('\n', '<br>')}</${TAGS[is]}>`
  })
  const way = place === null ? '' : ` <a href="${text}#b-${escapeHtml(place)}">In the text</a>`
  return `<p>${words.join('')}${way}</p>`
}
