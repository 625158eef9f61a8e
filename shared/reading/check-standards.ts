import { choicesOf, readChoices } from '../columns/choices.ts'
import type { Finding } from './plan-check.ts'
import { hasWords } from './plan.ts'
import type { Plan, PlanRow } from './plan.ts'

/** Words in a column with a list that are not on it. */
export function checkStandards({ columns }: Plan, row: PlanRow, words: string): Finding[] {
  return columns.flatMap((column) => {
    const choices = choicesOf(column)
    if (choices === null) return []
    return row.cells
      .filter(({ key, text }) => key === column.key && hasWords(text))
      .flatMap(({ text, position, key }): Finding[] => {
        const { unknown } = readChoices(text, choices)
        if (unknown.length === 0) return []
        const note = unknown.map((each) => `“${each}”`).join(', ')
        return [{ kind: 'unknownStandard', words, note, position, key }]
      })
  })
}
