import { z } from 'zod'
import type { Tally, VoteRequest, VotesResponse } from '../../shared/votes.ts'
import { VOTES } from '../../shared/young/words.ts'
import type { Vote } from '../../shared/young/words.ts'
import type { Store } from '../storage/store.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Context } from './context.ts'

const MOST_ITEMS = 2000
const MOST_SEATS = 5000

/** By item, then by the seat that voted. */
const record = z.record(
  z.string(),
  z.record(z.string(), z.strictObject({ vote: z.enum(VOTES), people: z.number() })),
)
type StoredVotes = z.infer<typeof record>

export async function vote(
  ctx: Context,
  documentId: string,
  { item, vote: given, people }: VoteRequest,
): Promise<VotesResponse> {
  let after: StoredVotes = {}
  await ctx.store.records.change('votes', documentId, (value) => {
    const before = value === null ? {} : record.parse(value)
    const { [ctx.seat.id]: _, ...others } = before[item] ?? {}
    if (Object.keys(others).length >= MOST_SEATS || Object.keys(before).length >= MOST_ITEMS) {
      throw new Refusal('too_many', 'No more answers can be taken here.')
    }
    const votes = given === null ? others : { ...others, [ctx.seat.id]: { vote: given, people } }
    after = record.parse({ ...before, [item]: votes })
    return after
  })
  return show(ctx, after)
}

export async function listVotes(ctx: Context, documentId: string): Promise<VotesResponse> {
  const stored = await ctx.store.records.read('votes', documentId)
  return show(ctx, stored === null ? {} : record.parse(stored.value))
}

/** What a seat has voted, by document. */
export async function votesOf(store: Store, seatId: string) {
  return (await store.records.list('votes')).flatMap(({ id, value }) =>
    Object.entries(record.parse(value)).flatMap(([item, { [seatId]: mine }]) =>
      mine === undefined ? [] : [{ documentId: id, item, ...mine }],
    ),
  )
}

export async function eraseVotes(
  store: Store,
  { documentId, seatId }: { documentId: string; seatId: string },
): Promise<void> {
  await store.records.change('votes', documentId, (value) => {
    if (value === null) return null
    const items = Object.entries(record.parse(value)).map(([item, by]) => {
      const others = Object.entries(by).filter(([seat]) => seat !== seatId)
      return [item, Object.fromEntries(others)]
    })
    return record.parse(Object.fromEntries(items))
  })
}

function show({ seat }: Context, votes: StoredVotes): VotesResponse {
  const items = Object.entries(votes)
  return {
    mine: Object.fromEntries(
      items.flatMap(([item, by]) => {
        const mine = by[seat.id]
        return mine === undefined ? [] : [[item, mine.vote]]
      }),
    ),
    counts:
      seat.role === 'young'
        ? {}
        : Object.fromEntries(items.map(([item, by]) => [item, count(Object.values(by))])),
  }
}

function count(votes: StoredVotes[string][string][]): Tally {
  const people = (which: Vote) =>
    votes.reduce((sum, { vote: is, people: many }) => sum + (is === which ? many : 0), 0)
  return {
    agree: people('agree'),
    notSure: people('notSure'),
    disagree: people('disagree'),
    answers: votes.length,
  }
}
