import { z } from 'zod'
import { VERB_KEYS, openSignUps, openSteps, settledBy } from './approval.ts'
import type { ApprovalRoute, ApprovalStep } from './approval.ts'

/** What waits for whom: steps whose turn it is, partners that are asked, conditions to be met. */

export const waitingItem = z.strictObject({
  /** Of the step or condition. */
  id: z.string(),
  document: z.string(),
  title: z.string(),
  version: z.string(),
  label: z.string(),
  is: z.enum(['step', 'signUp', 'condition']),
  who: z.string(),
  /** What a body is asked for; null for a condition. */
  verb: z.enum(VERB_KEYS).nullable(),
  /** What has to be done, for a condition. */
  what: z.string(),
  /** Since when it is their turn. */
  since: z.string(),
  due: z.string(),
  meeting: z.string().nullable(),
  /** How often a step was put off. */
  deferred: z.int(),
})
export type WaitingItem = z.infer<typeof waitingItem>

/** GET /api/approvals: what is overdue first, by how long. */
export const waitingResponse = z.strictObject({
  /** The day it is on the server, YYYY-MM-DD. */
  today: z.string(),
  items: z.array(waitingItem),
})
export type WaitingResponse = z.infer<typeof waitingResponse>

/** Of one way, as the day of the version's withdrawal or of a later one does not matter here. */
export function waitingIn(
  route: ApprovalRoute,
  { document, title }: Pick<WaitingItem, 'document' | 'title'>,
): WaitingItem[] {
  const of = { document, title, version: route.version, label: route.label }
  const asItem = (step: ApprovalStep, is: WaitingItem['is'], since: string): WaitingItem => {
    const { id, body, verb, due, meeting, decisions } = step
    return {
      ...of,
      id,
      is,
      who: body,
      verb,
      what: '',
      since,
      due,
      meeting,
      deferred: decisions.length,
    }
  }
  return [
    ...openSteps(route).map((step) => asItem(step, 'step', turnSince(route, step))),
    ...openSignUps(route).map((each) => asItem(each, 'signUp', each.askedAt)),
    ...route.conditions
      .filter(({ done }) => done === null)
      .map(({ id, who, what, due, decidedAt }) => {
        const task = { is: 'condition', verb: null, meeting: null, deferred: 0 } as const
        return { ...of, ...task, id, who, what, due, since: decidedAt }
      }),
  ]
}

/** The first to be due comes first. */
export function byDue(one: WaitingItem, other: WaitingItem): number {
  return one.due.localeCompare(other.due) || one.title.localeCompare(other.title, 'en-GB')
}

/** When the last of those it had to wait for was settled. */
function turnSince(route: ApprovalRoute, step: ApprovalStep): string {
  const before = route.steps.filter(
    ({ stage, verb }) =>
      stage < step.stage || (stage === step.stage && verb === 'clear' && step.verb !== 'clear'),
  )
  const times = before.flatMap((each) => settledBy(each)?.at ?? [])
  return [route.startedAt, ...times].toSorted().at(-1) ?? route.startedAt
}
