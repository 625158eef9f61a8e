import { createHash, randomInt } from 'node:crypto'
import { z } from 'zod'
import { AGE_BANDS } from '../../shared/api-young.ts'
import type { GroupLinkRequest, GroupLinkSummary } from '../../shared/api-young.ts'
import { CODE_LENGTH, CODE_LETTERS, readJoinCode } from '../../shared/young/join-code.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Store } from '../storage/store.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { findYouthGroup, requireYouthGroup } from './youth-groups.ts'
import type { YouthGroup } from './youth-groups.ts'

/**
 * The links by which young people join a group: one group, one responsible adult, a last day and a
 * number of uses. The code is kept as it is, because it hangs on a wall and is printed again.
 */
const groupLinkRecord = z.strictObject({
  id: z.string(),
  group: z.string(),
  code: z.string(),
  adult: z.string(),
  ageBand: z.enum(AGE_BANDS),
  until: z.string(),
  uses: z.number(),
  used: z.number(),
  createdAt: z.string(),
  isEnded: z.boolean(),
})
export type GroupLink = z.infer<typeof groupLinkRecord>

const YEAR_MS = 366 * 24 * 60 * 60_000
const MOST_LINKS = 50

/** @throws {Refusal} `invalid` for a day that is over or far; `conflict` while the group is frozen. */
export async function makeGroupLink(
  ctx: Context,
  groupId: string,
  { adult, ageBand, until, uses }: GroupLinkRequest,
): Promise<GroupLinkSummary> {
  const group = await requireYouthGroup(ctx.store, groupId)
  const latest = new Date(ctx.now().getTime() + YEAR_MS).toISOString().slice(0, 10)
  if (until < today(ctx) || until > latest) {
    throw new Refusal('invalid', 'Please choose a last day within a year from now.')
  }
  if (group.isFrozen) throw new Refusal('conflict', 'Name two responsible adults first.')
  if (!group.adults.some(({ id }) => id === adult)) {
    throw new Refusal('invalid', 'Please choose one of the group’s responsible adults.')
  }
  const open = (await listGroupLinks(ctx, group)).filter(({ state }) => state === 'open')
  if (open.length >= MOST_LINKS) {
    throw new Refusal('too_many', 'This group has many links already. End some of them first.')
  }
  const link: GroupLink = {
    id: ctx.newId(),
    group: groupId,
    code: newCode(),
    adult,
    ageBand,
    until,
    uses,
    used: 0,
    createdAt: ctx.now().toISOString(),
    isEnded: false,
  }
  await ctx.store.records.change('groupLink', keyOf(link.code), () => link)
  await recordAudit(ctx, { did: 'groupLink.made', about: { group: groupId, link: link.id, until } })
  return asSummary(ctx, group, link)
}

/** The links of a group, the newest first. */
export async function listGroupLinks(ctx: Context, group: YouthGroup): Promise<GroupLinkSummary[]> {
  return (await linksOf(ctx.store))
    .filter((link) => link.group === group.id)
    .map((link) => asSummary(ctx, group, link))
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt))
}

/** Nobody joins by it any more; who is in stays in. */
export async function endGroupLink(
  ctx: Context,
  { group, id }: { group: string; id: string },
): Promise<void> {
  const link = (await linksOf(ctx.store)).find((each) => each.id === id && each.group === group)
  if (link === undefined) throw new Refusal('not_found', 'There is no such link.')
  await ctx.store.records.change('groupLink', keyOf(link.code), (value) =>
    value === null ? null : { ...groupLinkRecord.parse(value), isEnded: true },
  )
  await recordAudit(ctx, { did: 'groupLink.ended', about: { group, link: id } })
}

/** What a code opens, without using it. @throws {Refusal} `forbidden` if it opens nothing. */
export async function lookAtCode(
  ctx: Pick<Context, 'store' | 'now'>,
  typed: string,
): Promise<{ link: GroupLink; group: YouthGroup }> {
  const code = readJoinCode(typed)
  const stored = code === null ? null : await ctx.store.records.read('groupLink', keyOf(code))
  if (stored === null) throw noCode()
  const link = groupLinkRecord.parse(stored.value)
  const group = await findYouthGroup(ctx.store, link.group)
  if (stateOf(link, ctx) !== 'open' || group === null || group.isFrozen) throw noCode()
  if (!group.adults.some(({ id }) => id === link.adult)) throw noCode()
  return { link, group }
}

/** Counts one use. However many come at once, no more than the link allows get through. */
export async function takeCode(ctx: Context, typed: string): Promise<GroupLink> {
  const { link } = await lookAtCode(ctx, typed)
  await ctx.store.records.change('groupLink', keyOf(link.code), (value) => {
    if (value === null) throw noCode()
    const now = groupLinkRecord.parse(value)
    if (stateOf(now, ctx) !== 'open') throw noCode()
    return { ...now, used: now.used + 1 }
  })
  return link
}

function asSummary(
  ctx: Pick<Context, 'now'>,
  group: YouthGroup,
  link: GroupLink,
): GroupLinkSummary {
  const { id, code, adult, ageBand, until, uses, used, createdAt } = link
  const name = group.adults.find((each) => each.id === adult)?.name ?? 'Somebody who left'
  const state = stateOf(link, ctx)
  return { id, code, adult: { id: adult, name }, ageBand, until, uses, used, createdAt, state }
}

function stateOf(link: GroupLink, ctx: Pick<Context, 'now'>): GroupLinkSummary['state'] {
  if (link.isEnded) return 'ended'
  if (link.until < today(ctx)) return 'over'
  return link.used >= link.uses ? 'full' : 'open'
}

async function linksOf(store: Store): Promise<GroupLink[]> {
  return (await store.records.list('groupLink')).map(({ value }) => groupLinkRecord.parse(value))
}

function newCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(31)] ?? '').join('')
}

function keyOf(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}

function today({ now }: Pick<Context, 'now'>): string {
  return now().toISOString().slice(0, 10)
}

/** The same words whatever the reason, so that nobody learns which codes there were. */
function noCode(): Refusal {
  return new Refusal(
    'forbidden',
    'This code does not work. Check each letter, or ask the adult who gave it to you.',
  )
}
