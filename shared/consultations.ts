import { z } from 'zod'
import { words } from './api-parts.ts'
import { earlierAnswer } from './earlier-answers.ts'
import { INVOLVEMENT_LEVELS } from './young/words.ts'

const day = z.iso.date({ error: 'Please give days as YYYY-MM-DD.' })
/** A heading, or the document before its first heading. */
const block = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

/** What an officer says about asking people: dates are days in the UK, the last one included. */
export const consultationRequest = z.strictObject({
  title: words(120).min(1, 'Please give the consultation a title.'),
  about: words(1000),
  level: z.enum(INVOLVEMENT_LEVELS),
  canChange: words(1000).min(1, 'Please say what people can change.'),
  cannotChange: words(1000),
  /** Why that cannot change. */
  because: words(1000),
  /** How long it takes, in minutes. */
  minutes: z.int().min(1).max(240),
  opensOn: day,
  closesOn: day,
  hearBackOn: day,
  /** Sections that take no comments on change, and why. */
  fixed: z.array(z.strictObject({ block, why: words(300).min(1) })).max(100),
  /** The same in plain words, by section. */
  plain: z.array(z.strictObject({ block, words: words(2000).min(1) })).max(200),
  /** The groups of the directory that are asked. */
  groups: z.array(z.string().min(1).max(64)).max(100),
  /** Null: only those who are asked know of it. */
  announced: z
    .strictObject({
      who: words(200).min(1, 'Please say who is asked.'),
      takePart: words(500).min(1, 'Please say how people take part.'),
    })
    .nullable()
    .optional(),
})
export type ConsultationRequest = z.infer<typeof consultationRequest>

export const CONSULTATION_STATES = ['planned', 'open', 'closed', 'answered'] as const
export type ConsultationState = (typeof CONSULTATION_STATES)[number]

export const consultation = consultationRequest.extend({
  id: z.string(),
  state: z.enum(CONSULTATION_STATES),
  madeAt: z.iso.datetime(),
  /** How many of its comments had no answer when its answers were out, and why; null before. */
  wentOn: z.strictObject({ count: z.int(), reason: z.string() }).nullable(),
})
export type Consultation = z.infer<typeof consultation>

/** Ends it before its day, or says that its answers are out. */
export const settleConsultationRequest = z.strictObject({
  to: z.enum(['closed', 'answered']),
  /** Why the answers are out although comments have none; needed only then, and published. */
  reason: words(500).default(''),
})
export type SettleConsultationRequest = z.infer<typeof settleConsultationRequest>

const term = z.strictObject({
  term: words(60).min(1, 'Please give the word.'),
  means: words(400).min(1, 'Please say what it means.'),
})
export type Term = z.infer<typeof term>

export const changeWordsRequest = z.strictObject({ terms: z.array(term).max(300) })
export const askWordRequest = z.strictObject({ word: words(60).min(1) })

/** The words of a document that are explained, and those people did not get. */
export const wordsResponse = z.strictObject({
  terms: z.array(term),
  asked: z.array(z.strictObject({ word: z.string(), times: z.int() })),
})
export type WordsResponse = z.infer<typeof wordsResponse>

export const youngReading = z.strictObject({
  documentId: z.string(),
  title: z.string(),
  /** The one that is open, or the next or last one. */
  consultation: consultation.nullable(),
  sections: z.array(
    z.strictObject({
      id: z.string(),
      heading: z.string(),
      /** The section in plain words, where they are written. */
      plain: z.string().nullable(),
      /** Why it cannot change; null where it can. */
      fixed: z.string().nullable(),
      /** What people were told about it before they are asked again. */
      earlier: z.array(earlierAnswer),
      items: z.array(
        z.strictObject({
          id: z.string(),
          is: z.enum(['words', 'heading', 'row']),
          label: z.string(),
          text: z.string(),
          /** Of a row: the column its text is from. */
          column: z.string().nullable(),
          cells: z.array(z.strictObject({ key: z.string(), label: z.string(), text: z.string() })),
        }),
      ),
    }),
  ),
  terms: z.array(term),
})
export type YoungReading = z.infer<typeof youngReading>
export type YoungSection = YoungReading['sections'][number]
export type YoungItem = YoungSection['items'][number]
