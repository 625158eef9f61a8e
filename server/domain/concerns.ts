import { createHash } from 'node:crypto'
import { z } from 'zod'
import { concern } from '../../shared/safety/concerns.ts'
import { HELPERS } from '../../shared/young/words.ts'
import type {
  Concern,
  ConcernSummary,
  ReportConcernRequest,
  ReportConcernResponse,
} from '../../shared/safety/concerns.ts'
import { Refusal } from '../../shared/refusals.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'

/**
 * Concerns are sealed: only those who handle them read them, and each reading is recorded. Neither
 * lists, exports, the audit log nor other people's pages hold a word of them.
 */
const record = concern.extend({ key: z.string() })
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
      hash: createHash('sha256').update(words).digest('hex'),
      by: { id: ctx.seat.id, name: ctx.seat.name },
      thread,
      opened: [],
      notes: [],
    }
    return record.parse(made)
  })
  if (isNew) await recordAudit(ctx, { did: 'concern.reported', about: { concern: id } })
  return { helpers: HELPERS }
}

/** The newest first. */
export async function listConcerns(ctx: Context): Promise<ConcernSummary[]> {
  const stored = await ctx.store.records.list('concern')
  return stored
    .map(({ value }) => record.parse(value))
    .map(({ id, at, state, documentId }) => ({ id, at, state, documentId }))
    .sort((one, other) => other.at.localeCompare(one.at))
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
  return (await store.records.list('concern'))
    .map(({ value }) => record.parse(value))
    .filter(({ by }) => by.id === seatId)
    .map(({ at, words }) => ({ at, words }))
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
  return shown
}

function noConcern(): Refusal {
  return new Refusal('not_found', 'There is no such concern.')
}
