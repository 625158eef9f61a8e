import { z } from 'zod'
import { PROGRESS_FIELDS } from './api-delivery.ts'

/** What a file would change in the plans of a document (POST /api/documents/:id/plan-file). */

/** What a file of plans may hold; a cell of Excel has no more letters. */
export const PLAN_FILE_LIMITS = {
  rows: 5_000,
  columns: 50,
  sheets: 20,
  cellLetters: 32_767,
} as const

const changedCell = z.strictObject({
  key: z.string(),
  heading: z.string(),
  before: z.string(),
  after: z.string(),
  isNewer: z.boolean(),
})

export const planFileResponse = z.strictObject({
  changed: z.array(
    z.strictObject({ id: z.string(), name: z.string(), cells: z.array(changedCell) }),
  ),
  added: z.array(
    z.strictObject({
      plan: z.string(),
      group: z.string(),
      after: z.string().nullable(),
      name: z.string(),
      cells: z.record(z.string(), z.string()),
      line: z.number(),
    }),
  ),
  missing: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  moved: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      plan: z.string(),
      group: z.string(),
      after: z.string().nullable(),
    }),
  ),
  /** How actions get on, beside the text. */
  progress: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      fields: z.array(
        z.strictObject({
          field: z.enum(PROGRESS_FIELDS),
          heading: z.string(),
          before: z.string(),
          after: z.string(),
          isNewer: z.boolean(),
        }),
      ),
    }),
  ),
  unchanged: z.number(),
  notes: z.array(z.string()),
  /** Stands for what is shown here: taking it in needs it, and is refused if it would do something else. */
  seen: z.string(),
})
export type PlanFileResponse = z.infer<typeof planFileResponse>

export const takenPlanFileResponse = z.strictObject({
  changed: z.number(),
  added: z.number(),
  removed: z.number(),
  moved: z.number(),
  /** Actions whose progress changed. */
  progress: z.number(),
})
export type TakenPlanFileResponse = z.infer<typeof takenPlanFileResponse>
