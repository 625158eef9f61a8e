import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { SessionSummary } from '../../shared/api-seats.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Store } from '../storage/store.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { findHolder, raiseGeneration } from './holders.ts'
import type { Holder } from './holders.ts'
import type { DoorContext } from './links.ts'

/**
 * Sessions: browsers somebody has signed in with. A browser holds an opaque token in a cookie; the
 * session is kept under the token's SHA-256, so that nobody who reads the data folder can take it.
 */
const sessionRecord = z.strictObject({
  id: z.string(),
  /** Of whoever holds it: an account, a young person, the approver of one step. */
  account: z.string(),
  /** Of its holder when it was signed in: signing out everywhere raises that one. */
  generation: z.number(),
  device: z.string(),
  isShared: z.boolean(),
  startedAt: z.string(),
  seenAt: z.string(),
  /** When the person last showed who they are: see proofs.ts. */
  provenAt: z.string().default(''),
  /** Set once the session has another token: its key. What was open with this one stays open. */
  movedTo: z.string().optional(),
})
type SessionRecord = z.infer<typeof sessionRecord>

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Without use for `idleMs`, or `absoluteMs` after signing in, a session is over. */
const LIMITS = {
  own: { idleMs: 7 * DAY, absoluteMs: 30 * DAY },
  shared: { idleMs: 30 * MINUTE, absoluteMs: 8 * 60 * MINUTE },
}
/** How exactly the last use is known: keeping it each time would write at every request. */
const SEEN_EVERY_MS = MINUTE

/** Takes away all sessions of somebody who is gone. */
export async function eraseSessions(store: Store, account: string): Promise<void> {
  for (const { id, value } of await store.records.list('session')) {
    if (sessionRecord.parse(value).account !== account) continue
    await store.records.change('session', id, () => null)
  }
}

export interface NewSession {
  device: string
  isShared: boolean
  /** Of a session this browser had before: it ends. */
  before: string | null
}

/** Signs somebody in on one browser; the answer is the token of its cookie, always a new one. */
export async function startSession(
  ctx: DoorContext,
  holder: Pick<Holder, 'id' | 'generation'>,
  { device, isShared, before }: NewSession,
): Promise<{ token: string; id: string }> {
  if (before !== null) await ctx.store.records.change('session', digest(before), () => null)
  const token = ctx.newToken()
  const at = ctx.now().toISOString()
  const id = ctx.newId()
  await ctx.store.records.change('session', digest(token), () => ({
    id,
    account: holder.id,
    generation: holder.generation,
    device,
    isShared,
    startedAt: at,
    seenAt: at,
    provenAt: at,
  }))
  await recordAudit(
    { ...ctx, seat: { ...ctx.seat, id: holder.id } },
    { did: 'seat.signedIn', about: { session: id } },
  )
  return { token, id }
}

export interface FoundSession {
  /** What the session is kept under. */
  key: string
  session: SessionRecord
  holder: Holder
}

/** The session behind a token and whoever holds it; null if there is none or its time is over. */
export async function findSession(
  { store, now }: Pick<Context, 'store' | 'now'>,
  token: string,
  { mayHaveMoved }: { mayHaveMoved: boolean } = { mayHaveMoved: false },
): Promise<FoundSession | null> {
  const found = await readSession(store, digest(token), { mayHaveMoved })
  if (found === null) return null
  const { key, session } = found
  if (isOver(session, now())) {
    await store.records.change('session', key, () => null)
    return null
  }
  const holder = await findHolder({ store, now }, session.account)
  if (holder === null || !isOpenTo(holder, session)) return null
  return { key, session, holder }
}

/**
 * Gives a session another token, because its person has just shown who they are; the old token
 * opens nothing any more. Sockets that were opened with it stay, because they are the same session.
 */
export async function renewSession(ctx: DoorContext, token: string): Promise<string> {
  const found = await findSession(ctx, token)
  if (found === null) throw new Refusal('signed_out', 'Please sign in first.')
  const renewed = ctx.newToken()
  const at = ctx.now().toISOString()
  const session = { ...found.session, seenAt: at, provenAt: at }
  await ctx.store.records.change('session', digest(renewed), () => session)
  await ctx.store.records.change('session', digest(token), (value) =>
    value === null ? null : { ...sessionRecord.parse(value), movedTo: digest(renewed) },
  )
  return renewed
}

