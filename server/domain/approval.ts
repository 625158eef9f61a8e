import { may } from '../../shared/access.ts'
import type { Seat } from '../../shared/access.ts'
import { openSignUps, openSteps, outcomesFor, settledBy } from '../../shared/approval.ts'
import type {
  ApprovalResponse,
  ApprovalRoute,
  ApprovalStep,
  Decision,
  DecisionRequest,
  OwnWordsRequest,
  Publication,
  StartRouteRequest,
  StepLinkRequest,
  StepLinkResponse,
} from '../../shared/approval.ts'
import type { Condition } from '../../shared/conditions.ts'
import type { VersionSummary } from '../../shared/api-versions.ts'
import { Refusal } from '../../shared/refusals.ts'
import { labelInWords } from '../../shared/versions.ts'
import { countUnanswered, goOnWithout } from './unanswered.ts'
import type { StoredPublication } from './approval-record.ts'
import { asPublication, changeRoutes, findPublications, findRoutes } from './approval-record.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { sharingOf } from './document-record.ts'
import type { StoredDocument } from './document-record.ts'
import { requireDocument } from './documents.ts'
import { makeStepLink } from './links.ts'
import type { DoorContext } from './links.ts'
import { inTurn } from './safety-points.ts'
import { closeStep } from './step-seats.ts'
import { getVersion } from './versions.ts'
import { requireYouthGroup } from './youth-groups.ts'

const MOST_ROUTES = 500
/** A link for a step lasts at most this long. */
const LONGEST_LINK_MS = 120 * 24 * 60 * 60_000

/** Opening it again is how somebody without an account shows once more that it is them. */
const LINK_USES = 5

/** Where in an approval: a step of the way of a version. */
export interface StepPlace {
  documentId: string
  versionId: string
  stepId: string
}

export async function describeApproval(
  ctx: Context,
  documentId: string,
): Promise<ApprovalResponse> {
  const stored = await requireDocument(ctx, documentId)
  const publications = await findPublications(ctx.store, documentId)
  const mayPublish = may(ctx.seat, 'publish')
  const routes = await findRoutes(ctx.store, documentId)
  return {
    title: stored.record.title,
    unanswered: await countUnanswered(ctx, documentId),
    routes: routes.toReversed(),
    mine: routes.flatMap((route) =>
      [...openSteps(route), ...openSignUps(route)].flatMap((step) => mineOf(ctx, stored, step)),
    ),
    publications: publications.map(mayPublish ? asPublication : withoutReason).toReversed(),
  }
}

function mineOf(
  { seat, now }: Context,
  stored: StoredDocument,
  step: ApprovalStep,
): ApprovalResponse['mine'] {
  const on = { sharing: sharingOf(stored), now: now() }
  if (seat.role === 'young') {
    if (seat.group === undefined || seat.group.id !== step.group) return []
    return [{ step: step.id, isOpen: may(seat, 'decideForGroup', on) }]
  }
  const isOther = seat.step === undefined ? step.group !== null : seat.step.id !== step.id
  return isOther || !may(seat, 'decideStep', on) ? [] : [{ step: step.id, isOpen: true }]
}

/**
 * Sends a version on its way. Comments without an answer hold it up until somebody says why not.
 *
 * @throws {Refusal} `conflict` if it is not the text that was shown, is withdrawn or on its way;
 * `invalid` without a reason where comments have no answer.
 */
export async function startRoute(
  ctx: Context,
  documentId: string,
  request: StartRouteRequest,
): Promise<ApprovalRoute> {
  const unanswered = await goOnWithout(ctx, { documentId }, request.unansweredReason)
  for (const { group } of request.steps) {
    if (typeof group === 'string') await requireYouthGroup(ctx.store, group)
  }
  const route = await inTurn(ctx.store, async () => {
    const version = await requireShown(ctx, { documentId, versionId: request.version }, request)
    const started: ApprovalRoute = {
      version: version.id,
      number: version.number,
      label: labelInWords(version),
      hash: version.hash,
      startedAt: ctx.now().toISOString(),
      startedBy: { id: ctx.seat.id, name: ctx.seat.name },
      unanswered,
      steps: stepsOf(ctx, request),
      signUps: [],
      conditions: [],
      supersededBy: null,
    }
    await changeRoutes(ctx.store, documentId, (before) => {
      if (before.some((each) => each.version === version.id)) {
        throw new Refusal('conflict', 'This version is on its way already.')
      }
      if (before.length >= MOST_ROUTES) {
        throw new Refusal(
          'too_large',
          `At most ${MOST_ROUTES} versions of a document are sent out.`,
        )
      }
      return [...before, started]
    })
    return started
  })
  await recordAudit(ctx, {
    did: 'approval.started',
    about: { document: documentId, version: route.version, hash: route.hash },
  })
  return route
}

