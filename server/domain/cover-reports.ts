import { may } from '../../shared/access.ts'
import type { DocumentSummary } from '../../shared/api.ts'
import { boundTo, buildReport } from '../../shared/cover/build-report.ts'
import type {
  AboutRequest,
  BoundVersion,
  CoverReportsResponse,
  CoverResponse,
  ReportOnItsWay,
  Submission,
  WriteReportRequest,
} from '../../shared/cover/cover-report.ts'
import { isAlwaysNeeded } from '../../shared/cover/cover-template.ts'
import type { CoverTemplate } from '../../shared/cover/cover-template.ts'
import { mendHeadings, refill } from '../../shared/cover/fill-report.ts'
import { findBlanks, readRecommendations } from '../../shared/cover/read-report.ts'
import { Refusal } from '../../shared/refusals.ts'
import { giveIds } from '../../shared/schema/identity.ts'
import { requireShown } from './approval.ts'
import { recordAudit } from './audit.ts'
import { bodyFromJson } from './body.ts'
import type { Context } from './context.ts'
import {
  changeReport,
  findDecisions,
  listReports,
  putReport,
  readTemplate,
  requireReport,
  writeTemplate,
} from './cover-record.ts'
import type { StoredReport } from './cover-record.ts'
import { gatherFills } from './cover-sources.ts'
import type { CompareTexts } from './cover-sources.ts'
import { findRecord, sharingOf } from './document-record.ts'
import { addDocument, readBody, refreshSummary, requireDocument } from './documents.ts'
import { getVersion, listVersions, makeVersion, withdrawVersion } from './versions.ts'

const MOST_SUBMISSIONS = 100

export async function describeTemplate(ctx: Context): Promise<CoverTemplate> {
  return readTemplate(ctx.store)
}

/** For the reports that are made from now on: those there are keep their parts. */
export async function changeTemplate(
  ctx: Context,
  { parts }: CoverTemplate,
): Promise<CoverTemplate> {
  // Whatever somebody sends: these hold a report up.
  const template = {
    parts: parts.map((part) => ({ ...part, isNeeded: isAlwaysNeeded(part) || part.isNeeded })),
  }
  await writeTemplate(ctx.store, template)
  await recordAudit(ctx, { did: 'cover.template', about: { parts: String(parts.length) } })
  return template
}

/**
 * Makes a cover report about a version, from the template of the authority, with what can be drawn
 * from the consultations, the answers and the plan. It is a document like any other.
 *
 * @throws {Refusal} `conflict` if the version is not the one that was shown, or is withdrawn.
 */
export async function writeReport(
  ctx: Context,
  documentId: string,
  { request, compare }: { request: WriteReportRequest; compare: CompareTexts },
): Promise<DocumentSummary> {
  const about = await bind(ctx, documentId, request)
  const template = await readTemplate(ctx.store)
  const { parts } = template
  const empty = bodyFromJson(buildReport(template, request), ctx.newId)
  const { body, filled } = refill(empty, {
    parts,
    fills: await gatherFills(ctx, about, compare),
    filled: {},
  })
  const { record } = await requireDocument(ctx, documentId)
  const id = ctx.newId()
  await putReport(ctx.store, id, { about, parts, filled, submissions: [] })
  return addDocument(ctx, {
    id,
    title: request.title,
    kind: 'coverReport',
    body: giveIds(body, ctx.newId),
    isDemo: false,
    origin: { from: 'template', template: 'coverReport' },
    shares: record.shares.filter(({ as, section }) => as === 'editor' && !section),
  })
}

/** How far a report has got. */
export async function describeReport(ctx: Context, id: string): Promise<CoverResponse> {
  const { about, parts, submissions } = await requireReport(ctx.store, id)
  const body = await readBody(ctx, id)
  return {
    about,
    parts,
    withdrawn: await whyWithdrawn(ctx, about),
    blanks: findBlanks(body, parts),
    recommendations: readRecommendations(body, parts),
    submissions,
    kept: 0,
  }
}

/**
 * Draws anew from the consultations, the answers and the plan. Words that somebody typed stay.
 *
 * @throws {Refusal} `forbidden` for whoever may not read the document the report is about.
 */
export async function fillReport(
  ctx: Context,
  id: string,
  compare: CompareTexts,
): Promise<CoverResponse> {
  const { about } = await requireReport(ctx.store, id)
  if (!mayReadSources(ctx, await sharingOfDocument(ctx, about.document))) {
    throw new Refusal('forbidden', 'The document that this report is about is not shared with you.')
  }
  const kept = await draw(ctx, id, compare)
  return { ...(await describeReport(ctx, id)), kept }
}

/**
 * Another version for the report to be about; what went out before stays about the earlier one.
 *
 * @throws {Refusal} `conflict` if it is not the version that was shown, or is withdrawn.
 */
export async function rebindReport(
  ctx: Context,
  id: string,
  { request, compare }: { request: AboutRequest; compare: CompareTexts },
): Promise<CoverResponse> {
  const { about: before } = await requireReport(ctx.store, id)
  const about = await bind(ctx, before.document, request)
  await changeReport(ctx.store, id, (report) => ({ ...report, about }))
  const kept = await draw(ctx, id, compare)
  return { ...(await describeReport(ctx, id)), kept }
}

/**
 * Freezes the report and lets it go out with the version it is about.
 *
 * @throws {Refusal} `invalid` while something is blank; `conflict` if the version is withdrawn or is
 * not the one that was shown.
 */
