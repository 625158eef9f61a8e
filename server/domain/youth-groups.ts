import { ADULTS_NEEDED } from '../../shared/access.ts'
import type { NameAdultsRequest } from '../../shared/api-young.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Store } from '../storage/store.ts'
import { findAccount } from './accounts.ts'
import type { Account } from './accounts.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { forgetMemberships } from './kept-memberships.ts'
import { readMemberships } from './memberships.ts'

/** A youth group of the directory with the adults who look after it. */
export interface YouthGroup {
  id: string
  name: string
  /** Those who can sign in now. */
  adults: Account[]
  /** Too few adults: nobody joins and nobody inside writes. */
  isFrozen: boolean
}

/** Null: the directory has no youth group of this id (any more). */
export async function findYouthGroup(store: Store, id: string): Promise<YouthGroup | null> {
  const group = (await readMemberships(store)).youthGroup(id)
  if (group === null) return null
  const accounts = await Promise.all(group.adults.map((adult) => findAccount(store, adult)))
  const adults = accounts.filter((account) => account?.state === 'active')
  return {
    id,
    name: group.name,
    adults: adults.filter((account) => account !== null),
    isFrozen: adults.length < ADULTS_NEEDED,
  }
}

/** @throws {Refusal} `not_found` */
export async function requireYouthGroup(store: Store, id: string): Promise<YouthGroup> {
  const group = await findYouthGroup(store, id)
  if (group === null) throw new Refusal('not_found', 'There is no such youth group.')
  return group
}

/** Says which adults look after a group. What their presence decides changes at once. */
export async function nameAdults(
  ctx: Context,
  id: string,
  { adults }: NameAdultsRequest,
): Promise<void> {
  await requireYouthGroup(ctx.store, id)
  const named = [...new Set(adults)]
  for (const adult of named) {
    const account = await findAccount(ctx.store, adult)
    if (account === null) throw new Refusal('invalid', 'One of these people is not here.')
  }
  await ctx.store.records.change('youthGroup', id, () => ({ adults: named }))
  forgetMemberships(ctx.store)
  ctx.bus.announce({ of: 'group', id })
  const about = { group: id, adults: named.join(' ') }
  await recordAudit(ctx, { did: 'group.adults', about })
}
