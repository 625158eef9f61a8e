import { z } from 'zod'
import { OUTCOMES, REASONS } from './answer-words.ts'

/** What people were told before about the same: nobody is asked again without hearing of it. */
export const earlierAnswer = z.strictObject({
  answer: z.string(),
  document: z.strictObject({ id: z.string(), title: z.string() }),
  /** When people said it. */
  askedAt: z.string(),
  said: z.string(),
  theme: z.string(),
  outcome: z.enum(OUTCOMES),
  words: z.string(),
  reason: z.enum(REASONS).nullable(),
})
export type EarlierAnswer = z.infer<typeof earlierAnswer>
