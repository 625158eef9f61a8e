/** Under this name, seat and document comments wait in the storage of a browser. */
export const POSTINGS = 'folkmoot.comments.'

/** The document that was read last on a phone, for this tab. */
export const READING = 'folkmoot-reading'

/** Comments that wait here, and what was read, leave with whoever signs out. */
export function forgetPostings(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(POSTINGS)) localStorage.removeItem(key)
    }
    sessionStorage.removeItem(READING)
  } catch {
    // Storage is switched off: nothing was kept.
  }
}
