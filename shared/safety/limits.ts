/** Apart from the forms of requests, so that pages stay small. */

export const CONCERN_LIMITS = { words: 4000, note: 2000 } as const

/** After so many working hours unopened, the deputy is told. */
export const HOURS_TO_OPEN = 4