/**
 * Decides a step. What is decided is the text with this hash, so it is read and compared again, and
 * nobody can withdraw it half-way. A decision stays as it is for ever.
 *
 * @throws {Refusal} `conflict` if it is another text, withdrawn, superseded, decided, or not its
 * turn; `forbidden` for whoever made the version, or has a link to another step.
 */
export async function decide(
  ctx: Context,
  place: StepPlace,
  request: DecisionRequest,
): Promise<ApprovalRoute> {
  const { seat } = ctx
  if (seat.step !== undefined && seat.step.id !== place.stepId) {
    throw new Refusal('forbidden', 'Your link is for another step.')
  }
  const routes = await findRoutes(ctx.store, place.documentId)
  checkSpeaks(seat, requireStep(requireRoute(routes, place.versionId), place.stepId))
  return settle(ctx, { ...place, by: { id: seat.id, name: seat.name } }, request)
}

/**
 * Enters what a youth group decided, in its own words. It stands under the name of the group:
 * nobody keeps which of them typed it.
 *
 * @throws {Refusal} `forbidden` if it is not the group that is asked; else as `decide`.
 */
export async function decideForGroup(
  ctx: Context,
  place: StepPlace,
  { hash, outcome, words }: OwnWordsRequest,
): Promise<ApprovalRoute> {
  const routes = await findRoutes(ctx.store, place.documentId)
  const { group } = requireStep(requireRoute(routes, place.versionId), place.stepId)
  const own = ctx.seat.group
  if (own === undefined || own.id !== group) {
    throw new Refusal('forbidden', 'Another group is asked here.')
  }
  return settle(ctx, { ...place, by: own }, { hash, outcome, reason: words, minute: '' })
}

async function settle(
  ctx: Context,
  { documentId, versionId, stepId, by }: StepPlace & { by: Decision['by'] },
  request: DecisionRequest,
): Promise<ApprovalRoute> {
  const made: Decision = {
    outcome: request.outcome,
    reason: request.reason,
    minute: request.minute,
    at: ctx.now().toISOString(),
    by: { id: by.id, name: by.name },
  }
  const asked = (request.conditions ?? []).map((each): Condition => {
    return { id: ctx.newId(), step: stepId, decidedAt: made.at, ...each, done: null }
  })
  let isRepeated = false
  const route = await inTurn(ctx.store, async () => {
    const version = await requireShown(ctx, { documentId, versionId }, request)
    return changeRoute(ctx, { documentId, versionId }, (found) => {
      requireTurn(found, stepId)
      isRepeated = isSameAgain(found, { made, asked }, stepId)
      if (isRepeated) return found
      const decided = mapStep(found, stepId, (step) => {
        checkWhole(step, request)
        checkOther(version, made)
        return { ...step, decisions: [...step.decisions, made] }
      })
      return { ...decided, conditions: [...decided.conditions, ...asked] }
    })
  })
  if (isRepeated) return route
  await recordAudit(ctx, {
    did: 'approval.decided',
    about: {
      document: documentId,
      version: versionId,
      step: stepId,
      outcome: request.outcome,
      hash: request.hash,
    },
  })
  if (request.outcome !== 'deferred') {
    await closeStep(ctx, { document: documentId, step: stepId })
  }
  return route
}

/** The same deferral a second time that day: the answer to the first one was lost on its way. */
function isSameAgain(
  route: ApprovalRoute,
  { made, asked }: { made: Decision; asked: readonly Condition[] },
  stepId: string,
): boolean {
  const last = requireStep(route, stepId).decisions.at(-1)
  if (last === undefined) return false
  const words = ({ outcome, reason, minute, at, by }: Decision) =>
    JSON.stringify([outcome, reason, minute, at.slice(0, 10), by.id])
  const tasks = (all: readonly Condition[]) =>
    JSON.stringify(all.map(({ who, what, due }) => [who, what, due]))
  const before = route.conditions.filter(
    ({ step, decidedAt }) => step === stepId && decidedAt === last.at,
  )
  return words(last) === words(made) && tasks(before) === tasks(asked)
}

/** Changes one way as one step, and reads it again. */
export async function changeRoute(
  ctx: Pick<Context, 'store'>,
  { documentId, versionId }: { documentId: string; versionId: string },
  change: (route: ApprovalRoute) => ApprovalRoute,
): Promise<ApprovalRoute> {
  await changeRoutes(ctx.store, documentId, (before) => {
    const found = requireRoute(before, versionId)
    const changed = change(found)
    return before.map((each) => (each === found ? changed : each))
  })
  return requireRoute(await findRoutes(ctx.store, documentId), versionId)
}

/** A link by which somebody without an account decides one step, until the end of a day. */
export async function linkToStep(
  ctx: DoorContext,
  { documentId, versionId, stepId }: StepPlace,
  { until }: StepLinkRequest,
): Promise<StepLinkResponse> {
  const route = requireRoute(await findRoutes(ctx.store, documentId), versionId)
  const step = requireStep(route, stepId)
  const ends = new Date(`${until}T23:59:59.000Z`)
  const left = ends.getTime() - ctx.now().getTime()
  if (left <= 0 || left > LONGEST_LINK_MS) {
    throw new Refusal('invalid', 'Please choose a day within the next 120 days.')
  }
  requireTurn(route, stepId)
  const { link, expiresAt } = await makeStepLink(ctx, {
    document: documentId,
    step: stepId,
    name: step.body,
    until: ends.toISOString(),
    uses: LINK_USES,
  })
  return { link, until: expiresAt ?? until }
}

