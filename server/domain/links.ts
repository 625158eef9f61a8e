import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { AccountRole } from '../../shared/access.ts'
import type { ChangeMeRequest, LinkResponse } from '../../shared/api-seats.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Store } from '../storage/store.ts'
import { addAccount, findAccount, requireAccount, updateAccount } from './accounts.ts'
import type { Account } from './accounts.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { addStepSeat, findStepSeat } from './step-seats.ts'

/**
 * One-time links. A link holds 128 random bits and is kept under their SHA-256, so that nobody who
 * reads the data folder can use one. It goes at its first use.
 */
const linkRecord = z.discriminatedUnion('is', [
  /** For whoever starts a server that nobody owns yet. */
  z.strictObject({ is: z.literal('owner'), expiresAt: z.null() }),
  z.strictObject({ is: z.literal('invitation'), account: z.string(), expiresAt: z.string() }),
  z.strictObject({ is: z.literal('signIn'), account: z.string(), expiresAt: z.string() }),
  /** For somebody who decides one step of an approval, on a few devices. */
  z.strictObject({
    is: z.literal('step'),
    seat: z.string(),
    uses: z.number(),
    expiresAt: z.string(),
  }),
])
type LinkRecord = z.infer<typeof linkRecord>

const MINUTE = 60_000
const LASTS_MS = { invitation: 7 * 24 * 60 * MINUTE, signIn: 15 * MINUTE }

/** A context that can make secrets: 128 unguessable bits as base64url. */
export interface DoorContext extends Context {
  newToken(): string
}

export interface NewLink {
  link: string
  expiresAt: string
}

/** Lets in a new colleague: their account, and the link that opens it. */
export async function invite(
  ctx: DoorContext,
  { name, email, role }: { name: string; email: string; role: AccountRole },
): Promise<NewLink & { account: Account }> {
  const account = await addAccount(ctx, { name, email, role, colour: 0, state: 'invited' })
  await recordAudit(ctx, { did: 'account.invited', about: { account: account.id, role } })
  return { account, ...(await putLink(ctx, account)) }
}

/** A new link for somebody who has an account: the first invitation again, or 15 minutes to sign in. */
export async function makeLink(
  ctx: DoorContext,
  accountId: string,
): Promise<NewLink & { account: Account }> {
  const account = await requireAccount(ctx.store, accountId)
  if (account.state === 'suspended') {
    throw new Refusal('conflict', 'This person is suspended. Let them in again first.')
  }
  await recordAudit(ctx, { did: 'account.link', about: { account: accountId } })
  return { account, ...(await putLink(ctx, account)) }
}

/** A link with which whoever started the server becomes its first officer. Good until it is used. */
export async function makeOwnerLink(ctx: DoorContext): Promise<string> {
  const link = ctx.newToken()
  await put(ctx.store, link, { is: 'owner', expiresAt: null })
  return link
}

export interface NewStepLink {
  document: string
  step: string
  /** Of the person or body that decides. */
  name: string
  /** The moment the link and its seat end, ISO. */
  until: string
  /** On how many devices it may be opened. */
  uses?: number
}

/**
 * A link for one step of an approval. Whoever opens it gets an approver's seat on that document
 * whose `step` names the step, and nothing else; `closeStep` ends both.
 */
export async function makeStepLink(
  ctx: DoorContext,
  { document, step, name, until, uses = 1 }: NewStepLink,
): Promise<NewLink & { seat: string }> {
  const seat = await addStepSeat(ctx, { document, step, name, until })
  const link = ctx.newToken()
  await put(ctx.store, link, { is: 'step', seat: seat.id, uses, expiresAt: until })
  await recordAudit(ctx, { did: 'step.linked', about: { document, step, seat: seat.id } })
  return { link, expiresAt: until, seat: seat.id }
}

