import { createHash } from 'node:crypto'
import type { PlanFileResponse, TakenPlanFileResponse } from '../../shared/api-plan-file.ts'
import type { Sheet } from '../../shared/directory/found-tables.ts'
import { applyImport } from '../../shared/plan-file/apply-import.ts'
import { comparePlans } from '../../shared/plan-file/plan-import.ts'
import type { PlanImport, ProgressNow } from '../../shared/plan-file/plan-import.ts'
import type { ChangedProgress, PlanProgress } from '../../shared/plan-file/plan-progress.ts'
import { Refusal } from '../../shared/refusals.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { rowsToUpdate } from './delivery.ts'
import { withProgress } from './delivery-history.ts'
import { changeDelivery, readProgress, rowIn } from './delivery-record.ts'
import { readBody } from './documents.ts'
import { keepSafetyPoint } from './safety-points.ts'

/** What the rows of a file would change in the plans of a document. Nothing is kept. */
export async function lookAtPlanFile(
  ctx: Context,
  id: string,
  sheets: readonly Sheet[],
): Promise<PlanFileResponse> {
  const found = comparePlans(await readBody(ctx, id), sheets, await progressNow(ctx, id))
  if (found.changed.length + found.added.length + found.missing.length + found.unchanged === 0) {
    throw new Refusal('unreadable_file', NOTHING)
  }
  const progress = found.progress.map(({ id: row, name, fields }) => ({ id: row, name, fields }))
  return { ...found, progress, seen: digest(found) }
}

export interface TakePlanFile {
  sheets: readonly Sheet[]
  /** From `lookAtPlanFile`: what somebody has seen and agreed to. */
  seen: string
  /** Rows that are not in the file go. */
  isRemoving: boolean
  /** Rows go where they stand in the file. */
  isMoving: boolean
}

/**
 * Takes the rows of a file into the live text, all or nothing, exactly as it was shown. What others
 * write elsewhere meanwhile stays.
 *
 * @throws {Refusal} `conflict` if it would not do now what was shown.
 */
export async function takePlanFile(
  ctx: Context,
  id: string,
  { sheets, seen, isRemoving, isMoving }: TakePlanFile,
): Promise<TakenPlanFileResponse> {
  const now = await progressNow(ctx, id)
  let found = comparePlans(await readBody(ctx, id), sheets, now)
  if (digest(found) !== seen) throw new Refusal('conflict', CHANGED)
  await keepSafetyPoint(ctx, id, 'import')
  await ctx.live.edit(id, (body) => {
    found = comparePlans(body, sheets, now)
    if (digest(found) !== seen) throw new Refusal('conflict', CHANGED)
    return applyImport(body, found, { isRemoving, isMoving, newId: ctx.newId })
  })
  await writeProgresses(ctx, id, { changed: found.progress, now })
  const counts: TakenPlanFileResponse = {
    changed: found.changed.length,
    added: found.added.length,
    removed: isRemoving ? found.missing.length : 0,
    moved: isMoving ? found.moved.length : 0,
    progress: found.progress.length,
  }
  const about = Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, String(count)]),
  )
  await recordAudit(ctx, { did: 'document.updatedFromFile', about: { document: id, ...about } })
  return counts
}

/** How the actions get on, and of which this seat may say so. */
async function progressNow(ctx: Context, id: string): Promise<ProgressNow> {
  return { ...(await readProgress(ctx, id)), mayUpdate: await rowsToUpdate(ctx, id) }
}

/** In one change of the record, however many rows; what somebody updated in that moment stays. */
async function writeProgresses(
  ctx: Context,
  id: string,
  { changed, now }: { changed: readonly ChangedProgress[]; now: PlanProgress },
): Promise<void> {
  if (changed.length === 0) return
  const at = ctx.now().toISOString()
  const who = { name: ctx.seat.name, isByLink: false }
  await changeDelivery(ctx.store, id, (record) =>
    changed.reduce((next, { id: row, name, change }) => {
      const isNew = rowIn(record, row)?.progress.changedAt !== now.rows[row]?.changedAt
      return isNew ? next : withProgress(next, { row, name, who, at }, change)
    }, record),
  )
  ctx.bus.publish(id, { type: 'delivery.changed', row: null })
}

function digest({ changed, added, missing, moved, progress }: PlanImport): string {
  return createHash('sha256')
    .update(JSON.stringify([changed, added, missing, moved, progress]))
    .digest('hex')
}

const NOTHING =
  'No rows of this plan were found in the file. Take the plan out as a workbook first, change it there, and bring that back.'
const CHANGED = 'The plan has changed meanwhile. Please look again at what the file would change.'
