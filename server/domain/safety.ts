import { z } from 'zod'
import { USUAL_QUIET, isQuietAt } from '../../shared/safety/quiet-hours.ts'
import { safetyRequest } from '../../shared/safety/safety-settings.ts'
import type { SafetyRequest, SafetyResponse } from '../../shared/safety/safety-settings.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Store } from '../storage/store.ts'
import { findAccount, listAccounts } from './accounts.ts'
import type { Account } from './accounts.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'

/** Who looks after people's safety, and when nothing calls young people. */

const NONE: SafetyRequest = { lead: null, deputy: null, quiet: USUAL_QUIET }

export async function describeSafety({ store }: Context): Promise<SafetyResponse> {
  const readers = await readersOf(store)
  return {
    ...(await readSafety(store)),
    candidates: readers.map(({ id, name }) => ({ id, name })),
  }
}

export async function changeSafety(ctx: Context, request: SafetyRequest): Promise<SafetyResponse> {
  const { lead, deputy, quiet } = request
  if (lead !== null && lead === deputy) {
    throw new Refusal('invalid', 'Please choose two people: the deputy steps in for the lead.')
  }
  for (const id of [lead, deputy]) {
    if (id !== null && (await findReader(ctx.store, id)) === null) {
      throw new Refusal('invalid', 'Only a moderator who can sign in reads concerns.')
    }
  }
  await ctx.store.records.change('workspace', 'safety', () => ({ ...request }))
  const hours = `${quiet.from}-${quiet.to}`
  const about = { lead: lead ?? 'nobody', deputy: deputy ?? 'nobody', quiet: hours }
  await recordAudit(ctx, { did: 'safety.changed', about })
  return describeSafety(ctx)
}

export async function isQuietNow({ store, now }: Pick<Context, 'store' | 'now'>): Promise<boolean> {
  return isQuietAt(now(), (await readSafety(store)).quiet)
}

/** Whom a concern calls: first the lead, then the deputy; where one is not named, all who may read. */
export async function callOf(store: Store): Promise<{ first: Account[]; second: Account[] }> {
  const { lead, deputy } = await readSafety(store)
  const readers = await readersOf(store)
  const named = (id: string | null) => readers.filter((each) => each.id === id)
  const first = named(lead).length === 0 ? readers : named(lead)
  const others = readers.filter((each) => !named(lead).includes(each))
  return { first, second: named(deputy).length === 0 ? others : named(deputy) }
}

export async function namesOf(
  store: Store,
): Promise<{ lead: string | null; deputy: string | null }> {
  const { lead, deputy } = await readSafety(store)
  const nameOf = async (id: string | null) =>
    id === null ? null : ((await findReader(store, id))?.name ?? null)
  return { lead: await nameOf(lead), deputy: await nameOf(deputy) }
}

const record = z.object(safetyRequest.shape)

async function readSafety(store: Store): Promise<SafetyRequest> {
  const stored = await store.records.read('workspace', 'safety')
  return stored === null ? NONE : record.parse(stored.value)
}

async function readersOf(store: Store): Promise<Account[]> {
  return (await listAccounts(store)).filter(isReader)
}

async function findReader(store: Store, id: string): Promise<Account | null> {
  const account = /^[A-Za-z0-9_-]{1,64}$/.test(id) ? await findAccount(store, id) : null
  return account !== null && isReader(account) ? account : null
}

function isReader({ role, state }: Account): boolean {
  return role === 'moderator' && state === 'active'
}
