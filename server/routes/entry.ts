import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { may } from '../../shared/access.ts'
import type { Operation } from '../../shared/access.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Context } from '../domain/context.ts'

/** What every route finds in its request: the world, seen from the seat of whoever asks. */
export type Entry = { Variables: { ctx: Context } }

/** The one question HTTP asks before a route runs. */
export function allow(operation: Operation): MiddlewareHandler<Entry> {
  return async (c, next) => {
    if (!may(c.var.ctx.seat, operation)) {
      throw new Refusal('forbidden', 'Your seat does not allow this.')
    }
    await next()
  }
}

/** A parameter of the path. */
export function parameter(c: HonoContext<Entry>, name: string): string {
  return c.req.param(name) ?? ''
}
