import { type Form, form, SMALL_NUMBER, smallNumber } from './match.ts'

/** A time that runs from somewhere: "within 6 months of approval". */
export interface Duration {
  /** The longest it may take. */
  count: number
  unit: 'week' | 'month' | 'year'
  /** From when it runs, as written; null: from the start of the plan. */
  anchor: string | null
}

const NUMBER = `(${SMALL_NUMBER})`

/** "Within 6 months", "3-6 months", "12 weeks after launch". */
export const DURATION_FORMS: readonly Form<Duration, unknown>[] = [
  form(
    `(?:within|in|over)?\\s{0,4}(?:the )?(?:next |first |coming )?${NUMBER}(?:\\s?(?:-|–|to)\\s?${NUMBER})?[\\s-]{0,2}(week|month|year)s?(?:['’])?\\b(?!\\s{0,2}(?:olds?|of age)\\b|-)(?:\\s{1,4}(?:of|after|from|following)\\s{1,4}([^,;.()\\n]{1,60}))?`,
    ([, from = '', to, unit = '', anchor]) => {
      const count = smallNumber(to ?? from)
      if (count < 1) return null
      return { count, unit: unitNamed(unit), anchor: anchor?.trim() ?? null }
    },
  ),
]

function unitNamed(text: string): Duration['unit'] {
  const name = text.toLowerCase()
  return name === 'week' || name === 'month' ? name : 'year'
}
