import { z } from 'zod'
import type { NodeJson } from './schema/document-json.ts'

/** A row of a plan that somebody took out within the last 30 days. */
export const removedRowSummary = z.object({
  id: z.string(),
  /** Ids of the plan and the group it stood in; '' for none. */
  table: z.string(),
  group: z.string(),
  at: z.string(),
  /** Who took it out; '' where that is not known. */
  by: z.string(),
  row: z.custom<NodeJson>((value) => typeof value === 'object' && value !== null),
})
export type RemovedRowSummary = z.infer<typeof removedRowSummary>

/** The newest first. */
export const removedRowsResponse = z.object({ rows: z.array(removedRowSummary) })
export type RemovedRowsResponse = z.infer<typeof removedRowsResponse>

export const REMOVED_ROW_DAYS = 30
