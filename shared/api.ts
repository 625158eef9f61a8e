import { z } from 'zod'
import type { ImportCounts } from './directory/import-plan.ts'
import { GROUP_KINDS, MEMBER_ROLES, ORGANISATION_KINDS } from './directory/kinds.ts'
import { MAX_AGE, MAX_ALIASES, MAX_INITIALS, MAX_MEMBERS, MAX_NAME } from './directory/model.ts'
import type { Directory } from './directory/model.ts'
import { isEmail, tidy } from './directory/names.ts'

/**
 * Requests and responses, a block per noun; those about people and rights are in api-seats.ts, and
 * every route is in routes.ts. Unknown fields are refused. Times are ISO 8601, UTC.
 */

// ── Documents ────────────────────────────────────────────────────────────────────────────────
export const DOCUMENT_KINDS = ['strategy', 'actionPlan', 'charter', 'coverReport', 'other'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** What lists show; the counts are refreshed when a document has been quiet for a moment. */
export interface DocumentSummary {
  id: string
  title: string
  kind: DocumentKind
  /** As in the page header: "Final draft", "2.2", "08.06.09"; '' where there is none. */
  stage: string
  version: string
  words: number
  /** Rows over all action tables. */
  actions: number
  isDemo: boolean
  createdAt: string
  changedAt: string
  /** True when a report of the Word import is kept (GET /api/documents/:id/report). */
  hasReport: boolean
}

export const createDocumentRequest = z.strictObject({
  template: z.string().max(60),
  title: z.string().trim().min(1, 'Please give the document a title.').max(200),
})
export type CreateDocumentRequest = z.infer<typeof createDocumentRequest>

export const renameDocumentRequest = z.strictObject({
  title: z.string().trim().min(1, 'Please give the document a title.').max(200),
})
export type RenameDocumentRequest = z.infer<typeof renameDocumentRequest>

/** GET /api/templates */
export interface TemplateSummary {
  key: string
  name: string
  kind: DocumentKind
  about: string
}

// ── Imports ──────────────────────────────────────────────────────────────────────────────────
export type NoticeLevel = 'read' | 'unsure' | 'notRead'

/** One line of an import report, in plain words. `count` merges repeats. */
export interface ImportNotice {
  level: NoticeLevel
  message: string
  count: number
  /** The words it is about, at most 120 characters; '' where there are none. */
  example: string
}

/** What was read from a file, and what was not understood. */
export interface ImportReport {
  fileName: string
  title: string
  words: number
  headings: number
  clauses: number
  tables: number
  images: number
  footnotes: number
  /** One entry per action table, in the order of the document. */
  actionTables: { layout: string; groups: number; rows: number }[]
  notices: ImportNotice[]
}

/** POST /api/imports?name=… with the bytes of the file as body → 201. */
export interface ImportResponse {
  document: DocumentSummary
  report: ImportReport
}

// ── Directory ────────────────────────────────────────────────────────────────────────────────
const text = (most: number) =>
  z
    .string()
    .max(most * 4)
    .transform(tidy)
    .pipe(z.string().max(most))
const pointer = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/)
  .nullable()
const email = text(254).refine(
  (typed) => typed === '' || isEmail(typed),
  'Please give an e-mail address such as name@example.org.',
)
const named = {
  name: text(MAX_NAME).pipe(z.string().min(1, 'Please give a name.')),
  /** Other names and short forms: "MYF". */
  aliases: z
    .array(
      text(MAX_NAME).pipe(
        z
          .string()
          .min(1)
          .regex(/^[^;]*$/),
      ),
    )
    .max(MAX_ALIASES),
}
const organisationFields = {
  noun: z.literal('organisation'),
  ...named,
  kind: z.enum(ORGANISATION_KINDS),
  champion: pointer,
  contactRole: text(MAX_NAME),
  contactMailbox: email,
}
const groupFields = {
  noun: z.literal('group'),
  ...named,
  kind: z.enum(GROUP_KINDS),
  parent: pointer,
  ages: z
    .strictObject({
      from: z.number().int().min(0).max(MAX_AGE),
      to: z.number().int().min(0).max(MAX_AGE),
    })
    .refine(({ from, to }) => from <= to, 'Please give the lower age first.')
    .nullable(),
  reaches: text(MAX_NAME),
  members: z
    .array(
      z.strictObject({
        person: pointer.unwrap(),
        role: z.enum(MEMBER_ROLES),
        representing: text(MAX_NAME),
        organisation: pointer,
      }),
    )
    .max(MAX_MEMBERS),
}
const personFields = {
  noun: z.literal('person'),
  ...named,
  initials: text(MAX_INITIALS),
  title: text(MAX_NAME),
  organisation: pointer,
  email,
}

export const entryRequest = z.discriminatedUnion('noun', [
  z.strictObject(organisationFields),
  z.strictObject(groupFields),
  z.strictObject(personFields),
])
export type EntryRequest = z.infer<typeof entryRequest>

/** `revision`: of the entry as it was when the change was begun. A later one is not overwritten. */
const revision = z.number().int().min(0)
export const changeEntryRequest = z.discriminatedUnion('noun', [
  z.strictObject({ ...organisationFields, revision }),
  z.strictObject({ ...groupFields, revision }),
  z.strictObject({ ...personFields, revision }),
])
export type ChangeEntryRequest = z.infer<typeof changeEntryRequest>

/** GET /api/directory. Who may not edit gets no e-mail addresses of people. */
export interface DirectoryResponse {
  directory: Directory
  mayEdit: boolean
}

/** Says "leave it so" to a question, or takes that back. */
export const settleRequest = z.strictObject({
  question: z.string().min(1).max(1000),
  isSettled: z.boolean(),
})
export type SettleRequest = z.infer<typeof settleRequest>

/** What a table file may hold. */
export const TABLE_LIMITS = { rows: 5000, columns: 50, sheets: 20, cellLetters: 2000 } as const

export const importDirectoryRequest = z.strictObject({
  sheets: z
    .array(
      z.strictObject({
        name: z.string().max(200),
        rows: z
          .array(z.array(z.string().max(TABLE_LIMITS.cellLetters)).max(TABLE_LIMITS.columns))
          .max(TABLE_LIMITS.rows),
      }),
    )
    .max(TABLE_LIMITS.sheets),
  /** What unclear rows mean, by the key of their line. */
  choices: z.record(z.string().max(100), z.string().max(100)),
  /** Of the directory that the import was compared with; a later one is refused. */
  revision,
})
export type ImportDirectoryRequest = z.infer<typeof importDirectoryRequest>

/** POST /api/directory/tables: what stands in a file. Nothing is kept of it. */
export interface SheetsResponse {
  sheets: ImportDirectoryRequest['sheets']
}

/** POST /api/directory/imports */
export interface ImportDirectoryResponse {
  counts: ImportCounts
  directory: Directory
}

// ── Contents ─────────────────────────────────────────────────────────────────────────────────
/** POST /api/images with the bytes as body → 201; `content` is the SHA-256 to put into an image. */
export interface UploadResponse {
  content: string
  sizeBytes: number
}

// ── Health ───────────────────────────────────────────────────────────────────────────────────
/** `failing`: what is shown as saved still is, but nothing new can be stored at the moment. */
export interface HealthResponse {
  status: 'ok' | 'failing'
  schemaVersion: number
}

// ── Errors ───────────────────────────────────────────────────────────────────────────────────
/** Every response that is not 2xx has this body. `message` is plain words. */
export const errorResponse = z.object({ code: z.string(), message: z.string() })
export type ErrorResponse = z.infer<typeof errorResponse>
