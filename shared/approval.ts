import { z } from 'zod'
import { hash, id, who, words } from './api-parts.ts'
import { condition, conditionRequest } from './conditions.ts'
import { PERSONAL_KINDS } from './safety/personal-data.ts'

/** How a version is approved and published. Times are ISO 8601, UTC; days YYYY-MM-DD. */

export const VERBS = {
  approve: 'Approve',
  endorse: 'Endorse',
  adopt: 'Adopt',
  note: 'Note',
  presented: 'Be presented',
  /** Of a clearance, by legal, finance or safeguarding: before the others of its stage decide. */
  clear: 'Clear',
} as const
export type Verb = keyof typeof VERBS
export const VERB_KEYS = ['approve', 'endorse', 'adopt', 'note', 'presented', 'clear'] as const

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
  if (verb === 'clear') return ['agreed', 'deferred', 'refused']
  return verb === 'note' || verb === 'presented'
    ? ['noted', 'deferred']
    : ['agreed', 'amended', 'deferred', 'refused']
}

const MOST_STEPS = 40

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
        /** Steps of one stage are decided in any order; without one it comes after the step before. */
        stage: z.int().min(1).max(MOST_STEPS).optional(),
        /** The day on which the body meets. */
        meeting: z.iso.date('Please give a day.').nullable().optional(),
        /** A youth council: its own words stand for a reason, whatever it decides. */
        isInOwnWords: z.boolean().optional(),
        /** The youth group whose members may enter the decision while two adults sit with them. */
        group: id.nullable().optional(),
      }),
    )
    .min(1, 'Please name at least one body that decides.')
    .max(MOST_STEPS, `Please name at most ${MOST_STEPS} bodies.`),
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
  /** What has to be done, which becomes a task; nothing of a refusal. */
  conditions: z.array(conditionRequest).max(20).optional(),
})
export type DecisionRequest = z.infer<typeof decisionRequest>

/** What a youth group decided, entered by one of them while two adults sit with them. */
export const ownWordsRequest = z.strictObject({
  hash,
  outcome: z.enum(OUTCOME_KEYS),
  words: words(2000).min(1, 'Please say it in your own words.'),
})
export type OwnWordsRequest = z.infer<typeof ownWordsRequest>

export const askPartnersRequest = z.strictObject({
  /** Of the version as it was shown. */
  hash,
  /** Organisations of the directory. */
  partners: z.array(id).min(1, 'Please choose at least one partner.').max(300),
  verb: z.enum(['endorse', 'adopt']),
  due: z.iso.date('Please give a day.'),
})
export type AskPartnersRequest = z.infer<typeof askPartnersRequest>

export const stepLinkRequest = z.strictObject({ until: z.iso.date('Please give a day.') })
export type StepLinkRequest = z.infer<typeof stepLinkRequest>

export const stepLinkResponse = z.strictObject({ link: z.string(), until: z.string() })
export type StepLinkResponse = z.infer<typeof stepLinkResponse>

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
  /** From 1. A stage opens when the one before is settled, and then all of it at once. */
  stage: z.int(),
  meeting: z.string().nullable(),
  isInOwnWords: z.boolean(),
  group: id.nullable(),
  /** In the order they were made; only deferring leaves room for another. */
  decisions: z.array(decision),
})
export type ApprovalStep = z.infer<typeof approvalStep>

/** A partner that is asked to sign up. It holds nothing up and stops nothing. */
export const signUp = approvalStep.extend({
  /** The organisation of the directory. */
  partner: id,
  askedAt: z.string(),
})
export type SignUp = z.infer<typeof signUp>

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
  signUps: z.array(signUp),
  conditions: z.array(condition),
  /** A later version that went out while this was on its way, or that everybody agreed to. */
  supersededBy: z.strictObject({ version: id, number: z.string() }).nullable(),
})
export type ApprovalRoute = z.infer<typeof approvalRoute>

/** The decision that settles a step; null while it is open or deferred. */
export function settledBy({ decisions }: Pick<ApprovalStep, 'decisions'>): Decision | null {
  const last = decisions.at(-1)
  return last === undefined || last.outcome === 'deferred' ? null : last
}

export type RouteState = 'open' | 'approved' | 'stopped' | 'superseded'

