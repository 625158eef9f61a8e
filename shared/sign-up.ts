import { z } from 'zod'
import { settledBy, takesSignUps } from './approval.ts'
import type { ApprovalRoute, SignUp } from './approval.ts'

/** Which partners have signed up to which version of a document. */

const answer = z.strictObject({
  version: z.string(),
  step: z.string(),
  verb: z.enum(['endorse', 'adopt']),
  /** `amended`: only with changes. `closed`: superseded before there was an answer. */
  is: z.enum(['signed', 'amended', 'waiting', 'deferred', 'refused', 'closed']),
  due: z.string(),
  /** Of the last decision. */
  at: z.string().nullable(),
  by: z.string(),
  words: z.string(),
})
export type SignUpAnswer = z.infer<typeof answer>

/** GET /api/documents/:id/sign-up */
export const signUpRegister = z.strictObject({
  title: z.string(),
  /** The newest first. */
  versions: z.array(
    z.strictObject({
      version: z.string(),
      number: z.string(),
      label: z.string(),
      hash: z.string(),
      canAsk: z.boolean(),
      asked: z.int(),
      signed: z.int(),
      outstanding: z.int(),
    }),
  ),
  /** How many organisations the directory has, or had when they were asked. */
  partners: z.int(),
  rows: z.array(
    z.strictObject({ partner: z.string(), name: z.string(), answers: z.array(answer) }),
  ),
})
export type SignUpRegister = z.infer<typeof signUpRegister>

export interface RegisterOf {
  title: string
  /** In the order they set out. */
  routes: readonly ApprovalRoute[]
  partners: readonly { id: string; name: string }[]
}

/** A row for every partner in the directory, and for those that were asked and have left it. */
export function registerOf({ title, routes, partners }: RegisterOf): SignUpRegister {
  const names = new Map(partners.map(({ id, name }) => [id, name]))
  for (const { signUps } of routes) {
    for (const { partner, body } of signUps) if (!names.has(partner)) names.set(partner, body)
  }
  const rows = [...names].map(([partner, name]) => ({
    partner,
    name,
    answers: routes.flatMap((route) =>
      route.signUps.filter((each) => each.partner === partner).map((each) => answerOf(route, each)),
    ),
  }))
  return {
    title,
    versions: routes.toReversed().map((route) => versionOf(route)),
    partners: rows.length,
    rows: rows.toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB')),
  }
}

/** "58 %"; never 100 % before all have signed. */
export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((part / whole) * 100)
}

function versionOf(route: ApprovalRoute): SignUpRegister['versions'][number] {
  const answers = route.signUps.map((each) => answerOf(route, each).is)
  const count = (is: SignUpAnswer['is'][]) => answers.filter((each) => is.includes(each)).length
  const { version, number, label, hash } = route
  return {
    version,
    number,
    label,
    hash,
    canAsk: takesSignUps(route),
    asked: answers.length,
    signed: count(['signed']),
    outstanding: count(['waiting', 'deferred']),
  }
}

function answerOf(route: ApprovalRoute, signUp: SignUp): SignUpAnswer {
  const last = signUp.decisions.at(-1)
  return {
    version: route.version,
    step: signUp.id,
    verb: signUp.verb === 'adopt' ? 'adopt' : 'endorse',
    is: stateOfSignUp(route, signUp),
    due: signUp.due,
    at: last?.at ?? null,
    by: last?.by.name ?? '',
    words: last?.reason ?? '',
  }
}

function stateOfSignUp(route: ApprovalRoute, signUp: SignUp): SignUpAnswer['is'] {
  const settled = settledBy(signUp)
  if (settled?.outcome === 'agreed') return 'signed'
  if (settled !== null) return settled.outcome === 'amended' ? 'amended' : 'refused'
  if (!takesSignUps(route)) return 'closed'
  return signUp.decisions.length > 0 ? 'deferred' : 'waiting'
}
