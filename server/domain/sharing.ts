import { ACCOUNT_ROLES, may, mayEver, placeOf } from '../../shared/access.ts'
import type { Share } from '../../shared/access.ts'
import { EVERYONE } from '../../shared/api-seats.ts'
import type { ShareRequest, SharingResponse } from '../../shared/api-seats.ts'
import { Refusal } from '../../shared/refusals.ts'
import { listAccounts, requireAccount } from './accounts.ts'
import type { Account } from './accounts.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { changeRecord, sharingOf } from './document-record.ts'
import type { StoredDocument } from './document-record.ts'
import { requireDocument } from './documents.ts'
import { seatOf } from './seats.ts'

const MOST_SHARES = 200

/** Who may do what with a document, in words and one by one. */
export async function describeSharing(ctx: Context, id: string): Promise<SharingResponse> {
  const stored = await requireDocument(ctx, id)
  const accounts = await listAccounts(ctx.store)
  const names = new Map(accounts.map((account) => [account.id, account.name]))
  const { createdBy, shares } = stored.record
  const today = ctx.now().toISOString().slice(0, 10)
  const mayShare = may(ctx.seat, 'shareDocument', {
    sharing: sharingOf(stored),
    now: ctx.now(),
  })
  return {
    summary: summarise(ctx, { stored, accounts }),
    owner: { id: createdBy.id, name: names.get(createdBy.id) ?? createdBy.name },
    shares: shares.map(({ who, as, until }) => ({
      who: keyOf(who),
      name: who.is === 'everyone' ? 'Everybody who signs in' : (names.get(who.id) ?? 'Somebody'),
      as,
      until,
      isOver: until !== null && until < today,
    })),
    mayShare,
    candidates: mayShare ? accounts.filter(isCandidate).map(asCandidate) : [],
  }
}

/** Shares a document with an account or with everybody, or changes how. */
export async function share(
  ctx: Context,
  { id, who }: { id: string; who: string },
  { as, until }: ShareRequest,
): Promise<SharingResponse> {
  if (until !== null && until < ctx.now().toISOString().slice(0, 10)) {
    throw new Refusal('invalid', 'This day is over. Please choose a later one.')
  }
  if (who !== EVERYONE) await requireAccount(ctx.store, who)
  await changeShares(ctx, id, (shares) => {
    const others = shares.filter((each) => keyOf(each.who) !== who)
    if (others.length >= MOST_SHARES) {
      throw new Refusal('too_many', `A document can be shared with at most ${MOST_SHARES} people.`)
    }
    const whom =
      who === EVERYONE ? ({ is: EVERYONE } as const) : ({ is: 'account', id: who } as const)
    return [...others, { who: whom, as, until }]
  })
  const about = { document: id, who, as, until: until ?? 'no end' }
  await recordAudit(ctx, { did: 'document.shared', about })
  return describeSharing(ctx, id)
}

export async function unshare(
  ctx: Context,
  { id, who }: { id: string; who: string },
): Promise<SharingResponse> {
  await changeShares(ctx, id, (shares) => shares.filter((each) => keyOf(each.who) !== who))
  await recordAudit(ctx, { did: 'document.unshared', about: { document: id, who } })
  return describeSharing(ctx, id)
}

async function changeShares(
  ctx: Context,
  id: string,
  change: (shares: Share[]) => Share[],
): Promise<void> {
  await changeRecord(ctx.store, { id, at: 'home' }, (record) => ({
    ...record,
    shares: change(record.shares),
  }))
  ctx.bus.announce({ of: 'document', id })
}

/**
 * "3 people can edit, 1 can read until 30 June, nobody else." Counted over the accounts by the
 * table itself, so that the sentence cannot say anything else than what happens.
 */
function summarise(
  ctx: Context,
  { stored, accounts }: { stored: StoredDocument; accounts: Account[] },
): string {
  const on = { sharing: sharingOf(stored), now: ctx.now() }
  const counts = new Map<string, number>()
  for (const account of accounts) {
    if (account.state === 'suspended') continue
    const seat = seatOf(account)
    if (!may(seat, 'readDocument', on)) continue
    const isWriting = may(seat, 'editDocument', on)
    const isCommenting = ['commenter', 'editor', 'owner'].includes(placeOf(seat, on) ?? '')
    const verb = isWriting ? 'edit' : isCommenting ? 'comment' : 'read'
    const key = `${verb}${endOf(stored.record.shares, { account, verb, on })}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const order = ['edit', 'comment', 'read']
  const parts = [...counts]
    .sort(([one], [other]) => {
      const byVerb = order.indexOf(firstWord(one)) - order.indexOf(firstWord(other))
      return byVerb === 0 ? one.localeCompare(other) : byVerb
    })
    .map(([what, count]) => `${count === 1 ? '1 person' : `${count} people`} can ${what}`)
  if (parts.length === 0) return 'Nobody can see this document.'
  return `${[...parts, 'nobody else'].join(', ')}.`
}

interface Counted {
  account: Account
  verb: string
  on: { sharing: ReturnType<typeof sharingOf>; now: Date }
}

/** " until 30 June 2026" where the right ends with a share, '' where it does not end. */
function endOf(shares: readonly Share[], { account, verb, on }: Counted): string {
  const seat = seatOf(account)
  const operation = verb === 'edit' ? 'editDocument' : 'readDocument'
  const endless = { ...on.sharing, shares: shares.filter(({ until }) => until === null) }
  if (may(seat, operation, { ...on, sharing: endless })) return ''
  const ends = shares.flatMap(({ until }) => until ?? []).sort()
  const onDay = (until: string) => ({ ...on, now: new Date(`${until}T12:00:00Z`) })
  const last = ends.findLast((until) => may(seat, operation, onDay(until)))
  return last === undefined ? '' : ` until ${inWords(last)}`
}

function firstWord(text: string): string {
  return text.split(' ')[0] ?? ''
}

function inWords(day: string): string {
  return new Date(`${day}T12:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
}

function keyOf(who: Share['who']): string {
  return who.is === 'everyone' ? EVERYONE : who.id
}

/** Officers see and edit everything anyway. */
function isCandidate(account: Account): boolean {
  const seat = seatOf(account)
  return (
    account.state !== 'suspended' &&
    account.role !== 'officer' &&
    ACCOUNT_ROLES.includes(account.role) &&
    mayEver(seat, 'readDocument')
  )
}

function asCandidate({ id, name, role }: Account) {
  return { who: id, name, role }
}
