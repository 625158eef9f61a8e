/**
 * How an action is getting on, for people who see and people who do not: always a word, a shape and
 * a colour together. A document can have words of its own; shapes and colours are from these.
 */
export const SHAPES = {
  square: '■',
  disc: '●',
  triangle: '▲',
  diamond: '◆',
  circle: '○',
  cross: '✕',
} as const
export type Shape = keyof typeof SHAPES

export const TONES = ['blue', 'moot', 'amber', 'brick', 'plain', 'voice'] as const
export type Tone = (typeof TONES)[number]

/** `done`: nothing more is due. `trouble`: it belongs on the list of exceptions. */
export const MEANINGS = ['open', 'done', 'trouble'] as const
export type Meaning = (typeof MEANINGS)[number]

export interface Status {
  key: string
  label: string
  shape: Shape
  tone: Tone
  means: Meaning
}

/** Blue, red, amber, green as councils report them; the first is where every action begins. */
export const USUAL_STATUSES: readonly Status[] = [
  { key: 'notStarted', label: 'Not started', shape: 'circle', tone: 'plain', means: 'open' },
  { key: 'onTrack', label: 'On track', shape: 'disc', tone: 'moot', means: 'open' },
  { key: 'atRisk', label: 'At risk', shape: 'triangle', tone: 'amber', means: 'open' },
  { key: 'offTrack', label: 'Off track', shape: 'diamond', tone: 'brick', means: 'trouble' },
  { key: 'done', label: 'Done', shape: 'square', tone: 'blue', means: 'done' },
]

/** The status of this key; a key that the set does not have any more is the first. */
export function statusOf(statuses: readonly Status[], key: string | undefined): Status {
  const found = statuses.find((each) => each.key === key) ?? statuses[0]
  if (found === undefined) throw new Error('A set of statuses is never empty')
  return found
}