export async function submitReport(
  ctx: Context,
  id: string,
  request: AboutRequest,
): Promise<CoverResponse> {
  const { about, parts, submissions } = await requireReport(ctx.store, id)
  if (about.version !== request.version) {
    throw new Refusal(
      'conflict',
      'The report is about another version now. Please look at it again.',
    )
  }
  await requireShown(ctx, { documentId: about.document, versionId: about.version }, request)
  if (submissions.length >= MOST_SUBMISSIONS) {
    throw new Refusal('too_many', 'This report went out too often. Please write a new one.')
  }
  await ctx.live.edit(id, (body) => giveIds(mendHeadings(body, parts), ctx.newId))
  const blanks = findBlanks(await readBody(ctx, id), parts)
  if (blanks.length > 0) throw incomplete(blanks)
  const sent = await freezeReport(ctx, id)
  await changeReport(ctx.store, id, (report) => ({
    ...report,
    submissions: [...report.submissions, { ...sent, about }],
  }))
  await recordAudit(ctx, {
    did: 'cover.submitted',
    about: { document: about.document, version: about.version, report: id, hash: sent.hash },
  })
  return describeReport(ctx, id)
}

/** What goes with the versions of a document, and what was decided about it. */
export async function listOnTheirWay(
  ctx: Context,
  documentId: string,
): Promise<CoverReportsResponse> {
  const reports: ReportOnItsWay[] = []
  for (const { id, report } of await listReports(ctx.store, documentId)) {
    reports.push(...(await onItsWay(ctx, id, report)))
  }
  return { reports, decisions: await findDecisions(ctx.store, documentId) }
}

/** A report as it went out with a version: the last time, unless it is being decided about. */
export async function findSubmission(
  ctx: Context,
  { documentId, versionId, report: id }: { documentId: string; versionId: string; report: string },
): Promise<Submission> {
  const report = await requireReport(ctx.store, id)
  const found = report.submissions.findLast(({ about }) => about.version === versionId)
  if (found === undefined || report.about.document !== documentId) {
    throw new Refusal('not_found', 'No cover report like this went out with the version.')
  }
  return found
}

/** For each version it went out with, the last time; and the one it is being written about. */
async function onItsWay(ctx: Context, id: string, report: StoredReport): Promise<ReportOnItsWay[]> {
  const record = await findRecord(ctx.store, id)
  const { about, submissions } = report
  const last = new Map(submissions.map((each) => [each.about.version, each]))
  const sent = [...last.values()].map((each) => ({
    report: id,
    title: each.title,
    about: each.about,
    submission: each,
  }))
  const isWritten = record?.place.at === 'home' && !last.has(about.version)
  return isWritten ? [...sent, { report: id, title: record.title, about, submission: null }] : sent
}

async function freezeReport(ctx: Context, id: string): Promise<Omit<Submission, 'about'>> {
  const { parts, about, submissions } = await requireReport(ctx.store, id)
  const { next } = await listVersions(ctx, id)
  const made = await makeVersion(ctx, id, {
    stage: 'final',
    // What goes out first is whole, whatever drafts there were.
    number: submissions.length === 0 ? next.major : next.minor,
    date: ctx.now().toISOString().slice(0, 10),
    note: `Goes with ${about.label} of ${about.title}`.slice(0, 500),
  })
  const { frozen } = await getVersion(ctx, id, made.id)
  const body = bodyFromJson(frozen.body, ctx.newId)
  const blanks = findBlanks(body, parts)
  if (blanks.length > 0) {
    // Somebody took words out just now.
    const place = { documentId: id, versionId: made.id }
    await withdrawVersion(ctx, place, { reason: 'Parts of it were blank.' })
    throw incomplete(blanks)
  }
  return {
    version: made.id,
    number: made.number,
    hash: made.hash,
    title: frozen.title,
    at: ctx.now().toISOString(),
    by: { id: ctx.seat.id, name: ctx.seat.name },
    recommendations: readRecommendations(body, parts),
  }
}

/** How many blocks were left as somebody wrote them. */
async function draw(ctx: Context, id: string, compare: CompareTexts): Promise<number> {
  const { about, parts, filled } = await requireReport(ctx.store, id)
  const fills = await gatherFills(ctx, about, compare)
  let next = filled
  let kept = 0
  await ctx.live.edit(id, (body) => {
    const refilled = refill(body, { parts, fills, filled })
    next = refilled.filled
    kept = refilled.kept
    return giveIds(refilled.body, ctx.newId)
  })
  await changeReport(ctx.store, id, (report) => ({ ...report, filled: { ...next } }))
  await refreshSummary(ctx, id)
  return kept
}

async function bind(
  ctx: Context,
  documentId: string,
  { version, hash }: AboutRequest,
): Promise<BoundVersion> {
  return boundTo(documentId, await requireShown(ctx, { documentId, versionId: version }, { hash }))
}

async function sharingOfDocument(ctx: Context, documentId: string) {
  const record = await findRecord(ctx.store, documentId)
  return record?.place.at === 'home' ? sharingOf({ id: documentId, record }) : null
}

function mayReadSources(ctx: Context, sharing: ReturnType<typeof sharingOf> | null): boolean {
  return sharing !== null && may(ctx.seat, 'readCoverReport', { sharing, now: ctx.now() })
}

async function whyWithdrawn(ctx: Context, { document, version }: BoundVersion): Promise<string> {
  const record = await findRecord(ctx.store, document)
  if (record?.place.at !== 'home') return 'the document was removed'
  return (await getVersion(ctx, document, version)).summary.withdrawn?.reason ?? ''
}

function incomplete(blanks: readonly { title: string }[]): Refusal {
  const names = blanks.map(({ title }) => title).join(', ')
  return new Refusal('invalid', `These parts are not written yet: ${names}.`.slice(0, 1000))
}
