import { z } from 'zod'
import { hash, id, who, words } from '../api-parts.ts'
import { OUTCOME_KEYS } from '../approval.ts'
import { coverPart } from './cover-template.ts'
import type { MarkedBlock } from '../compare/comparison.ts'

/** Cover reports and what was decided about their recommendations. Times are ISO 8601, UTC. */

/** The version a report is about, as it was shown to whoever says so. */
export const aboutRequest = z.strictObject({ version: id, hash })
export type AboutRequest = z.infer<typeof aboutRequest>

export const writeReportRequest = z.strictObject({
  ...aboutRequest.shape,
  title: words(200).min(1, 'Please give the report a title.'),
  /** To whom it goes. */
  body: words(120).min(1, 'Please say who the report is for.'),
  meeting: z.iso.date('Please give a day.').nullable(),
  /** A name and a post, and how to reach the post: a mailbox, not a person. */
  author: words(200),
  contact: words(200),
})
export type WriteReportRequest = z.infer<typeof writeReportRequest>

/** What keeps a report from going out. */
export const BLANKS = {
  blank: 'Nothing is written here yet',
  guide: 'Words in square brackets wait to be replaced',
  missing: 'The heading is gone',
} as const
export const BLANK_KEYS = ['blank', 'guide', 'missing'] as const

export const blank = z.strictObject({
  key: z.string(),
  title: z.string(),
  why: z.enum(BLANK_KEYS),
  isImplication: z.boolean(),
  /** The block to go to. */
  block: z.string(),
})
export type Blank = z.infer<typeof blank>

export const recommendation = z.strictObject({
  /** Of its block in the report: it stays when words or numbers change. */
  id: z.string(),
  number: z.string(),
  /** To whom: “The Executive”; '' where the words do not say. */
  to: z.string(),
  words: z.string(),
})
export type Recommendation = z.infer<typeof recommendation>

/** A version of a document as a report, or a decision, holds on to it. */
export const boundVersion = z.strictObject({
  document: z.string(),
  title: z.string(),
  version: z.string(),
  number: z.string(),
  label: z.string(),
  date: z.string(),
  hash: z.string(),
})
export type BoundVersion = z.infer<typeof boundVersion>

/** A report as it went out: frozen, with its recommendations. */
export const submission = z.strictObject({
  /** The version of the report, and the hash of its text. */
  version: z.string(),
  number: z.string(),
  hash: z.string(),
  title: z.string(),
  about: boundVersion,
  at: z.string(),
  by: who,
  recommendations: z.array(recommendation),
})
export type Submission = z.infer<typeof submission>

/** GET /api/documents/:id/cover of a report. */
export const coverResponse = z.strictObject({
  about: boundVersion,
  parts: z.array(coverPart),
  /** Of the version it is about; '' while it stands. */
  withdrawn: z.string(),
  blanks: z.array(blank),
  recommendations: z.array(recommendation),
  submissions: z.array(submission),
  /** When it was just drawn anew: blocks that were left as somebody wrote them. */
  kept: z.int(),
})
export type CoverResponse = z.infer<typeof coverResponse>

export const recommendationDecision = z.strictObject({
  id: z.string(),
  /** Of the document: its version and hash. */
  version: z.string(),
  hash: z.string(),
  report: z.strictObject({ document: z.string(), version: z.string(), hash: z.string() }),
  recommendation,
  step: z.strictObject({ id: z.string(), body: z.string() }),
  outcome: z.enum(OUTCOME_KEYS),
  /** With `amended`: what it says now. */
  amended: z.string(),
  reason: z.string(),
  alternatives: z.string(),
  minute: z.string(),
  at: z.string(),
  by: who,
})
export type RecommendationDecision = z.infer<typeof recommendationDecision>

export const decideRecommendationsRequest = z.strictObject({
  /** Of the version and of the report, as they were shown. */
  hash,
  report: id,
  reportHash: hash,
  decisions: z
    .array(
      z.strictObject({
        recommendation: id,
        outcome: z.enum(OUTCOME_KEYS),
        amended: words(2000),
        reason: words(2000),
        alternatives: words(2000),
      }),
    )
    .min(1, 'Please decide about at least one recommendation.')
    .max(100),
  minute: words(200),
})
export type DecideRecommendationsRequest = z.infer<typeof decideRecommendationsRequest>

/** A report on the way of a version. `submission` is null while it is being written. */
export const reportOnItsWay = z.strictObject({
  report: z.string(),
  title: z.string(),
  about: boundVersion,
  submission: submission.nullable(),
})
export type ReportOnItsWay = z.infer<typeof reportOnItsWay>

/** GET /api/documents/:id/cover-reports */
export const coverReportsResponse = z.strictObject({
  reports: z.array(reportOnItsWay),
  decisions: z.array(recommendationDecision),
})
export type CoverReportsResponse = z.infer<typeof coverReportsResponse>

/** A text to be read, not written in. */
export interface ShownText {
  title: string
  blocks: MarkedBlock[]
}

/** Open in the eyes of one body: never decided by it, or deferred. */
export function isOpenFor(
  decisions: readonly RecommendationDecision[],
  {
    step,
    report,
    recommendation: wanted,
  }: { step: string; report: string; recommendation: string },
): boolean {
  const last = decisions.findLast(
    (each) =>
      each.step.id === step && each.report.document === report && each.recommendation.id === wanted,
  )
  return last === undefined || last.outcome === 'deferred'
}
