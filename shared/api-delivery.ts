import { z } from 'zod'
import { MEANINGS, SHAPES, TONES } from './delivery/statuses.ts'
import type { Shape } from './delivery/statuses.ts'
import { isSafeLink } from './schema/marks.ts'

/** Requests and responses about how the actions of a plan get on, beside its text. */

const shapes = Object.keys(SHAPES) as [Shape, ...Shape[]] // Object.keys forgets the key type
const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'Please use a day.')

export const status = z.strictObject({
  key: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  label: z.string().trim().min(1, 'Please name each status.').max(40),
  shape: z.enum(shapes),
  tone: z.enum(TONES),
  means: z.enum(MEANINGS),
})

/** PUT /api/documents/:id/statuses */
export const statusesRequest = z.strictObject({
  statuses: z
    .array(status)
    .min(2, 'Please keep at least two statuses.')
    .max(8, 'A document has at most 8 statuses.')
    .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, {
      message: 'Two statuses have the same key.',
    })
    .refine((all) => new Set(all.map(({ label }) => label.toLowerCase())).size === all.length, {
      message: 'Two statuses have the same name.',
    })
    .refine((all) => new Set(all.map(({ shape }) => shape)).size === all.length || all.length > 6, {
      message: 'Please give each status a shape of its own, for people who see no colours.',
    }),
})
export type StatusesRequest = z.infer<typeof statusesRequest>

/** PUT /api/documents/:id/delivery/:row; only what is named is changed. */
export const progressRequest = z.strictObject({
  status: z.string().max(40).optional(),
  note: z.string().trim().max(2_000, 'Please use at most 2,000 letters.').optional(),
  /** A link to what shows it; '' for none. */
  evidence: z
    .string()
    .trim()
    .max(2_000)
    .refine((link) => link === '' || isSafeLink(link), { message: 'Please use a web address.' })
    .optional(),
  outcome: z.string().trim().max(2_000, 'Please use at most 2,000 letters.').optional(),
  /** The day it is due by now; null for what the plan says. */
  revised: day.nullable().optional(),
})
export type ProgressRequest = z.infer<typeof progressRequest>

export const PROGRESS_FIELDS = ['status', 'note', 'evidence', 'outcome', 'revised'] as const
export type ProgressField = (typeof PROGRESS_FIELDS)[number]

export const progress = z.strictObject({
  status: z.string(),
  note: z.string(),
  evidence: z.string(),
  outcome: z.string(),
  revised: day.nullable(),
  changedAt: z.string(),
  changedBy: z.string(),
  /** Of the row when it was last updated: what is left if it leaves the plan. */
  name: z.string(),
})
export type RowProgress = z.infer<typeof progress>

export const progressChange = z.strictObject({
  at: z.string(),
  /** Who, as they were called; by a link it says so. */
  by: z.string(),
  isByLink: z.boolean(),
  field: z.enum(PROGRESS_FIELDS),
  from: z.string(),
  to: z.string(),
})
export type ProgressChange = z.infer<typeof progressChange>

/** GET /api/documents/:id/delivery */
export const deliveryResponse = z.strictObject({
  statuses: z.array(status),
  /** By the id of the row; rows nobody has updated are not there. */
  rows: z.record(z.string(), progress),
  /** Rows with progress that are not in the plan any more. */
  gone: z.array(z.string()),
  /** What of it you may update: all rows, those your organisation leads, or none. */
  mayUpdate: z.union([z.literal('all'), z.array(z.string())]),
  mayManage: z.boolean(),
})
export type DeliveryResponse = z.infer<typeof deliveryResponse>

/** GET /api/documents/:id/delivery/:row */
export const progressHistoryResponse = z.strictObject({
  progress: progress.nullable(),
  history: z.array(progressChange),
})
export type ProgressHistoryResponse = z.infer<typeof progressHistoryResponse>

/** POST /api/documents/:id/update-links: a lead updates by it, without a seat. */
export const updateLinkRequest = z.strictObject({
  lead: z.string().trim().min(1, 'Please choose who leads.').max(200),
  until: day,
})
export type UpdateLinkRequest = z.infer<typeof updateLinkRequest>

export const updateLink = z.strictObject({
  id: z.string(),
  lead: z.string(),
  until: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
})
export type UpdateLink = z.infer<typeof updateLink>

/** The secret is in this answer and nowhere else. */
export const newUpdateLinkResponse = z.strictObject({ link: z.string(), summary: updateLink })
export type NewUpdateLinkResponse = z.infer<typeof newUpdateLinkResponse>

export const calendarFeed = z.strictObject({ id: z.string(), createdAt: z.string() })
export type CalendarFeed = z.infer<typeof calendarFeed>
export const newCalendarFeedResponse = z.strictObject({ path: z.string(), summary: calendarFeed })
export type NewCalendarFeedResponse = z.infer<typeof newCalendarFeedResponse>

const secret = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'Please use the whole link.')
/** POST /api/updates/look */
export const lookAtUpdatesRequest = z.strictObject({ link: secret })
/** POST /api/updates */
export const sendUpdateRequest = z.strictObject({
  link: secret,
  row: z.string().max(64),
  change: progressRequest,
})

export const updatesResponse = z.strictObject({
  title: z.string(),
  lead: z.string(),
  until: z.string(),
  statuses: z.array(status),
  rows: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      group: z.string(),
      due: z.string().nullable(),
      when: z.string(),
      progress: progress.nullable(),
    }),
  ),
})
export type UpdatesResponse = z.infer<typeof updatesResponse>
