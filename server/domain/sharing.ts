import { limitedTo, may, placeOf } from '../../shared/access.ts'
import type { OnDocument, Seat, Share } from '../../shared/access.ts'
import { EVERYONE } from '../../shared/api-seats.ts'
import type { ShareRequest, SharingResponse } from '../../shared/api-seats.ts'
import { Refusal } from '../../shared/refusals.ts'
import { findAccount, listAccounts } from './accounts.ts'
import type { Account } from './accounts.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { changeRecord, sharingOf } from './document-record.ts'
import type { StoredDocument } from './document-record.ts'
import { requireDocument } from './documents.ts'
import { accountSeat } from './holders.ts'
import { readMemberships } from './memberships.ts'
import type { Memberships } from './memberships.ts'
import { listSections } from './sections.ts'

const MOST_SHARES = 200

/** Who may do what with a document, in words and one by one. */
export async function describeSharing(ctx: Context, id: string): Promise<SharingResponse> {
  const stored = await requireDocument(ctx, id)
  const accounts = await listAccounts(ctx.store)
  const memberships = await readMemberships(ctx.store)
  const seats = await Promise.all(
    accounts
      .filter(({ state }) => state !== 'suspended')
      .map((account) => accountSeat(ctx.store, account)),
  )
  const names = new Map(accounts.map((account) => [account.id, account.name]))
  const { createdBy, shares } = stored.record
  const on = { sharing: sharingOf(stored), now: ctx.now() }
  const today = on.now.toISOString().slice(0, 10)
  const mayShare = may(ctx.seat, 'shareDocument', on)
  const nameOf = (who: Share['who']) => {
    if (who.is === 'everyone') return 'Everybody who signs in'
    const name = who.is === 'group' ? memberships.nameOf(who.id) : names.get(who.id)
    return name ?? (who.is === 'group' ? 'A group that is gone' : 'Somebody')
  }
  return {
    summary: summarise(seats, { on, memberships }),
    owner: { id: createdBy.id, name: names.get(createdBy.id) ?? createdBy.name },
    shares: shares.map(({ who, as, until, section }) => ({
      who: keyOf(who),
      name: nameOf(who),
      as,
      until,
      section: section ?? null,
      isOver: until !== null && until < today,
    })),
    mayShare,
    candidates: mayShare ? candidatesOf(accounts, memberships) : [],
    sections: mayShare ? await listSections(ctx, id) : [],
  }
}

/**
 * Shares a document with an account, a group or organisation of the directory, or everybody, or
 * changes how. Young people come in by their group alone.
 */
export async function share(
  ctx: Context,
  { id, who }: { id: string; who: string },
  { as, until, section = null }: ShareRequest,
): Promise<SharingResponse> {
  if (until !== null && until < ctx.now().toISOString().slice(0, 10)) {
    throw new Refusal('invalid', 'This day is over. Please choose a later one.')
  }
  const whom = await requireWhom(ctx, who)
  const isYoung =
    whom.is === 'group' && (await readMemberships(ctx.store)).youthGroup(whom.id) !== null
  if (isYoung && as === 'editor') {
    throw new Refusal('invalid', 'A youth group comments. It edits only in a sitting.')
  }
  const part = section === null ? null : await requireSection(ctx, { id, section, as })
  await changeShares(ctx, id, (shares) => {
    const others = shares.filter((each) => keyOf(each.who) !== who)
    if (others.length >= MOST_SHARES) {
      throw new Refusal('too_many', `A document can be shared with at most ${MOST_SHARES} people.`)
    }
    return [...others, { who: whom, as, until, section: part }]
  })
  const about = { document: id, who, as, until: until ?? 'no end', section: section ?? 'all' }
  await recordAudit(ctx, { did: 'document.shared', about })
  return describeSharing(ctx, id)
}

async function requireWhom({ store }: Context, who: string): Promise<Share['who']> {
  if (who === EVERYONE) return { is: 'everyone' }
  if (/^[A-Za-z0-9_-]{1,64}$/.test(who)) {
    if ((await readMemberships(store)).nameOf(who) !== null) return { is: 'group', id: who }
    if ((await findAccount(store, who)) !== null) return { is: 'account', id: who }
  }
  throw new Refusal('not_found', 'There is nobody here by that name.')
}

async function requireSection(
  ctx: Context,
  { id, section, as }: { id: string; section: string; as: Share['as'] },
): Promise<{ id: string; title: string }> {
  if (as !== 'editor') throw new Refusal('invalid', 'Only editing can be for one section alone.')
  const found = (await listSections(ctx, id)).find((each) => each.id === section)
  if (found === undefined) throw new Refusal('invalid', 'This section is not in the document.')
  return found
}

