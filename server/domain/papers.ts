import { boundTo } from '../../shared/cover/build-report.ts'
import { buildDecisionRecord } from '../../shared/cover/decision-record.ts'
import { labelInPrint } from '../../shared/versions.ts'
import { requireRoute } from './approval.ts'
import type { StepPlace } from './approval.ts'
import { findRoutes } from './approval-record.ts'
import { bodyFromJson } from './body.ts'
import type { Context } from './context.ts'
import { findSubmission, listOnTheirWay } from './cover-reports.ts'
import { gatherDocument, gatherPictures } from './exports.ts'
import type { DocumentToExport, GatherOptions } from './exports.ts'
import { getVersion } from './versions.ts'
import { may } from '../../shared/access.ts'
import { sharingOf } from './document-record.ts'
import { requireDocument } from './documents.ts'

/** The papers around a version: the cover reports that went with it, and what was decided. */

export type VersionPlace = Omit<StepPlace, 'stepId'>

/** A text that goes along in a pack, under this path without its extension. */
export interface Paper {
  path: string
  document: DocumentToExport
}

/** A document to leave; in a pack its papers go along. */
export async function gatherWithPapers(
  ctx: Context,
  id: string,
  options: GatherOptions,
): Promise<DocumentToExport & { papers: Paper[] }> {
  const document = await gatherDocument(ctx, id, options)
  const on = { sharing: sharingOf(await requireDocument(ctx, id)), now: ctx.now() }
  const isAlone = options.isPack !== true || !may(ctx.seat, 'readCoverReport', on)
  return { ...document, papers: isAlone ? [] : await gatherPapers(ctx, id) }
}

/** The record of what was decided about a version, as a document that can leave in any format. */
export async function gatherDecisionRecord(
  ctx: Context,
  { documentId, versionId }: VersionPlace,
): Promise<DocumentToExport> {
  const { summary } = await getVersion(ctx, documentId, versionId)
  const route = requireRoute(await findRoutes(ctx.store, documentId), versionId)
  const { reports, decisions } = await listOnTheirWay(ctx, documentId)
  const json = buildDecisionRecord({
    about: boundTo(documentId, summary),
    route,
    reports: reports.filter(({ about }) => about.version === versionId),
    decisions: decisions.filter(({ version }) => version === versionId),
  })
  return {
    ...alone(),
    title: `Decisions about ${summary.title}`.slice(0, 200),
    body: bodyFromJson(json, ctx.newId),
    label: `RECORD OF DECISIONS – ${labelInPrint(summary)}`,
    date: ctx.now().toISOString().slice(0, 10),
  }
}

/** A report as it went out with a version. */
export async function gatherReport(
  ctx: Context,
  place: VersionPlace & { report: string },
): Promise<DocumentToExport> {
  const { version } = await findSubmission(ctx, place)
  const { frozen } = await getVersion(ctx, place.report, version)
  const body = bodyFromJson(frozen.body, ctx.newId)
  return {
    ...alone(),
    title: frozen.title,
    body,
    label: labelInPrint(frozen),
    date: frozen.date,
    pictures: await gatherPictures(ctx, body),
  }
}

/** Each report that went out, and the record of each way. */
async function gatherPapers(ctx: Context, documentId: string): Promise<Paper[]> {
  const { reports } = await listOnTheirWay(ctx, documentId)
  const papers: Paper[] = []
  for (const { report, about, submission } of reports) {
    if (submission === null) continue
    const place = { documentId, versionId: about.version, report }
    const path = `cover-reports/${about.number}-${report}`
    papers.push({ path, document: await gatherReport(ctx, place) })
  }
  for (const { version, number } of await findRoutes(ctx.store, documentId)) {
    const document = await gatherDecisionRecord(ctx, { documentId, versionId: version })
    papers.push({ path: `decisions/${number}`, document })
  }
  return papers
}

/** Nothing but the text. */
function alone(): Pick<DocumentToExport, 'pictures' | 'threads' | 'since' | 'attachments'> {
  return { pictures: new Map(), threads: [], since: null, attachments: new Map() }
}
