import { z } from 'zod'
import type { Store } from '../storage/store.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'

/**
 * The seat of somebody who is asked to decide one step of an approval and has no account: one
 * document, one step, until a day. Its links are in links.ts.
 */
const stepSeatRecord = z.strictObject({
  name: z.string(),
  colour: z.number(),
  document: z.string(),
  step: z.string(),
  until: z.string(),
  isClosed: z.boolean(),
  generation: z.number(),
})
type StepSeatRecord = z.infer<typeof stepSeatRecord>

export interface StepSeat extends StepSeatRecord {
  id: string
}

export interface NewStepSeat {
  document: string
  step: string
  name: string
  /** The moment it ends, ISO. */
  until: string
}

export async function findStepSeat(store: Store, id: string): Promise<StepSeat | null> {
  const stored = await store.records.read('stepSeat', id)
  return stored === null ? null : { id, ...stepSeatRecord.parse(stored.value) }
}

export async function addStepSeat(ctx: Context, made: NewStepSeat): Promise<StepSeat> {
  const id = ctx.newId()
  const record = { ...made, colour: 0, isClosed: false, generation: 0 }
  await ctx.store.records.change('stepSeat', id, () => record)
  return { id, ...record }
}

export async function updateStepSeat(
  store: Store,
  id: string,
  change: (record: StepSeatRecord) => StepSeatRecord,
): Promise<void> {
  await store.records.change('stepSeat', id, (value) =>
    value === null ? null : change(stepSeatRecord.parse(value)),
  )
}

/** A step is decided or taken back: its seats are closed, their links open nothing any more. */
export async function closeStep(
  ctx: Context,
  { document, step }: { document: string; step: string },
): Promise<void> {
  for (const { id, value } of await ctx.store.records.list('stepSeat')) {
    const seat = stepSeatRecord.parse(value)
    if (seat.document !== document || seat.step !== step || seat.isClosed) continue
    await updateStepSeat(ctx.store, id, (record) => ({ ...record, isClosed: true }))
    ctx.bus.announce({ of: 'account', id })
  }
  await recordAudit(ctx, { did: 'step.closed', about: { document, step } })
}
