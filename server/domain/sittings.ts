import { may, placeOf } from '../../shared/access.ts'
import type { Sitting } from '../../shared/access.ts'
import type { SittingRequest, SittingsResponse } from '../../shared/api-young.ts'
import { Refusal } from '../../shared/refusals.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { changeRecord, sharingOf } from './document-record.ts'
import type { StoredDocument } from './document-record.ts'
import { requireDocument } from './documents.ts'
import { readMemberships } from './memberships.ts'
import { findYouthGroup, requireYouthGroup } from './youth-groups.ts'

/**
 * Sittings: a youth group edits a document live, for at most four hours, while two of its
 * responsible adults have it open or said that they are in the room. shared/access.ts asks at each
 * message; a sitting that is over needs nobody to end it.
 */

/** The sittings of a document that are under way. */
export async function describeSittings(ctx: Context, id: string): Promise<SittingsResponse> {
  const stored = await requireDocument(ctx, id)
  const mayOpen = may(ctx.seat, 'openSitting', { sharing: sharingOf(stored), now: ctx.now() })
  const sittings: SittingsResponse['sittings'] = []
  for (const { group: groupId, opensAt, endsAt, checkedIn } of current(ctx, stored)) {
    const group = await findYouthGroup(ctx.store, groupId)
    if (group === null) continue
    sittings.push({
      group: { id: groupId, name: group.name },
      opensAt,
      endsAt,
      adults: group.adults.map((adult) => ({
        id: adult.id,
        name: adult.name,
        isCheckedIn: checkedIn.includes(adult.id),
      })),
    })
  }
  return { sittings, mayOpen, candidates: mayOpen ? await candidates(ctx, stored) : [] }
}

/** @throws {Refusal} `conflict` if the group has too few adults, or may not comment here. */
export async function openSitting(
  ctx: Context,
  id: string,
  { group: groupId, minutes }: SittingRequest,
): Promise<SittingsResponse> {
  const group = await requireYouthGroup(ctx.store, groupId)
  if (group.isFrozen) throw new Refusal('conflict', 'Name two responsible adults first.')
  const stored = await requireDocument(ctx, id)
  if (!(await candidates(ctx, stored)).some((each) => each.id === groupId)) {
    throw new Refusal('conflict', 'Let this group comment on the document first, under “Share”.')
  }
  const opensAt = ctx.now().toISOString()
  const endsAt = new Date(ctx.now().getTime() + minutes * 60_000).toISOString()
  await changeSittings(ctx, id, (sittings) => [
    ...sittings.filter((each) => each.group !== groupId),
    { group: groupId, openedBy: ctx.seat.id, opensAt, endsAt, checkedIn: [] },
  ])
  const about = { document: id, group: groupId, until: endsAt }
  await recordAudit(ctx, { did: 'sitting.opened', about })
  return describeSittings(ctx, id)
}

export async function endSitting(
  ctx: Context,
  { id, group }: { id: string; group: string },
): Promise<SittingsResponse> {
  await changeSittings(ctx, id, (sittings) => sittings.filter((each) => each.group !== group))
  await recordAudit(ctx, { did: 'sitting.ended', about: { document: id, group } })
  return describeSittings(ctx, id)
}

/** A responsible adult says that they are in the room, or leave it. */
export async function checkIn(
  ctx: Context,
  { id, group, isHere }: { id: string; group: string; isHere: boolean },
): Promise<SittingsResponse> {
  const { adults } = await requireYouthGroup(ctx.store, group)
  if (!adults.some((adult) => adult.id === ctx.seat.id)) {
    throw new Refusal('forbidden', 'Only the responsible adults of this group can do that.')
  }
  let isKnown = false
  await changeSittings(ctx, id, (sittings) =>
    sittings.map((each) => {
      if (each.group !== group) return each
      isKnown = true
      const others = each.checkedIn.filter((adult) => adult !== ctx.seat.id)
      return { ...each, checkedIn: isHere ? [...others, ctx.seat.id] : others }
    }),
  )
  if (!isKnown) throw new Refusal('conflict', 'This sitting is over.')
  const did = isHere ? 'sitting.checkedIn' : 'sitting.checkedOut'
  await recordAudit(ctx, { did, about: { document: id, group } })
  return describeSittings(ctx, id)
}

type StoredSitting = StoredDocument['record']['sittings'][number]

async function changeSittings(
  ctx: Context,
  id: string,
  change: (sittings: StoredSitting[]) => StoredSitting[],
): Promise<void> {
  const isCurrent = (sitting: Sitting) => sitting.endsAt > ctx.now().toISOString()
  await changeRecord(ctx.store, { id, at: 'home' }, (record) => ({
    ...record,
    sittings: change(record.sittings.filter(isCurrent)),
  }))
  ctx.bus.announce({ of: 'document', id })
}

function current({ now }: Context, { record }: StoredDocument): StoredSitting[] {
  return record.sittings.filter(({ endsAt }) => endsAt > now().toISOString())
}

/** Youth groups that may comment on the document. */
async function candidates(
  ctx: Context,
  stored: StoredDocument,
): Promise<{ id: string; name: string }[]> {
  const on = { sharing: sharingOf(stored), now: ctx.now() }
  const memberships = await readMemberships(ctx.store)
  return memberships
    .youthGroups()
    .filter(({ id, name }) => {
      const seat = { id: '', name, colour: 0, role: 'young', groups: [id] } as const
      return placeOf(seat, on) === 'commenter'
    })
    .map(({ id, name }) => ({ id, name }))
}
