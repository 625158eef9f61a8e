import { marksOf } from '../reading/plan-actions.ts'
import type { PlanAction } from '../reading/plan-actions.ts'
import type { Day } from '../reading/timescale/calendar.ts'
import { statusOf } from './statuses.ts'
import type { Status } from './statuses.ts'

/** What is known of how one action gets on, as far as lists need it. */
export interface Progress {
  status: string
  revised: Day | null
  /** Of the last change; ISO. */
  changedAt: string
}

export interface Lists {
  statuses: readonly Status[]
  rows: Readonly<Record<string, Progress>>
  /** YYYY-MM-DD. */
  today: Day
}

export interface DueAction {
  action: PlanAction
  due: Day
  isRevised: boolean
  isOverdue: boolean
}

/** The day an action is due by: the revised one, else the first of its dates to come, else the last. */
export function dueOf(
  action: Pick<PlanAction, 'when'>,
  revised: Day | null,
  today: Day,
): Day | null {
  if (revised !== null) return revised
  const days = marksOf(action)
    .filter(({ shape }) => shape !== 'open')
    .map(({ last }) => last)
    .toSorted()
  return days.find((day) => day >= today) ?? days.at(-1) ?? null
}

/** What is still to be done and has a day, the earliest first. */
export function dueList(
  actions: readonly PlanAction[],
  { statuses, rows, today }: Lists,
): DueAction[] {
  return actions
    .flatMap((action): DueAction[] => {
      const progress = rows[action.id]
      if (statusOf(statuses, progress?.status).means === 'done') return []
      const due = dueOf(action, progress?.revised ?? null, today)
      if (due === null) return []
      const isRevised = (progress?.revised ?? null) !== null
      return [{ action, due, isRevised, isOverdue: due < today }]
    })
    .toSorted((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0))
}

export const EXCEPTIONS = {
  overdue: 'Overdue',
  trouble: 'Off track',
  silent: 'No update for a long time',
  noLead: 'No lead',
  noDate: 'No date',
} as const
export type ExceptionKind = keyof typeof EXCEPTIONS

export interface Exception {
  kind: ExceptionKind
  action: PlanAction
  /** What is the matter, where the kind does not say it all: a day, or days without news. */
  note: string
}

/** What a board looks at: everything that is not as it should be. An action may be there for several reasons. */
export function exceptionList(
  actions: readonly PlanAction[],
  { statuses, rows, today, silentDays }: Lists & { silentDays: number },
): Exception[] {
  const found = actions.flatMap((action): Exception[] => {
    const progress = rows[action.id]
    const status = statusOf(statuses, progress?.status)
    if (status.means === 'done') return []
    const due = dueOf(action, progress?.revised ?? null, today)
    const own: Exception[] = []
    const add = (kind: ExceptionKind, note = '') => own.push({ kind, action, note })
    if (due !== null && due < today) add('overdue', due)
    if (status.means === 'trouble') add('trouble', status.label)
    const days = progress === undefined ? null : daysBetween(progress.changedAt.slice(0, 10), today)
    if (days !== null && days > silentDays) add('silent', `${days} days`)
    if (!action.leads.some(({ isSupporting }) => !isSupporting)) add('noLead')
    if (action.when.length === 0 && due === null) add('noDate')
    return own
  })
  const order = Object.keys(EXCEPTIONS)
  return found.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
