import { may } from '../../shared/access.ts'
import type { YouthGroup, YouthGroupsResponse } from '../../shared/api-young.ts'
import { listAccounts } from './accounts.ts'
import type { Context } from './context.ts'
import { listGroupLinks } from './group-links.ts'
import { readMemberships } from './memberships.ts'
import { listYoungPeople } from './young-people.ts'
import { requireYouthGroup } from './youth-groups.ts'

/** The youth groups this seat looks after; for officers all of them. */
export async function describeYouthGroups(ctx: Context): Promise<YouthGroupsResponse> {
  const groups: YouthGroup[] = []
  for (const { id } of (await readMemberships(ctx.store)).youthGroups()) {
    if (may(ctx.seat, 'manageYoungPeople', { group: id })) groups.push(await describe(ctx, id))
  }
  const accounts = may(ctx.seat, 'nameAdults') ? await listAccounts(ctx.store) : []
  return {
    groups,
    candidates: accounts
      .filter(({ state }) => state === 'active')
      .map(({ id, name }) => ({ id, name })),
  }
}

async function describe(ctx: Context, id: string): Promise<YouthGroup> {
  const group = await requireYouthGroup(ctx.store, id)
  const people = await listYoungPeople(ctx.store, id)
  return {
    id,
    name: group.name,
    isFrozen: group.isFrozen,
    adults: group.adults.map((adult) => ({ id: adult.id, name: adult.name })),
    links: await listGroupLinks(ctx, group),
    people: people.map(({ id: young, name, ageBand, joinedAt }) => ({
      id: young,
      name,
      ageBand,
      joinedAt,
    })),
  }
}