/** The version, if it is the one that was shown and still stands. */
export async function requireShown(
  ctx: Context,
  { documentId, versionId }: { documentId: string; versionId: string },
  { hash }: { hash: string },
): Promise<VersionSummary> {
  const { summary } = await getVersion(ctx, documentId, versionId)
  if (summary.hash !== hash) {
    throw new Refusal('conflict', 'This is not the text you were shown. Please look at it again.')
  }
  if (summary.withdrawn !== null) throw new Refusal('conflict', 'This version is withdrawn.')
  return summary
}

/** Why something personal may be read can itself be personal. */
function withoutReason(publication: StoredPublication): Publication {
  const { check, ...rest } = asPublication(publication)
  return { ...rest, check: { ...check, reason: '' } }
}

export function requireRoute(routes: readonly ApprovalRoute[], versionId: string): ApprovalRoute {
  const found = routes.find(({ version }) => version === versionId)
  if (found === undefined) throw new Refusal('not_found', 'This version is not on its way.')
  return found
}

export function requireStep({ steps, signUps }: ApprovalRoute, stepId: string): ApprovalStep {
  const found = [...steps, ...signUps].find(({ id }) => id === stepId)
  if (found === undefined) throw new Refusal('not_found', 'There is no such step.')
  return found
}

export function requireTurn(route: ApprovalRoute, stepId: string): void {
  if (settledBy(requireStep(route, stepId)) !== null) {
    throw new Refusal('conflict', 'This step is decided, and decisions are not changed.')
  }
  if ([...openSteps(route), ...openSignUps(route)].some(({ id }) => id === stepId)) return
  if (route.supersededBy !== null) {
    const { number } = route.supersededBy
    throw new Refusal('conflict', `Version ${number} has gone out since, so nobody decides this.`)
  }
  throw new Refusal('conflict', 'It is not the turn of this step.')
}

/** The stages counted from 1 without a gap, and the steps in their order. */
function stepsOf(ctx: Context, { steps }: StartRouteRequest): ApprovalStep[] {
  let last = 0
  const placed = steps.map((step) => {
    last = step.stage ?? last + 1
    return { ...step, stage: last }
  })
  const stages = [...new Set(placed.map(({ stage }) => stage))].toSorted((a, b) => a - b)
  return placed
    .map((step) => ({
      id: ctx.newId(),
      body: step.body,
      verb: step.verb,
      due: step.due,
      stage: stages.indexOf(step.stage) + 1,
      meeting: step.meeting ?? null,
      isInOwnWords: step.isInOwnWords ?? false,
      group: step.group ?? null,
      decisions: [],
    }))
    .toSorted((one, other) => one.stage - other.stage)
}

function mapStep(
  route: ApprovalRoute,
  stepId: string,
  change: (step: ApprovalStep) => ApprovalStep,
): ApprovalRoute {
  return {
    ...route,
    steps: route.steps.map((step) => (step.id === stepId ? change(step) : step)),
    signUps: route.signUps.map((each) =>
      each.id === stepId ? { ...each, ...change(each) } : each,
    ),
  }
}

function checkWhole(
  { verb, isInOwnWords }: ApprovalStep,
  { outcome, reason, conditions = [] }: DecisionRequest,
): void {
  if (!outcomesFor(verb).includes(outcome)) {
    throw new Refusal('invalid', 'This step is asked for something else. Please choose again.')
  }
  if (conditions.length > 0 && outcome === 'refused') {
    throw new Refusal('invalid', 'A refusal has no conditions. Put them into the reason.')
  }
  if (reason === '' && isInOwnWords) {
    throw new Refusal('invalid', 'Please say it in your own words.')
  }
  if (reason === '' && outcome !== 'agreed' && outcome !== 'noted') {
    throw new Refusal('invalid', 'Please give a reason.')
  }
}

/** Nobody puts words into the mouth of a youth group. */
export function checkSpeaks({ step }: Seat, { group }: ApprovalStep): void {
  if (group === null || step !== undefined) return
  throw new Refusal('forbidden', 'This group decides on its phones, or by a link of its own.')
}

/** Nobody agrees to a text that they froze themselves. */
export function checkOther(
  { madeBy }: Pick<VersionSummary, 'madeBy'>,
  { outcome, by }: Pick<Decision, 'outcome' | 'by'>,
): void {
  if (madeBy.id === by.id && (outcome === 'agreed' || outcome === 'amended')) {
    throw new Refusal('forbidden', 'You made this version, so somebody else agrees to it.')
  }
}
