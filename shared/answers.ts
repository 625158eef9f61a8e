import { z } from 'zod'
import { words } from './api-parts.ts'
import { OUTCOMES, REASONS, VOICES } from './answer-words.ts'

const id = z.string().min(1).max(64)

/** One answer to one comment or to many that say the same. */
export const answerRequest = z.strictObject({
  threads: z.array(id).min(1, 'Please choose what is answered.').max(500),
  /** What people said, in a few words: it is published, so it names nobody. */
  said: words(500).min(1, 'Please say in a few words what people said.'),
  theme: words(80),
  outcome: z.enum(OUTCOMES),
  /** What was done, or why not. */
  words: words(2000).min(1, 'Please write an answer.'),
  /** With `cannot` and `partly`. */
  reason: z.enum(REASONS).nullable(),
  /** With `passed`: to whom. */
  passedTo: words(200),
  /** With `changed` and `partly`: where, and the words before and after. */
  change: z
    .strictObject({
      place: id.nullable(),
      /** The version or safety point before it; null where the comment quotes the words before. */
      since: id.nullable().default(null),
      before: words(2000),
      after: words(2000),
      version: words(64).nullable(),
    })
    .nullable(),
  /** Of the comments those whose words are quoted; their people agreed to it. */
  quotes: z.array(id).max(20).default([]),
})
export type AnswerRequest = z.infer<typeof answerRequest>
export type GiveAnswerRequest = z.input<typeof answerRequest>

export const answer = answerRequest.extend({
  id,
  at: z.iso.datetime(),
  by: z.string(),
  /** How many people said it. */
  people: z.int(),
})
export type Answer = z.infer<typeof answer>

/** GET /api/documents/:id/heard */
export const heardResponse = z.strictObject({
  /** Answers to one's own words that one has not seen yet; in the quiet hours none. */
  answers: z.int(),
})
export type HeardResponse = z.infer<typeof heardResponse>

const suppressed = z.int().nullable()

/** You said, we did. Numbers below 5 are null: so few could be told apart. */
export const youSaidResponse = z.strictObject({
  title: z.string(),
  /** How many comments have no answer yet. */
  unanswered: z.int(),
  /** Consultations that ended although comments had no answer, and why. */
  wentOn: z.array(z.strictObject({ title: z.string(), count: z.int(), reason: z.string() })),
  /** The middle of the days from a comment to its answer; null before the first. */
  daysToAnswer: z.number().nullable(),
  sections: z.array(
    z.strictObject({
      heading: z.string(),
      entries: z.array(
        z.strictObject({
          answer: id,
          said: z.string(),
          /** Those who said it, side by side and never added up. */
          voices: z.array(z.strictObject({ voice: z.enum(VOICES), people: suppressed })),
          /** The words of those who agreed to it. */
          quotes: z.array(z.strictObject({ voice: z.enum(VOICES), words: z.string() })),
          outcome: z.enum(OUTCOMES),
          words: z.string(),
          reason: z.enum(REASONS).nullable(),
          passedTo: z.string(),
          /** `place`: where in the text; `version`: the first one in which it stands. */
          change: z
            .strictObject({
              place: id.nullable(),
              before: z.string(),
              after: z.string(),
              version: z.strictObject({ id: z.string(), label: z.string() }).nullable(),
            })
            .nullable(),
        }),
      ),
    }),
  ),
  /**
   * Voices side by side, never added up: by the group people came with, '' without one. Null also
   * where a number could be worked out of others that are shown.
   */
  groups: z.array(
    z.strictObject({
      voice: z.enum(VOICES),
      name: z.string(),
      people: suppressed,
      comments: suppressed,
    }),
  ),
})
export type YouSaidResponse = z.infer<typeof youSaidResponse>
