import { READING, may } from '../../shared/access.ts'
import type { Seat } from '../../shared/access.ts'
import type { Account } from './accounts.ts'
import type { Context } from './context.ts'
import { accountSeat } from './holders.ts'
import { readMemberships } from './memberships.ts'
import { findSession, keepSession } from './sessions.ts'
import { findToken } from './tokens.ts'

/** What somebody brings to the door, by a browser or from a script. */
export interface Credentials {
  /** The token of a session, from its cookie. */
  session: string | null
  /** The token of a script. */
  token: string | null
  /** The youth group as whose young people an officer looks around. */
  view?: string | null
}

/** Whoever shows nothing that is known. */
export const PUBLIC: Seat = { id: 'public', name: 'Somebody', colour: 0, role: 'public' }

/**
 * Who acts: the same answer for HTTP and the socket. A token of a script counts before a cookie.
 * `isUse`: false where a machine asks by itself, so that a session nobody uses runs out. `isLooking`:
 * true where somebody is in already and is looked at again.
 */
export async function seatFor(
  ctx: Pick<Context, 'store' | 'now'>,
  { session, token, view = null }: Credentials,
  options: SeatOptions = { isUse: true },
): Promise<Seat> {
  const seat =
    token === null ? await seatOfSession(ctx, session, options) : await seatOfToken(ctx, token)
  return view === null ? seat : asYoung(ctx, seat, view)
}

interface SeatOptions {
  isUse: boolean
  isLooking?: boolean
}

async function seatOfToken(ctx: Pick<Context, 'store' | 'now'>, token: string): Promise<Seat> {
  const found = await findToken(ctx, token)
  if (found === null) return PUBLIC
  const { id, operations, documents } = found.token
  const by = { is: 'token' as const, id }
  return { ...(await accountSeat(ctx.store, found.account)), by, only: { operations, documents } }
}

async function seatOfSession(
  ctx: Pick<Context, 'store' | 'now'>,
  session: string | null,
  { isUse, isLooking = false }: SeatOptions,
): Promise<Seat> {
  // A socket looks again with the token it was opened with, which may have been renewed since.
  const found =
    session === null ? null : await findSession(ctx, session, { mayHaveMoved: isLooking })
  if (found === null) return PUBLIC
  if (isUse) await keepSession(ctx, found)
  const { id, isShared, provenAt } = found.session
  return { ...found.holder.seat, by: { is: 'session', id, isShared }, provenAt }
}

/** What a young person of a group would see, and nothing to change. Nobody's seat if one may not. */
async function asYoung(ctx: Pick<Context, 'store'>, seat: Seat, group: string): Promise<Seat> {
  const known = (await readMemberships(ctx.store)).youthGroup(group)
  if (known === null || !may(seat, 'seeAsYoung')) return PUBLIC
  const { id, name, colour, by } = seat
  return {
    id: `view-${id}`,
    name: `${name} (looking around)`,
    colour,
    role: 'young',
    groups: [group],
    group: { id: group, name: known.name },
    viewer: id,
    only: { operations: READING, documents: null },
    ...(by === undefined ? {} : { by }),
  }
}

/** The seat of an account as the table of rights sees it, without what the directory says. */
export function seatOf({ id, name, colour, role }: Account): Seat {
  return { id, name, colour, role }
}
