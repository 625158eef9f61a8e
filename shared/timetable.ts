import { z } from 'zod'
import { AGE_BANDS } from './api-young.ts'
import { CONSULTATION_STATES } from './consultations.ts'

/** GET /api/consultations: those of every document one sees, the next day that matters first. */
export const timetableResponse = z.strictObject({
  /** The day it is in the UK. */
  today: z.string(),
  consultations: z.array(
    z.strictObject({
      id: z.string(),
      document: z.string(),
      documentTitle: z.string(),
      title: z.string(),
      state: z.enum(CONSULTATION_STATES),
      opensOn: z.string(),
      closesOn: z.string(),
      hearBackOn: z.string(),
      /** Names of the groups that are asked. */
      groups: z.array(z.string()),
      /** Comments on the document without an answer. */
      unanswered: z.int(),
    }),
  ),
})
export type TimetableResponse = z.infer<typeof timetableResponse>

/** A group of the directory that can be asked. */
export const askableGroup = z.strictObject({
  id: z.string(),
  name: z.string(),
  isYouth: z.boolean(),
  /** Of a youth group: as its young people came in. Nobody is asked again. */
  ageBands: z.array(z.enum(AGE_BANDS)),
  /** Whether it may comment on the document. */
  isShared: z.boolean(),
})
export type AskableGroup = z.infer<typeof askableGroup>
