import type { Seat } from '../../shared/access.ts'
import type { Account } from './accounts.ts'
import type { Context } from './context.ts'
import { findSession, keepSession } from './sessions.ts'
import { findToken } from './tokens.ts'

/** What somebody brings to the door, by a browser or from a script. */
export interface Credentials {
  /** The token of a session, from its cookie. */
  session: string | null
  /** The token of a script. */
  token: string | null
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
  { session, token }: Credentials,
  { isUse, isLooking = false }: { isUse: boolean; isLooking?: boolean } = { isUse: true },
): Promise<Seat> {
  if (token !== null) {
    const found = await findToken(ctx, token)
    if (found === null) return PUBLIC
    const { id, operations, documents } = found.token
    const by = { is: 'token' as const, id }
    return { ...seatOf(found.account), by, only: { operations, documents } }
  }
  // A socket looks again with the token it was opened with, which may have been renewed since.
  const found =
    session === null ? null : await findSession(ctx, session, { mayHaveMoved: isLooking })
  if (found === null) return PUBLIC
  if (isUse) await keepSession(ctx, found)
  const { id, provenAt } = found.session
  return { ...seatOf(found.account), by: { is: 'session', id }, provenAt }
}

export function seatOf({ id, name, colour, role }: Account): Seat {
  return { id, name, colour, role }
}
