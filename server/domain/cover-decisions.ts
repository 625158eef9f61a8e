import { isOpenFor } from '../../shared/cover/cover-report.ts'
import type {
  CoverReportsResponse,
  DecideRecommendationsRequest,
  RecommendationDecision,
  Submission,
} from '../../shared/cover/cover-report.ts'
import { Refusal } from '../../shared/refusals.ts'
import {
  checkOther,
  checkSpeaks,
  requireRoute,
  requireShown,
  requireStep,
  requireTurn,
} from './approval.ts'
import type { StepPlace } from './approval.ts'
import { findRoutes } from './approval-record.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { addDecisions } from './cover-record.ts'
import { findSubmission, listOnTheirWay } from './cover-reports.ts'
import { inTurn } from './safety-points.ts'

const MOST_DECISIONS = 5_000

type Wanted = DecideRecommendationsRequest['decisions'][number]

/**
 * A body decides about recommendations, all that are sent or none. Each decision holds on to the
 * hashes of the version and of the report, and stays as it is for ever.
 *
 * @throws {Refusal} `conflict` if either is another text, it is not the turn of the step, or it has
 * decided; `invalid` for a decision without the words it needs; `forbidden` for whoever made the
 * version or the report.
 */
export async function decideRecommendations(
  ctx: Context,
  place: StepPlace,
  request: DecideRecommendationsRequest,
): Promise<CoverReportsResponse> {
  const { documentId, versionId, stepId } = place
  const { seat } = ctx
  if (seat.step !== undefined && seat.step.id !== stepId) {
    throw new Refusal('forbidden', 'Your link is for another step.')
  }
  for (const each of request.decisions) checkWhole(each)
  await inTurn(ctx.store, async () => {
    const version = await requireShown(ctx, { documentId, versionId }, request)
    const sent = await findSubmission(ctx, { ...place, report: request.report })
    if (sent.hash !== request.reportHash) {
      throw new Refusal('conflict', 'The report went out anew. Please look at it again.')
    }
    const route = requireRoute(await findRoutes(ctx.store, documentId), versionId)
    requireTurn(route, stepId)
    const step = requireStep(route, stepId)
    checkSpeaks(seat, step)
    const { body, verb } = step
    if (verb === 'clear') {
      throw new Refusal('invalid', 'A clearance is about the whole. Please decide the step.')
    }
    const by = { id: seat.id, name: seat.name }
    for (const { outcome } of request.decisions) {
      checkOther(version, { outcome, by })
      checkOther({ madeBy: sent.by }, { outcome, by })
    }
    await addDecisions(ctx.store, documentId, (before) => {
      if (before.length + request.decisions.length > MOST_DECISIONS) {
        throw new Refusal('too_many', 'No more decisions fit here.')
      }
      checkOpen(before, { step: stepId, request })
      return request.decisions.map(({ recommendation, ...wanted }) => ({
        ...wanted,
        id: ctx.newId(),
        version: versionId,
        hash: version.hash,
        report: { document: request.report, version: sent.version, hash: sent.hash },
        recommendation: requireRecommendation(sent, recommendation),
        step: { id: stepId, body },
        minute: request.minute,
        at: ctx.now().toISOString(),
        by,
      }))
    })
  })
  await recordAudit(ctx, {
    did: 'cover.decided',
    about: { document: documentId, version: versionId, step: stepId, hash: request.hash },
  })
  return listOnTheirWay(ctx, documentId)
}

function checkWhole({ outcome, amended, reason }: Wanted): void {
  if (outcome === 'amended' && amended === '') {
    throw new Refusal('invalid', 'Please write what the recommendation says now.')
  }
  if ((outcome === 'deferred' || outcome === 'refused') && reason === '') {
    throw new Refusal('invalid', 'Please give a reason for what is deferred or refused.')
  }
}

function checkOpen(
  before: readonly RecommendationDecision[],
  { step, request }: { step: string; request: DecideRecommendationsRequest },
): void {
  const { report, decisions } = request
  const wanted = decisions.map(({ recommendation }) => recommendation)
  if (new Set(wanted).size < wanted.length) {
    throw new Refusal('invalid', 'Each recommendation is decided once.')
  }
  if (wanted.some((recommendation) => !isOpenFor(before, { step, report, recommendation }))) {
    throw new Refusal('conflict', 'This recommendation is decided, and decisions are not changed.')
  }
}

function requireRecommendation({ recommendations }: Submission, id: string) {
  const found = recommendations.find((each) => each.id === id)
  if (found === undefined) throw new Refusal('not_found', 'There is no such recommendation.')
  return found
}
