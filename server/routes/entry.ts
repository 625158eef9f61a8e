import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { may, mayEver } from '../../shared/access.ts'
import type { Operation } from '../../shared/access.ts'
import { Refusal } from '../../shared/refusals.ts'
import { ROUTES } from '../../shared/routes.ts'
import type { DoorContext } from '../domain/links.ts'
import { requireDocument } from '../domain/documents.ts'
import { sharingOf } from '../domain/document-record.ts'
import { requireFreshProof } from '../domain/proofs.ts'

/** What every route finds in its request: the world, seen from the seat of whoever asks, and the
 * address to count by. */
export type Entry = { Variables: { ctx: DoorContext; address: string } }

/** For the few routes anybody may use: coming in, and reading how to. */
export function allowAnybody(): MiddlewareHandler<Entry> {
  return async function anybody(_c, next) {
    await next()
  }
}

/** The one question HTTP asks before a route runs that is about no document in particular. */
export function allow(operation: Operation): MiddlewareHandler<Entry> {
  return async (c, next) => {
    if (!may(c.var.ctx.seat, operation)) throw refusalFor(c)
    askForProof(c)
    await next()
  }
}

/** The same about the document whose id is in the path. */
export function allowOn(operation: Operation): MiddlewareHandler<Entry> {
  return async (c, next) => {
    const { seat, store, now } = c.var.ctx
    if (!mayEver(seat, operation)) throw refusalFor(c)
    const sharing = sharingOf(await requireDocument({ store }, parameter(c, 'id')))
    if (!may(seat, operation, { sharing, now: now() })) throw refusalFor(c)
    askForProof(c)
    await next()
  }
}

const NEED_PROOF = new Set(
  ROUTES.filter(({ needsFreshProof }) => needsFreshProof).map(
    ({ method, path }) => `${method} ${path}`,
  ),
)

/** Where shared/routes.ts says so, whoever may do it has to show once more that it is them. */
function askForProof(c: HonoContext<Entry>): void {
  const method = c.req.method === 'HEAD' ? 'GET' : c.req.method
  if (NEED_PROOF.has(`${method} ${routePath(c)}`)) requireFreshProof(c.var.ctx)
}

/** The same about the youth group in the path. */
export function allowOfGroup(operation: Operation): MiddlewareHandler<Entry> {
  return async (c, next) => {
    const { seat } = c.var.ctx
    if (!may(seat, operation, { group: parameter(c, 'group') })) throw refusalFor(c)
    askForProof(c)
    await next()
  }
}

/** A parameter of the path. */
export function parameter(c: HonoContext<Entry>, name: string): string {
  return c.req.param(name) ?? ''
}

function refusalFor(c: HonoContext<Entry>): Refusal {
  return c.var.ctx.seat.role === 'public'
    ? new Refusal('signed_out', 'Please sign in first.')
    : new Refusal('forbidden', 'Your seat does not allow this.')
}
