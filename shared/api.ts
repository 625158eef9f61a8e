import { z } from 'zod'

/**
 * Requests and responses, a block per noun. Unknown fields are refused. Times are ISO 8601, UTC.
 *
 * GET    /health                     HealthResponse (503 while the store fails)
 * GET    /api/me                     MeResponse
 * POST   /api/enter                  EnterRequest → MeResponse, and the cookie of the seat
 * GET    /api/documents              DocumentSummary[], last changed first
 * POST   /api/documents              CreateDocumentRequest → 201 DocumentSummary
 * GET    /api/documents/:id          DocumentSummary
 * PATCH  /api/documents/:id          RenameDocumentRequest → DocumentSummary
 * DELETE /api/documents/:id          204; into the trash
 * GET    /api/trash                  DocumentSummary[], last changed first
 * POST   /api/documents/:id/restore  DocumentSummary; out of the trash
 * GET    /api/documents/:id/report   ImportReport
 * GET    /api/documents/:id/export   ?format=…; a file
 * DELETE /api/demo                   204; the demo documents go for good
 * GET    /api/templates              TemplateSummary[]
 * POST   /api/imports?name=…         bytes of a Word file → 201 ImportResponse
 * POST   /api/images                 bytes → 201 UploadResponse
 * GET    /api/contents/:hash         bytes of an image
 */

// ── Seats ────────────────────────────────────────────────────────────────────────────────────
export const enterRequest = z.strictObject({
  name: z.string().trim().min(1, 'Please type a name.').max(60, 'Please use at most 60 letters.'),
  colour: z.number().int().min(0).max(11),
})
export type EnterRequest = z.infer<typeof enterRequest>

/** GET /api/me, POST /api/enter. `seat` is null until somebody has entered on this browser. */
export interface MeResponse {
  seat: { id: string; name: string; colour: number } | null
  schemaVersion: number
}

// ── Documents ────────────────────────────────────────────────────────────────────────────────
export const DOCUMENT_KINDS = ['strategy', 'actionPlan', 'charter', 'other'] as const
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