/** Notes that a session was used just now. */
export async function keepSession(
  { store, now }: Pick<Context, 'store' | 'now'>,
  { key, session }: FoundSession,
): Promise<void> {
  if (now().getTime() - Date.parse(session.seenAt) < SEEN_EVERY_MS) return
  await store.records.change('session', key, (value) =>
    value === null ? null : { ...sessionRecord.parse(value), seenAt: now().toISOString() },
  )
}

/** One's own sessions, the one used last first. */
export async function listSessions(ctx: Context): Promise<SessionSummary[]> {
  const holder = await findHolder(ctx, ctx.seat.id)
  if (holder === null) return []
  return (await sessionsOf(ctx.store))
    .filter(({ session }) => session.account === holder.id && session.movedTo === undefined)
    .filter(({ session }) => isOpenTo(holder, session) && !isOver(session, ctx.now()))
    .map(({ session: { id, device, startedAt, seenAt, isShared } }) => {
      return { id, device, startedAt, seenAt, isShared, isThis: id === ctx.seat.by?.id }
    })
    .sort((one, other) => other.seenAt.localeCompare(one.seenAt))
}

/** Ends one of one's own sessions. Its sockets close within a second. */
export async function endSession(ctx: Context, id: string): Promise<void> {
  const found = (await sessionsOf(ctx.store)).filter(
    ({ session }) => session.id === id && session.account === ctx.seat.id,
  )
  if (found.length === 0) throw new Refusal('not_found', 'This sign-in is over already.')
  for (const { key } of found) await ctx.store.records.change('session', key, () => null)
  ctx.bus.announce({ of: 'account', id: ctx.seat.id })
  await recordAudit(ctx, { did: 'seat.signedOut', about: { session: id } })
}

/** Ends all of one's own sessions in one step. */
export async function endAllSessions(ctx: Context): Promise<void> {
  await raiseGeneration(ctx.store, ctx.seat.id)
  ctx.bus.announce({ of: 'account', id: ctx.seat.id })
  await recordAudit(ctx, { did: 'seat.signedOutEverywhere', about: {} })
  for (const { key, session } of await sessionsOf(ctx.store)) {
    if (session.account === ctx.seat.id) {
      await ctx.store.records.change('session', key, () => null)
    }
  }
}

/** Sessions whose time is over go. */
export async function removeOldSessions({ store, now }: Context): Promise<void> {
  for (const { key, session } of await sessionsOf(store)) {
    if (isOver(session, now())) await store.records.change('session', key, () => null)
  }
}

function isOver({ isShared, startedAt, seenAt }: SessionRecord, now: Date): boolean {
  const { idleMs, absoluteMs } = isShared ? LIMITS.shared : LIMITS.own
  const at = now.getTime()
  // A used session is noted once a minute, so the last use may be a minute younger than known.
  return at - Date.parse(seenAt) > idleMs + SEEN_EVERY_MS || at - Date.parse(startedAt) > absoluteMs
}

function isOpenTo(holder: Holder, session: SessionRecord): boolean {
  return holder.isActive && holder.generation === session.generation
}

async function readSession(
  store: Store,
  key: string,
  { mayHaveMoved }: { mayHaveMoved: boolean },
): Promise<{ key: string; session: SessionRecord } | null> {
  const stored = await store.records.read('session', key)
  if (stored === null) return null
  const session = sessionRecord.parse(stored.value)
  if (session.movedTo === undefined) return { key, session }
  return mayHaveMoved ? readSession(store, session.movedTo, { mayHaveMoved }) : null
}

async function sessionsOf(store: Store): Promise<{ key: string; session: SessionRecord }[]> {
  const stored = await store.records.list('session')
  return stored.map(({ id, value }) => ({ key: id, session: sessionRecord.parse(value) }))
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
