import type { Node } from '@tiptap/pm/model'
import { documentSchema } from './schema/index.ts'
import { document, h, p, table } from './templates/blocks.ts'
import { INVOLVEMENT_LEVELS, LEVEL_WORDS } from './young/words.ts'
import { RATING_WORDS, STEPS, STEP_WORDS } from './whats-changed.ts'
import type { SheetResponse } from './whats-changed.ts'

/** The sheet as a document, to leave in any format: a table for each of its three questions. */
export function sheetAsDocument({ title, own, drawn }: SheetResponse): Node {
  const names = INVOLVEMENT_LEVELS.map((level) => LEVEL_WORDS[level].name)
  const tables = STEPS.flatMap((step) => [
    h(2, STEP_WORDS[step]),
    table(
      ['Level', STEP_WORDS[step]],
      ...INVOLVEMENT_LEVELS.map((level, index) => {
        const lines = [own.levels[level][step], ...drawn[level][step]].filter((line) => line !== '')
        return [names[index] ?? '', lines]
      }),
    ),
  ])
  const ratings = INVOLVEMENT_LEVELS.map((level, index) => {
    const { rating } = own.levels[level]
    return [names[index] ?? '', rating === null ? '' : RATING_WORDS[level][rating]]
  })
  return documentSchema.nodeFromJSON(
    document(
      h(1, `What’s Changed: ${title}`),
      ...(own.service === '' ? [] : [p(own.service)]),
      ...tables,
      h(2, 'How far we have come'),
      table(['Level', 'Where we find ourselves'], ...ratings),
    ),
  )
}
