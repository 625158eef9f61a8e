import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ACCOUNT_ROLES } from '../../shared/access.ts'
import type { AccountRole } from '../../shared/access.ts'
import type {
  AccountSummary,
  ChangeAccountRequest,
  ChangeMeRequest,
} from '../../shared/api-seats.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Store } from '../storage/store.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'

/**
 * The people who come in by a door of their own. An account is invited, then active once its
 * person has come in; a suspended one keeps its record and opens nothing.
 */
const accountRecord = z.strictObject({
  name: z.string(),
  /** '' for an owner who gave none. */
  email: z.string(),
  colour: z.number(),
  role: z.enum(ACCOUNT_ROLES),
  state: z.enum(['invited', 'active', 'suspended']),
  createdAt: z.string(),
  /** Counts the sign-outs everywhere: sessions of an earlier count are over. */
  generation: z.number(),
})
export type AccountRecord = z.infer<typeof accountRecord>

export interface Account extends AccountRecord {
  id: string
}

export async function findAccount(store: Store, id: string): Promise<Account | null> {
  const stored = await store.records.read('account', id)
  return stored === null ? null : { id, ...accountRecord.parse(stored.value) }
}

export async function listAccounts(store: Store): Promise<Account[]> {
  const stored = await store.records.list('account')
  return stored
    .map(({ id, value }) => ({ id, ...accountRecord.parse(value) }))
    .sort((one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id))
}

/** By e-mail address; null where nobody has it. */
export async function findAccountByEmail(store: Store, email: string): Promise<Account | null> {
  const stored = await store.records.read('address', addressId(email))
  if (stored === null) return null
  return findAccount(store, z.object({ account: z.string() }).parse(stored.value).account)
}

/** True once somebody is here who can let others in. */
export async function hasOwner(store: Store): Promise<boolean> {
  const isOwner = ({ role, state }: Account) => role === 'officer' && state === 'active'
  return (await listAccounts(store)).some(isOwner)
}

export interface NewAccount {
  name: string
  email: string
  colour: number
  role: AccountRole
  state: 'invited' | 'active'
}

/** @throws {Refusal} `conflict` if somebody else has the address. */
export async function addAccount(ctx: Context, made: NewAccount): Promise<Account> {
  const id = ctx.newId()
  const record = { ...made, createdAt: ctx.now().toISOString(), generation: 0 }
  // The account first: an address that leads to no account could never be used again.
  await ctx.store.records.change('account', id, () => record)
  try {
    if (made.email !== '') await takeAddress(ctx.store, made.email, id)
  } catch (error) {
    await ctx.store.records.change('account', id, () => null)
    throw error
  }
  return { id, ...record }
}

/** Whoever is left must be able to let others in: the last officer stays one. */
export async function changeAccount(
  ctx: Context,
  id: string,
  { role, isSuspended, email }: ChangeAccountRequest,
): Promise<Account> {
  const before = await requireAccount(ctx.store, id)
  const losesOfficer = (role !== undefined && role !== 'officer') || isSuspended === true
  if (before.role === 'officer' && losesOfficer) await requireAnotherOfficer(ctx.store, id)
  if (email !== undefined && email !== before.email) {
    await takeAddress(ctx.store, email, id)
    if (before.email !== '') {
      await ctx.store.records.change('address', addressId(before.email), () => null)
    }
  }
  const after = await updateAccount(ctx.store, id, (record) => ({
    ...record,
    role: role ?? record.role,
    email: email ?? record.email,
    state: isSuspended === undefined ? record.state : stateAfter(record, isSuspended),
    generation: record.generation + (isSuspended === true ? 1 : 0),
  }))
  ctx.bus.announce({ of: 'account', id })
  if (after.role !== before.role) {
    await recordAudit(ctx, { did: 'account.role', about: { account: id, role: after.role } })
  }
  if (after.state !== before.state) {
    const did = isSuspended === true ? 'account.suspended' : 'account.restored'
    await recordAudit(ctx, { did, about: { account: id } })
  }
  if (after.email !== before.email) {
    await recordAudit(ctx, { did: 'account.address', about: { account: id } })
  }
  return after
}

/** One's own name and colour. */
export async function changeOwnAccount(
  ctx: Context,
  { name, colour }: ChangeMeRequest,
): Promise<Account> {
  const after = await updateAccount(ctx.store, ctx.seat.id, (record) => ({
    ...record,
    name,
    colour,
  }))
  ctx.bus.announce({ of: 'account', id: ctx.seat.id })
  return after
}

/** @throws {Refusal} `not_found` */
export async function updateAccount(
  store: Store,
  id: string,
  change: (record: AccountRecord) => AccountRecord,
): Promise<Account> {
  let after: AccountRecord | null = null
  await store.records.change('account', requireId(id), (value) => {
    if (value === null) throw noAccount()
    after = change(accountRecord.parse(value))
    return after
  })
  if (after === null) throw new Error('The store did not run the change of an account')
  return { id, ...(after satisfies AccountRecord as AccountRecord) } // set inside the callback
}

export async function requireAccount(store: Store, id: string): Promise<Account> {
  const account = await findAccount(store, requireId(id))
  if (account === null) throw noAccount()
  return account
}

export function asAccountSummary(account: Account): AccountSummary {
  const { id, name, email, colour, role, state, createdAt } = account
  return { id, name, email, colour, role, state, createdAt }
}

function stateAfter({ state }: AccountRecord, isSuspended: boolean): AccountRecord['state'] {
  if (isSuspended) return 'suspended'
  return state === 'suspended' ? 'active' : state
}

async function requireAnotherOfficer(store: Store, id: string): Promise<void> {
  const others = await listAccounts(store)
  const isAnother = (each: Account) =>
    each.id !== id && each.role === 'officer' && each.state === 'active'
  if (others.some(isAnother)) return
  throw new Refusal('conflict', 'This is the only officer. Make somebody else an officer first.')
}

async function takeAddress(store: Store, email: string, account: string): Promise<void> {
  await store.records.change('address', addressId(email), (value) => {
    if (value !== null && z.object({ account: z.string() }).parse(value).account !== account) {
      throw new Refusal('conflict', 'Somebody with this e-mail address is here already.')
    }
    return { account }
  })
}

/** Addresses stand in the names of files as hashes only. */
function addressId(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex')
}

function requireId(id: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) throw noAccount()
  return id
}

function noAccount(): Refusal {
  return new Refusal('not_found', 'There is nobody here by that name.')
}
