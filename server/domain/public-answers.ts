import type { Node } from '@tiptap/pm/model'
import { saysStill, wordsAtPlace } from '../../shared/answering/place-words.ts'
import type { YouSaidResponse } from '../../shared/answers.ts'

/**
 * You said, we did, for everybody: a change is shown where the text that they can read says so, and
 * groups of which so few spoke that they could be told apart are not named.
 */
export function withChangesIn(body: Node, told: YouSaidResponse): YouSaidResponse {
  const text = tidy(body.textBetween(0, body.content.size, '\n', '\n'))
  return {
    ...told,
    groups: told.groups.filter(({ people }) => people !== null),
    sections: told.sections.map(({ heading, entries }) => ({
      heading,
      entries: entries.map((entry) => {
        const { change } = entry
        if (change === null) return entry
        const isThere =
          change.place === null
            ? tidy(change.after) !== '' && text.includes(tidy(change.after))
            : saysStill(wordsAtPlace(body, change.place), change.after)
        return isThere ? entry : { ...entry, change: null }
      }),
    })),
  }
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
