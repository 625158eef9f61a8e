import { FROZEN_OPERATIONS, STEP_OPERATIONS } from '../../shared/access.ts'
import type { Seat } from '../../shared/access.ts'
import type { ChangeMeRequest } from '../../shared/api-seats.ts'
import type { Store } from '../storage/store.ts'
import { changeOwnAccount, findAccount, updateAccount } from './accounts.ts'
import type { Account } from './accounts.ts'
import type { Context } from './context.ts'
import { readMemberships } from './memberships.ts'
import { findStepSeat, updateStepSeat } from './step-seats.ts'
import type { StepSeat } from './step-seats.ts'
import { findYoungPerson, updateYoungPerson } from './young-people.ts'
import type { YoungPerson } from './young-people.ts'
import { findYouthGroup } from './youth-groups.ts'

/** Whoever can hold a session: an account, a young person, or the approver of one step. */
export interface Holder {
  id: string
  /** Counts the sign-outs everywhere. */
  generation: number
  isActive: boolean
  seat: Seat
}

export async function findHolder(
  ctx: Pick<Context, 'store' | 'now'>,
  id: string,
): Promise<Holder | null> {
  const account = await findAccount(ctx.store, id)
  if (account !== null) {
    const { generation, state } = account
    const seat = await accountSeat(ctx.store, account)
    return { id, generation, isActive: state === 'active', seat }
  }
  const young = await findYoungPerson(ctx.store, id)
  if (young !== null) return youngHolder(ctx.store, young)
  const step = await findStepSeat(ctx.store, id)
  return step === null ? null : stepHolder(step, ctx.now())
}

/** The seat of an account with the groups the directory puts its person in. */
export async function accountSeat(store: Store, account: Account): Promise<Seat> {
  const { id, name, colour, role, email } = account
  const memberships = await readMemberships(store)
  return {
    id,
    name,
    colour,
    role,
    groups: email === '' ? [] : memberships.groupsOf(email),
    looksAfter: memberships.lookedAfterBy(id),
  }
}

/** Their sessions are over from now on. */
export async function raiseGeneration(store: Store, id: string): Promise<void> {
  const raise = <T extends { generation: number }>(record: T): T => ({
    ...record,
    generation: record.generation + 1,
  })
  if ((await findAccount(store, id)) !== null) await updateAccount(store, id, raise)
  else if ((await findYoungPerson(store, id)) !== null) await updateYoungPerson(store, id, raise)
  else await updateStepSeat(store, id, raise)
}

/** One's own name and colour. */
export async function changeOwnName(ctx: Context, person: ChangeMeRequest): Promise<Seat> {
  const { id } = ctx.seat
  if ((await findAccount(ctx.store, id)) !== null) {
    return accountSeat(ctx.store, await changeOwnAccount(ctx, person))
  }
  await updateYoungPerson(ctx.store, id, (record) => ({ ...record, ...person }))
  await updateStepSeat(ctx.store, id, (record) => ({ ...record, ...person }))
  ctx.bus.announce({ of: 'account', id })
  return { ...ctx.seat, ...person }
}

/** A frozen group sees what it saw, and writes nothing; one that is gone sees nothing. */
async function youngHolder(store: Store, person: YoungPerson): Promise<Holder> {
  const { id, name, colour, group: groupId, generation, isOut } = person
  const group = await findYouthGroup(store, groupId)
  const frozen = { operations: FROZEN_OPERATIONS, documents: null }
  return {
    id,
    generation,
    isActive: !isOut && group !== null,
    seat: {
      id,
      name,
      colour,
      role: 'young',
      groups: [groupId],
      group: { id: groupId, name: group?.name ?? '' },
      adults: group?.adults.map((adult) => adult.id) ?? [],
      ...(group?.isFrozen === true ? { only: frozen } : {}),
    },
  }
}

function stepHolder(step: StepSeat, now: Date): Holder {
  const { id, name, colour, document, generation, isClosed, until } = step
  return {
    id,
    generation,
    isActive: !isClosed && until > now.toISOString(),
    seat: {
      id,
      name,
      colour,
      role: 'approver',
      step: { document, id: step.step },
      only: { operations: STEP_OPERATIONS, documents: [document] },
    },
  }
}
