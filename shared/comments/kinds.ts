/** What comments can be, and how much of it. */

export const COMMENT_LIMITS = {
  /** Letters of a comment, of suggested words, of a reason. */
  body: 4000,
  words: 4000,
  reason: 500,
  /** Threads of a document, comments of a thread. */
  threads: 5000,
  comments: 200,
} as const

export const VISIBILITIES = ['internal', 'visible'] as const
/** `internal`: for colleagues. `visible`: young people see it as well. */
export type Visibility = (typeof VISIBILITIES)[number]

export const REACTIONS = ['agree', 'notSure', 'disagree', 'explain'] as const
export type Reaction = (typeof REACTIONS)[number]

/** `held`: waits to be checked. `hidden`: checked, and not shown. */
export const MODERATIONS = ['held', 'shown', 'hidden'] as const
