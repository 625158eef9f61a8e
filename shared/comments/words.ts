import type { Role } from '../access.ts'
import type { Reaction } from './kinds.ts'

/** Reactions are words first: a sign alone means something else to everybody. */
export const REACTION_WORDS: Record<Reaction, string> = {
  agree: 'Agree',
  notSure: 'Not sure',
  disagree: 'Disagree',
  explain: 'Explain this',
}

/** Who can be called into a thread: roles, never a person. */
export const MENTIONS: readonly { role: Role; word: string }[] = [
  { role: 'officer', word: '@officers' },
  { role: 'editor', word: '@editors' },
  { role: 'approver', word: '@approvers' },
  { role: 'moderator', word: '@moderators' },
  { role: 'young', word: '@young-people' },
]

/** The roles that are called in these words. */
export function mentionsIn(body: string): Role[] {
  const found = new Set(
    [...body.toLowerCase().matchAll(/(?<![\w@])@[a-z-]+/g)].map(([word]) => word),
  )
  return MENTIONS.filter(({ word }) => found.has(word)).map(({ role }) => role)
}
