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

/** Before the words of an answer: "Changed: ", "We can’t, because… ". */
export function outcomeLead(outcome: Outcome): string {
  const words = OUTCOME_WORDS[outcome]
  return words.endsWith('…') ? `${words} ` : `${words}: `
}

/** Whose voices stand side by side, and are never added up. */
export const VOICES = ['young', 'parents', 'others'] as const
export type Voice = (typeof VOICES)[number]

export const VOICE_WORDS: Record<Voice, string> = {
  young: 'Young people',
  parents: 'Parents and carers',
  others: 'Others',
}

/** Under a quotation, which names nobody. */
export const VOICE_OF_ONE: Record<Voice, string> = {
  young: 'A young person',
  parents: 'A parent or carer',
  others: 'Somebody who took part',
}

/** "12 young people, fewer than 5 parents and carers"; "12 people" where nobody else spoke. */
export function voicesInWords(voices: readonly { voice: Voice; people: number | null }[]): string {
  const isAlone = voices.every(({ voice }) => voice === 'others')
  const who = {
    young: 'young people',
    parents: 'parents and carers',
    others: isAlone ? 'people' : 'others',
  }
  return voices.map(({ voice, people }) => `${people ?? 'fewer than 5'} ${who[voice]}`).join(', ')
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