export async function unshare(
  ctx: Context,
  { id, who }: { id: string; who: string },
): Promise<SharingResponse> {
  await changeShares(ctx, id, (shares) => shares.filter((each) => keyOf(each.who) !== who))
  await recordAudit(ctx, { did: 'document.unshared', about: { document: id, who } })
  return describeSharing(ctx, id)
}

type StoredShare = StoredDocument['record']['shares'][number]

async function changeShares(
  ctx: Context,
  id: string,
  change: (shares: StoredShare[]) => StoredShare[],
): Promise<void> {
  await changeRecord(ctx.store, { id, at: 'home' }, (record) => ({
    ...record,
    shares: change(record.shares),
  }))
  ctx.bus.announce({ of: 'document', id })
}

/**
 * "3 people can edit, Northmere Youth Council can comment until 30 June, nobody else." Counted over
 * the seats by the table itself, so that the sentence cannot say anything else than what happens.
 */
function summarise(
  seats: readonly Seat[],
  { on, memberships }: { on: OnDocument; memberships: Memberships },
): string {
  const counts = new Map<string, number>()
  for (const seat of seats) {
    const key = whatMay(seat, on)
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const people = [...counts].map(([what, count]) => ({
    who: count === 1 ? '1 person' : `${count} people`,
    what,
  }))
  const young = memberships.youthGroups().flatMap(({ id, name }) => {
    const what = whatMay({ id: '', name, colour: 0, role: 'young', groups: [id] }, on)
    return what === null ? [] : [{ who: name, what }]
  })
  const parts = [...people.sort(byWhat), ...young.sort(byWhat)]
  if (parts.length === 0) return 'Nobody can see this document.'
  return `${[...parts.map(({ who, what }) => `${who} can ${what}`), 'nobody else'].join(', ')}.`
}

const VERBS = ['edit', 'comment', 'read']

function byWhat(one: { what: string }, other: { what: string }): number {
  const byVerb = VERBS.indexOf(firstWord(one.what)) - VERBS.indexOf(firstWord(other.what))
  return byVerb === 0 ? one.what.localeCompare(other.what) : byVerb
}

/** "edit", "edit “Our part” until 30 June 2026"; null for somebody who does not see it. */
function whatMay(seat: Seat, on: OnDocument): string | null {
  if (!may(seat, 'readDocument', on)) return null
  const sections = limitedTo(seat, on)
  const isWriting = seat.role !== 'young' && (sections !== null || may(seat, 'editDocument', on))
  const isCommenting = ['commenter', 'editor', 'owner'].includes(placeOf(seat, on) ?? '')
  const mayStill = (now: OnDocument) =>
    isWriting
      ? limitedTo(seat, now) !== null || may(seat, 'editDocument', now)
      : may(seat, 'readDocument', now)
  const verb = isWriting ? 'edit' : isCommenting ? 'comment' : 'read'
  const titles = on.sharing.shares
    .flatMap(({ section }) => section ?? [])
    .filter(({ id }) => sections?.includes(id) === true)
    .map(({ title }) => ` “${title}”`)
  return `${verb}${[...new Set(titles)].join(' and')}${endOf(mayStill, on)}`
}

/** " until 30 June 2026" where the right ends with a share, '' where it does not end. */
function endOf(mayStill: (on: OnDocument) => boolean, on: OnDocument): string {
  const { shares } = on.sharing
  const endless = { ...on.sharing, shares: shares.filter(({ until }) => until === null) }
  if (mayStill({ ...on, sharing: endless })) return ''
  const ends = shares.flatMap(({ until }) => until ?? []).sort()
  const onDay = (until: string) => ({ ...on, now: new Date(`${until}T12:00:00Z`) })
  const last = ends.findLast((until) => mayStill(onDay(until)))
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
function candidatesOf(
  accounts: readonly Account[],
  memberships: Memberships,
): SharingResponse['candidates'] {
  const people = accounts
    .filter(({ state, role }) => state !== 'suspended' && role !== 'officer')
    .map(({ id, name }) => ({ who: id, name, is: 'person' as const }))
  const groups = memberships.shareable().map((entry) => ({
    who: entry.id,
    name: entry.name,
    is:
      entry.noun === 'organisation'
        ? ('organisation' as const)
        : memberships.youthGroup(entry.id) === null
          ? ('group' as const)
          : ('youthGroup' as const),
  }))
  return [...people, ...groups]
}