/** `stopped`: somebody refused, or wants changes, which need a version of their own. */
export function stateOf(route: Pick<ApprovalRoute, 'steps' | 'supersededBy'>): RouteState {
  const settled = route.steps.map(settledBy)
  if (settled.some((each) => each !== null && !isPassed(each))) return 'stopped'
  if (settled.every((each) => each !== null)) return 'approved'
  return route.supersededBy === null ? 'open' : 'superseded'
}

/**
 * The steps whose turn it is: what is not settled of the first stage that is not; its clearances
 * first.
 */
export function openSteps(route: Pick<ApprovalRoute, 'steps' | 'supersededBy'>): ApprovalStep[] {
  if (stateOf(route) !== 'open') return []
  const left = route.steps.filter((step) => settledBy(step) === null)
  const stage = Math.min(...left.map((step) => step.stage))
  const ofStage = left.filter((step) => step.stage === stage)
  const clearances = ofStage.filter(({ verb }) => verb === 'clear')
  return clearances.length > 0 ? clearances : ofStage
}

/** Whether partners can still sign up to it, or be asked to. */
export function takesSignUps(route: Pick<ApprovalRoute, 'steps' | 'supersededBy'>): boolean {
  return stateOf(route) !== 'stopped' && route.supersededBy === null
}

/** The partners that can still answer. */
export function openSignUps(
  route: Pick<ApprovalRoute, 'steps' | 'signUps' | 'supersededBy'>,
): SignUp[] {
  return takesSignUps(route) ? route.signUps.filter((each) => settledBy(each) === null) : []
}

/** The steps as they are decided: stage by stage, the clearances of each first. */
export function stagesOf(steps: readonly ApprovalStep[]): ApprovalStep[][] {
  const stages = [...new Set(steps.map(({ stage }) => stage))].toSorted((a, b) => a - b)
  return stages.map((stage) => {
    const all = steps.filter((step) => step.stage === stage)
    const isClearance = ({ verb }: ApprovalStep) => verb === 'clear'
    return [...all.filter(isClearance), ...all.filter((step) => !isClearance(step))]
  })
}

/** "Agreed"; of a clearance "Cleared". */
export function outcomeInWords(verb: Verb, outcome: Outcome): string {
  if (verb === 'clear' && outcome === 'agreed') return 'Cleared'
  if (verb === 'clear' && outcome === 'refused') return 'Not cleared'
  return DECISIONS[outcome]
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
  /** How many comments had no answer, and why it was published all the same. */
  unanswered: z
    .strictObject({ count: z.int(), reason: z.string() })
    .default({ count: 0, reason: '' }),
  takenDown: z.strictObject({ at: z.string(), by: who, reason: z.string() }).nullable(),
})
export type Publication = z.infer<typeof publication>

/** GET /api/documents/:id/approval */
export const approvalResponse = z.strictObject({
  title: z.string(),
  /** How many comments have no answer today. */
  unanswered: z.int(),
  routes: z.array(approvalRoute),
  /**
   * Steps whose turn it is and that whoever asks decides. `isOpen` is false for a youth group that
   * needs two of its adults to sit with it first.
   */
  mine: z.array(z.strictObject({ step: id, isOpen: z.boolean() })),
  publications: z.array(publication),
})
export type ApprovalResponse = z.infer<typeof approvalResponse>

export const PRIVACY_KINDS = [...PERSONAL_KINDS, 'members'] as const

/** POST /api/documents/:id/versions/:version/privacy */
export const privacyResponse = z.strictObject({
  found: z.array(
    z.strictObject({ kind: z.enum(PRIVACY_KINDS), words: z.string(), times: z.int() }),
  ),
})
export type PrivacyResponse = z.infer<typeof privacyResponse>

export const privacyRequest = z.strictObject({
  summary: words(2000).optional(),
  unansweredReason: words(1000).optional(),
})
export type PrivacyRequest = z.infer<typeof privacyRequest>

export const publishRequest = z.strictObject({
  hash,
  /** The whole in a few plain sentences, at the top of the page. */
  summary: words(2000).optional(),
  from: z.iso.date('Please give a day.').nullable(),
  /** Why what the privacy check found may be read by anybody; needed only then. */
  checkReason: words(1000),
  /** Why it is published although comments have no answer; needed only then, and published. */
  unansweredReason: words(1000).optional(),
})
export type PublishRequest = z.infer<typeof publishRequest>

export const takeDownRequest = z.strictObject({
  reason: words(500).min(1, 'Please give a reason.'),
})
export type TakeDownRequest = z.infer<typeof takeDownRequest>
