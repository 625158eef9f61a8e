import { createHash } from 'node:crypto'
import { z } from 'zod'
import { concern } from '../../shared/safety/concerns.ts'
import { HOURS_TO_OPEN } from '../../shared/safety/limits.ts'
import { afterWorkingHours } from '../../shared/uk-time.ts'
import { HELPERS } from '../../shared/young/words.ts'
import type {
  Concern,
  ConcernsResponse,
  ReportConcernRequest,
  ReportConcernResponse,
} from '../../shared/safety/concerns.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Store } from '../storage/store.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { queueLetter } from './letters.ts'
import { callOf, namesOf } from './safety.ts'

/**
 * Concerns are sealed: only those who handle them read them, and each reading is recorded. Neither
 * lists, exports, the audit log nor other people's pages hold a word of them.
 */
const record = concern.omit({ isIntact: true }).extend({
  key: z.string(),
  deputyToldAt: z.string().nullable().default(null),
})
type StoredConcern = z.infer<typeof record>

export async function reportConcern(
  ctx: Context,
  { words, documentId, thread, key }: ReportConcernRequest,
): Promise<ReportConcernResponse> {
  const id = createHash('sha256').update(`${ctx.seat.id} ${key}`).digest('hex').slice(0, 32)
  let isNew = false
  await ctx.store.records.change('concern', id, (value) => {
    if (value !== null) return value
    isNew = true
    const made: StoredConcern = {
      id,
      key,
      at: ctx.now().toISOString(),
      state: 'new',
      documentId,
      words,
      hash: hashOf(words),
      by: { id: ctx.seat.id, name: ctx.seat.name },
      thread,
      deputyToldAt: null,
      opened: [],
      notes: [],
    }
    return record.parse(made)
  })
  const { first } = await callOf(ctx.store)
  if (isNew) {
    await recordAudit(ctx, { did: 'concern.reported', about: { concern: id } })
    for (const { id: reader } of first) await queueLetter(ctx, reader, { is: 'concern' })
  }
  return { helpers: HELPERS, hasReader: first.length > 0 }
}

/** The newest first, and which of them wait for whoever asks. */
export async function listConcerns(ctx: Context): Promise<ConcernsResponse> {
  const { first, second } = await callOf(ctx.store)
  const isAmong = (people: readonly { id: string }[]) =>
    people.some((each) => each.id === ctx.seat.id)
  const concerns = (await storedConcerns(ctx.store))
    .map(({ id, at, state, documentId, deputyToldAt }) => {
      const isCalled = isAmong(first) || (deputyToldAt !== null && isAmong(second))
      return { id, at, state, documentId, deputyToldAt, callsYou: state === 'new' && isCalled }
    })
    .sort((one, other) => other.at.localeCompare(one.at))
  return { concerns, ...(await namesOf(ctx.store)) }
}

/** Tells the deputy of what nobody has opened within four working hours; once for each. */
export async function tellDeputies(ctx: Context): Promise<void> {
  const { second } = await callOf(ctx.store)
  for (const { id, at, state, deputyToldAt } of await storedConcerns(ctx.store)) {
    if (state !== 'new' || deputyToldAt !== null) continue
    if (afterWorkingHours(new Date(at), HOURS_TO_OPEN) > ctx.now()) continue
    await change(ctx, id, (before) => ({ ...before, deputyToldAt: ctx.now().toISOString() }))
    for (const deputy of second) await queueLetter(ctx, deputy.id, { is: 'unopenedConcern' })
    await recordAudit(ctx, { did: 'concern.deputyTold', about: { concern: id } })
  }
}

/** Opens one, which is recorded. */
export async function openConcern(ctx: Context, id: string): Promise<Concern> {
  const opened = { at: ctx.now().toISOString(), by: ctx.seat.name }
  const read = await change(ctx, id, (before) => ({
    ...before,
    state: before.state === 'new' ? 'read' : before.state,
    opened: [...before.opened, opened].slice(-500),
  }))
  await recordAudit(ctx, { did: 'concern.read', about: { concern: id } })
  return read
}

export async function noteConcern(
  ctx: Context,
  id: string,
  { words, isSettled }: { words: string; isSettled: boolean },
): Promise<Concern> {
  const noted = await change(ctx, id, (before) => ({
    ...before,
    state: isSettled ? 'settled' : 'read',
    notes: [...before.notes, { at: ctx.now().toISOString(), by: ctx.seat.name, words }],
  }))
  await recordAudit(ctx, { did: 'concern.noted', about: { concern: id } })
  return noted
}

/** What somebody has reported themselves. */
export async function concernsOf(
  { store }: Context,
  seatId: string,
): Promise<{ at: string; words: string }[]> {
  return (await storedConcerns(store))
    .filter(({ by }) => by.id === seatId)
    .map(({ at, words }) => ({ at, words }))
}

async function storedConcerns(store: Store): Promise<StoredConcern[]> {
  return (await store.records.list('concern')).map(({ value }) => record.parse(value))
}

async function change(
  ctx: Context,
  id: string,
  make: (before: StoredConcern) => StoredConcern,
): Promise<Concern> {
  if (!/^[0-9a-f]{32}$/.test(id)) throw noConcern()
  let after: StoredConcern | null = null
  await ctx.store.records.change('concern', id, (value) => {
    if (value === null) throw noConcern()
    after = record.parse(make(record.parse(value)))
    return after
  })
  if (after === null) throw new Error('The store did not run the change of a record')
  const { key: _, ...shown } = after as StoredConcern // the closure above set it
  return { ...shown, isIntact: hashOf(shown.words) === shown.hash }
}

function hashOf(words: string): string {
  return createHash('sha256').update(words).digest('hex')
}

function noConcern(): Refusal {
  return new Refusal('not_found', 'There is no such concern.')
}
