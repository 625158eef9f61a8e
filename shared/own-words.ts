import { z } from 'zod'
import { MODERATIONS, REACTIONS } from './comments/kinds.ts'
import { VOTES } from './young/words.ts'

const where = { document: z.string(), title: z.string() }

/** Everything somebody has said here, for themselves. A title is '' where they may not read it. */
export const ownWordsResponse = z.strictObject({
  madeAt: z.string(),
  name: z.string(),
  comments: z.array(
    z.strictObject({
      ...where,
      at: z.string(),
      /** The words it is about. */
      about: z.string(),
      words: z.string(),
      suggestion: z.string().nullable(),
      moderation: z.enum(MODERATIONS),
    }),
  ),
  reactions: z.array(z.strictObject({ ...where, thread: z.string(), reaction: z.enum(REACTIONS) })),
  votes: z.array(
    z.strictObject({ ...where, item: z.string(), vote: z.enum(VOTES), people: z.number() }),
  ),
  concerns: z.array(z.strictObject({ at: z.string(), words: z.string() })),
})
export type OwnWordsResponse = z.infer<typeof ownWordsResponse>

/** What an erasure took out, without a word or a name of it. */
export const erasure = z.strictObject({
  id: z.string(),
  at: z.string(),
  by: z.enum(['self', 'officer', 'server']),
  comments: z.number(),
  suggestions: z.number(),
  reactions: z.number(),
  votes: z.number(),
})
export type Erasure = z.infer<typeof erasure>
