import { z } from 'zod'
import {
  boundVersion,
  recommendationDecision,
  submission,
} from '../../shared/cover/cover-report.ts'
import type { RecommendationDecision } from '../../shared/cover/cover-report.ts'
import {
  DEFAULT_COVER_TEMPLATE,
  coverPart,
  coverTemplate,
} from '../../shared/cover/cover-template.ts'
import type { CoverTemplate } from '../../shared/cover/cover-template.ts'
import { Refusal } from '../../shared/refusals.ts'
import { isDocumentId } from './document-record.ts'
import type { Store } from '../storage/store.ts'

/** What is kept about a cover report beside its text, by the id of its document. */
const storedReport = z.strictObject({
  about: boundVersion,
  /** As the template was when the report was made. */
  parts: z.array(coverPart),
  /** The words that were drawn from elsewhere, by block. */
  filled: z.record(z.string(), z.string()),
  /** Each time it went out; only ever added to. */
  submissions: z.array(submission),
})
export type StoredReport = z.infer<typeof storedReport>

const storedDecisions = z.array(recommendationDecision)

type Records = Pick<Store, 'records'>

export async function findReport(store: Records, id: string): Promise<StoredReport | null> {
  if (!isDocumentId(id)) return null
  const stored = await store.records.read('coverReport', id)
  return stored === null ? null : storedReport.parse(stored.value)
}

/** @throws {Refusal} `not_found` for a document that is no cover report. */
export async function requireReport(store: Records, id: string): Promise<StoredReport> {
  const found = await findReport(store, id)
  if (found === null) throw new Refusal('not_found', 'This document is not a cover report.')
  return found
}

/** The reports about any version of a document. */
export async function listReports(
  store: Records,
  documentId: string,
): Promise<{ id: string; report: StoredReport }[]> {
  const stored = await store.records.list('coverReport')
  return stored
    .map(({ id, value }) => ({ id, report: storedReport.parse(value) }))
    .filter(({ report }) => report.about.document === documentId)
}

export async function putReport(store: Records, id: string, report: StoredReport): Promise<void> {
  await store.records.change('coverReport', id, () => storedReport.parse(report))
}

export async function changeReport(
  store: Records,
  id: string,
  change: (before: StoredReport) => StoredReport,
): Promise<void> {
  await store.records.change('coverReport', id, (value) =>
    storedReport.parse(change(storedReport.parse(value))),
  )
}

/** By the id of the document that is decided about, in the order they were made. */
export async function findDecisions(
  store: Records,
  documentId: string,
): Promise<RecommendationDecision[]> {
  const stored = await store.records.read('coverDecisions', documentId)
  return stored === null ? [] : storedDecisions.parse(stored.value)
}

/** Decisions are only ever added. */
export async function addDecisions(
  store: Records,
  documentId: string,
  decide: (before: readonly RecommendationDecision[]) => RecommendationDecision[],
): Promise<void> {
  await store.records.change('coverDecisions', documentId, (value) => {
    const before = value === null ? [] : storedDecisions.parse(value)
    return storedDecisions.parse([...before, ...decide(before)])
  })
}

const OWN = 'own'

export async function readTemplate(store: Records): Promise<CoverTemplate> {
  const stored = await store.records.read('coverTemplate', OWN)
  return stored === null ? DEFAULT_COVER_TEMPLATE : coverTemplate.parse(stored.value)
}

export async function writeTemplate(store: Records, template: CoverTemplate): Promise<void> {
  await store.records.change('coverTemplate', OWN, () => template)
}

/** Only for a document that is removed for good. */
export async function eraseCover(store: Store, documentId: string): Promise<void> {
  await store.records.change('coverReport', documentId, () => null)
  await store.records.change('coverDecisions', documentId, () => null)
}
