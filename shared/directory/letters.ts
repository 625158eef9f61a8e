import { looksLikeInitials } from '../reading/leads/names.ts'
import type { Entry } from './model.ts'

/** The letters an entry is known by, without full stops. */
export function lettersOf(entry: Entry): string[] {
  const own = entry.noun === 'person' && entry.initials !== '' ? [entry.initials] : []
  const short = [entry.name, ...entry.aliases].filter(looksLikeInitials)
  return [...new Set([...own, ...short].map(plainLetters))]
}

/** Letters as they are compared: "p.w." is PW. */
export function plainLetters(text: string): string {
  return text.replaceAll('.', '').trim().toUpperCase()
}
