import { z } from 'zod'
import { id, words } from './api-parts.ts'

/** What a body asks for with its decision: a task for somebody until a day. */

export const conditionRequest = z.strictObject({
  what: words(500).min(1, 'Please say what has to be done.'),
  who: words(120).min(1, 'Please say who does it.'),
  due: z.iso.date('Please say by which day it is done.'),
})
export type ConditionRequest = z.infer<typeof conditionRequest>

export const condition = z.strictObject({
  id,
  /** The step whose decision asked for it, and when. */
  step: id,
  decidedAt: z.string(),
  what: z.string(),
  who: z.string(),
  due: z.string(),
  done: z
    .strictObject({
      at: z.string(),
      by: z.strictObject({ id: z.string(), name: z.string() }),
      note: z.string(),
    })
    .nullable(),
})
export type Condition = z.infer<typeof condition>

export const conditionDoneRequest = z.strictObject({
  note: words(1000).min(1, 'Please say in a line what was done.'),
})
export type ConditionDoneRequest = z.infer<typeof conditionDoneRequest>
