import { z } from 'zod'
import { PERSONAL_KINDS } from './safety/personal-data.ts'

/** How a version is approved and published. Times are ISO 8601, UTC; days YYYY-MM-DD. */

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'Please open the page again and look at the text.')
const words = (most: number) => z.string().trim().max(most)

export const VERBS = {
  approve: 'Approve',
  endorse: 'Endorse',
  adopt: 'Adopt',
  note: 'Note',
  presented: 'Be presented',
} as const
export type Verb = keyof typeof VERBS
export const VERB_KEYS = ['approve', 'endorse', 'adopt', 'note', 'presented'] as const

export const DECISIONS = {
  agreed: 'Agreed',
  amended: 'Agreed with changes',
  deferred: 'Deferred',
  refused: 'Refused',
  noted: 'Noted',
} as const
export type Outcome = keyof typeof DECISIONS
export const OUTCOME_KEYS = ['agreed', 'amended', 'deferred', 'refused', 'noted'] as const

/** What a body that is asked for this can decide. */
export function outcomesFor(verb: Verb): readonly Outcome[] {
  return verb === 'note' || verb === 'presented'
    ? ['noted', 'deferred']
    : ['agreed', 'amended', 'deferred', 'refused']
}

export const startRouteRequest = z.strictObject({
  version: id,
  /** Of the version as it was shown. */
  hash,
  steps: z
    .array(
      z.strictObject({
        body: words(120).min(1, 'Please name who decides.'),
        verb: z.enum(VERB_KEYS),
        due: z.iso.date('Please give a day.'),
      }),
    )
    .min(1, 'Please name at least one body that decides.')
    .max(20),
  /** Why it goes on although comments have no answer; needed only then. */
  unansweredReason: words(1000),
})
export type StartRouteRequest = z.infer<typeof startRouteRequest>

export const decisionRequest = z.strictObject({
  /** Of the version as it was shown to whoever decides. */
  hash,
  outcome: z.enum(OUTCOME_KEYS),
  reason: words(2000),
  /** Where it stands in the minutes. */
  minute: words(200),
})
export type DecisionRequest = z.infer<typeof decisionRequest>

export const stepLinkRequest = z.strictObject({ until: z.iso.date('Please give a day.') })
export type StepLinkRequest = z.infer<typeof stepLinkRequest>

export const stepLinkResponse = z.strictObject({ link: z.string(), until: z.string() })
export type StepLinkResponse = z.infer<typeof stepLinkResponse>

const who = z.strictObject({ id: z.string(), name: z.string() })

export const decision = z.strictObject({
  outcome: z.enum(OUTCOME_KEYS),
  reason: z.string(),
  minute: z.string(),
  at: z.string(),
  by: who,
})
export type Decision = z.infer<typeof decision>

export const approvalStep = z.strictObject({
  id,
  body: z.string(),
  verb: z.enum(VERB_KEYS),
  due: z.string(),
  /** In the order they were made; only deferring leaves room for another. */
  decisions: z.array(decision),
})
export type ApprovalStep = z.infer<typeof approvalStep>

export const approvalRoute = z.strictObject({
  version: id,
  number: z.string(),
  label: z.string(),
  hash: z.string(),
  startedAt: z.string(),
  startedBy: who,
  /** How many comments had no answer when it set out, and why it did all the same. */
  unanswered: z.strictObject({ count: z.int(), reason: z.string() }),
  steps: z.array(approvalStep),
})
export type ApprovalRoute = z.infer<typeof approvalRoute>

/** The decision that settles a step; null while it is open or deferred. */
export function settledBy({ decisions }: Pick<ApprovalStep, 'decisions'>): Decision | null {
  const last = decisions.at(-1)
  return last === undefined || last.outcome === 'deferred' ? null : last
}

export type RouteState = 'open' | 'approved' | 'stopped'

/** `stopped`: somebody refused, or wants changes, which need a version of their own. */
export function stateOf({ steps }: Pick<ApprovalRoute, 'steps'>): RouteState {
  const settled = steps.map(settledBy)
  if (settled.some((each) => each !== null && !isPassed(each))) return 'stopped'
  return settled.every((each) => each !== null) ? 'approved' : 'open'
}

/** The step whose turn it is. */
export function nextStep(route: Pick<ApprovalRoute, 'steps'>): ApprovalStep | null {
  if (stateOf(route) !== 'open') return null
  return route.steps.find((step) => settledBy(step) === null) ?? null
}

function isPassed({ outcome }: Decision): boolean {
  return outcome === 'agreed' || outcome === 'noted'
}

export const publication = z.strictObject({
  version: id,
  number: z.string(),
  label: z.string(),
  title: z.string(),
  hash: z.string(),
  publishedAt: z.string(),
  by: who,
  /** The first day anybody can read it; null: at once. */
  from: z.string().nullable(),
  /** How much the privacy check found, and why it may leave all the same. */
  check: z.strictObject({ found: z.int(), reason: z.string() }),
  takenDown: z.strictObject({ at: z.string(), by: who, reason: z.string() }).nullable(),
})
export type Publication = z.infer<typeof publication>

/** GET /api/documents/:id/approval */
export const approvalResponse = z.strictObject({
  title: z.string(),
  /** How many comments have no answer today. */
  unanswered: z.int(),
  routes: z.array(approvalRoute),
  publications: z.array(publication),
})
export type ApprovalResponse = z.infer<typeof approvalResponse>

export const PRIVACY_KINDS = [...PERSONAL_KINDS, 'members'] as const

/** GET /api/documents/:id/versions/:version/privacy */
export const privacyResponse = z.strictObject({
  found: z.array(
    z.strictObject({ kind: z.enum(PRIVACY_KINDS), words: z.string(), times: z.int() }),
  ),
})
export type PrivacyResponse = z.infer<typeof privacyResponse>

export const publishRequest = z.strictObject({
  hash,
  from: z.iso.date('Please give a day.').nullable(),
  /** Why what the privacy check found may be read by anybody; needed only then. */
  checkReason: words(1000),
})
export type PublishRequest = z.infer<typeof publishRequest>

export const takeDownRequest = z.strictObject({
  reason: words(500).min(1, 'Please give a reason.'),
})
export type TakeDownRequest = z.infer<typeof takeDownRequest>
