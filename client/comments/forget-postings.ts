/** Under this name, seat and document comments wait in the storage of a browser. */
export const POSTINGS = 'folkmoot.comments.'

/** Comments that wait here leave with whoever signs out. */
export function forgetPostings(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(POSTINGS)) localStorage.removeItem(key)
    }
  } catch {
    // Storage is switched off: nothing was kept.
  }
}
