/** What becomes of what people said, and why not: the words everybody sees. */

export const OUTCOMES = ['changed', 'partly', 'already', 'cannot', 'passed'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const OUTCOME_WORDS: Record<Outcome, string> = {
  changed: 'Changed',
  partly: 'Partly changed',
  already: 'Already there',
  cannot: 'We can’t, because…',
  passed: 'Passed on',
}

export const REASONS = ['money', 'law', 'safety', 'time', 'others', 'disagree', 'other'] as const
export type ReasonKind = (typeof REASONS)[number]

export const REASON_WORDS: Record<ReasonKind, string> = {
  money: 'There is not enough money',
  law: 'The law does not allow it',
  safety: 'It would not be safe',
  time: 'There is not enough time',
  others: 'Somebody else decides this',
  disagree: 'Other people said something else',
  other: 'Another reason',
}
