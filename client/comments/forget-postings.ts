/** Under this name, seat and document comments wait in the storage of a browser. */
export const POSTINGS = 'folkmoot.comments.'

/** The document that was read last on a phone, for this tab. */
export const READING = 'folkmoot-reading'

/** The three words of whoever joined in this tab, until they say that they have them. */
export const WORDS = 'folkmoot-words'

/** Under this name and seat words that are typed into forms wait in a tab. */
export const TYPED = 'folkmoot.typed.'

/** Comments and forms that wait here, what was read and the words to come back leave with whoever signs out. */
export function forgetPostings(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(POSTINGS)) localStorage.removeItem(key)
    }
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(TYPED)) sessionStorage.removeItem(key)
    }
    sessionStorage.removeItem(READING)
    sessionStorage.removeItem(WORDS)
  } catch {
    // Storage is switched off: nothing was kept.
  }
}
