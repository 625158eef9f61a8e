import { z } from 'zod'
import { VOTES } from './young/words.ts'

export const voteRequest = z.strictObject({
  /** The block, row or section. */
  item: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  /** Null takes one's own back. */
  vote: z.enum(VOTES).nullable(),
  /** There are this many of us. */
  people: z.int().min(1).max(200),
})
export type VoteRequest = z.infer<typeof voteRequest>

const tally = z.strictObject({
  agree: z.int(),
  notSure: z.int(),
  disagree: z.int(),
  /** How many answers there were; people count by each of a group. */
  answers: z.int(),
})
export type Tally = z.infer<typeof tally>

export const votesResponse = z.strictObject({
  mine: z.record(z.string(), z.enum(VOTES)),
  /** By item, in people; empty for young people: results are shown by whoever runs the session. */
  counts: z.record(z.string(), tally),
})
export type VotesResponse = z.infer<typeof votesResponse>
