import type { Node } from '@tiptap/pm/model'
import { REASON_WORDS, VOICE_OF_ONE, outcomeLead, voicesInWords } from './answer-words.ts'
import type { YouSaidResponse } from './answers.ts'
import { documentSchema } from './schema/index.ts'
import { document, h, p, quote, table } from './templates/blocks.ts'

type Entry = YouSaidResponse['sections'][number]['entries'][number]

/** What people said and what was done as a document, to leave in any format. */
export function youSaidAsDocument({ title, sections, wentOn }: YouSaidResponse): Node {
  const parts = sections.flatMap(({ heading, entries }) => [
    h(2, heading === '' ? 'The whole document' : heading),
    table(['You said', 'We did', 'The words now'], ...entries.map(lineOf)),
    ...entries.flatMap(({ quotes }) =>
      quotes.map(({ voice, words }) => quote(words, VOICE_OF_ONE[voice])),
    ),
  ])
  const without = wentOn.map(({ title: name, count, reason }) => {
    const many = count === 1 ? '1 comment' : `${count} comments`
    return p(`“${name}” ended with ${many} without an answer. Why: ${reason}`)
  })
  return documentSchema.nodeFromJSON(
    document(h(1, `You said, we did: ${title}`), ...parts, ...without),
  )
}

function lineOf({ said, voices, outcome, words, reason, passedTo, change }: Entry): string[] {
  const by = voices.length === 0 ? '' : ` (${voicesInWords(voices)})`
  const why = reason === null ? '' : ` Why: ${REASON_WORDS[reason]}.`
  const to = passedTo === '' ? '' : ` Passed on to ${passedTo}.`
  const label = change?.version?.label ?? ''
  const where = label === '' ? '' : ` (${label})`
  const now = change === null ? '' : `${change.after}${where}`
  return [`${said}${by}`, `${outcomeLead(outcome)}${words}${why}${to}`, now]
}
