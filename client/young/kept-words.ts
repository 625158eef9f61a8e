import { WORDS as KEY } from '../comments/forget-postings.ts'

interface KeptWords {
  seat: string
  words: readonly string[]
}

/** Keeps the words to come back for this tab; false where it cannot keep anything. */
export function keepWords(kept: KeptWords): boolean {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}

/** Null where there are none, or they are another seat's. */
export function keptWords(seat: string): readonly string[] | null {
  const text = readItem()
  const kept = text === null ? null : (JSON.parse(text) as KeptWords) // written by keepWords
  return kept?.seat === seat ? kept.words : null
}

export function dropWords(): void {
  try {
    sessionStorage.removeItem(KEY)
  } catch {
    // Storage is switched off: nothing was kept.
  }
}

function readItem(): string | null {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    return null
  }
}