/** What a link is for, without using it. @throws {Refusal} `forbidden` if it no longer works. */
export async function lookAtLink(ctx: Context, link: string): Promise<LinkResponse> {
  const stored = await ctx.store.records.read('link', digest(link))
  if (stored === null) throw noLink()
  const record = requireCurrent(linkRecord.parse(stored.value), ctx.now())
  if (record.is === 'owner') return { is: 'owner', name: '' }
  if (record.is === 'step') {
    const seat = await findStepSeat(ctx.store, record.seat)
    if (seat === null || seat.isClosed) throw noLink()
    return { is: 'step', name: seat.name }
  }
  const account = await findAccount(ctx.store, record.account)
  if (account === null || account.state === 'suspended') throw noLink()
  return { is: record.is, name: account.name }
}

/**
 * Uses a link up and answers who may hold the session. However many try at once, one succeeds, or
 * as many as a step's link allows.
 *
 * @throws {Refusal} `forbidden` if it does not work any more; `invalid` if it needs a name.
 */
export async function redeemLink(
  ctx: Context,
  link: string,
  person: ChangeMeRequest | undefined,
): Promise<{ id: string; generation: number }> {
  const { is } = await lookAtLink(ctx, link)
  if (is !== 'signIn' && is !== 'step' && person === undefined)
    throw new Refusal('invalid', 'Please type a name.')
  const used = await takeLink(ctx, link)
  if (used.is === 'owner') return becomeOwner(ctx, person ?? { name: 'Owner', colour: 0 })
  if (used.is === 'step') {
    const seat = await findStepSeat(ctx.store, used.seat)
    if (seat === null || seat.isClosed) throw noLink()
    return seat
  }
  const account = await findAccount(ctx.store, used.account)
  if (account === null || account.state === 'suspended') throw noLink()
  if (used.is === 'signIn') return account
  return updateAccount(ctx.store, account.id, (record) => ({
    ...record,
    ...person,
    state: record.state === 'suspended' ? 'suspended' : 'active',
  }))
}

/** Links whose time is over go. */
export async function removeOldLinks({ store, now }: Context): Promise<void> {
  for (const { id, value } of await store.records.list('link')) {
    const { expiresAt } = linkRecord.parse(value)
    if (expiresAt !== null && expiresAt <= now().toISOString()) {
      await store.records.change('link', id, () => null)
    }
  }
}

async function becomeOwner(ctx: Context, person: ChangeMeRequest): Promise<Account> {
  const account = await addAccount(ctx, { ...person, email: '', role: 'officer', state: 'active' })
  // The other links of earlier starts would each let in one more.
  for (const { id, value } of await ctx.store.records.list('link')) {
    if (linkRecord.parse(value).is === 'owner') {
      await ctx.store.records.change('link', id, () => null)
    }
  }
  return account
}

async function takeLink(ctx: Context, link: string): Promise<LinkRecord> {
  let taken: LinkRecord | null = null
  await ctx.store.records.change('link', digest(link), (value) => {
    if (value === null) throw noLink()
    taken = requireCurrent(linkRecord.parse(value), ctx.now())
    return taken.is === 'step' && taken.uses > 1 ? { ...taken, uses: taken.uses - 1 } : null
  })
  if (taken === null) throw new Error('The store did not run the change of a link')
  return taken
}

function requireCurrent(record: LinkRecord, now: Date): LinkRecord {
  if (record.expiresAt !== null && record.expiresAt <= now.toISOString()) throw noLink()
  return record
}

async function putLink(ctx: DoorContext, { id, state }: Account): Promise<NewLink> {
  const is = state === 'invited' ? 'invitation' : 'signIn'
  const link = ctx.newToken()
  const expiresAt = new Date(ctx.now().getTime() + LASTS_MS[is]).toISOString()
  await put(ctx.store, link, { is, account: id, expiresAt })
  return { link, expiresAt }
}

async function put(store: Store, link: string, record: LinkRecord): Promise<void> {
  await store.records.change('link', digest(link), () => record)
}

/** The same words whatever the reason, so that nobody learns which links there were. */
function noLink(): Refusal {
  return new Refusal(
    'forbidden',
    'This link does not work any more: each works once, and for a short time. Ask for a new one.',
  )
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
