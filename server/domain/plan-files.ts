import { createHash } from 'node:crypto'
import type { PlanFileResponse, TakenPlanFileResponse } from '../../shared/api-plan-file.ts'
import type { Sheet } from '../../shared/directory/found-tables.ts'
import { applyImport } from '../../shared/plan-file/apply-import.ts'
import { comparePlans } from '../../shared/plan-file/plan-import.ts'
import type { PlanImport } from '../../shared/plan-file/plan-import.ts'
import { Refusal } from '../../shared/refusals.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { readBody } from './documents.ts'
import { keepSafetyPoint } from './safety-points.ts'

/** What the rows of a file would change in the plans of a document. Nothing is kept. */
export async function lookAtPlanFile(
  ctx: Context,
  id: string,
  sheets: readonly Sheet[],
): Promise<PlanFileResponse> {
  const found = comparePlans(await readBody(ctx, id), sheets)
  if (found.changed.length + found.added.length + found.missing.length + found.unchanged === 0) {
    throw new Refusal('unreadable_file', NOTHING)
  }
  return { ...found, seen: digest(found) }
}

export interface TakePlanFile {
  sheets: readonly Sheet[]
  /** From `lookAtPlanFile`: what somebody has seen and agreed to. */
  seen: string
  /** Rows that are not in the file go. */
  isRemoving: boolean
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
  { sheets, seen, isRemoving }: TakePlanFile,
): Promise<TakenPlanFileResponse> {
  let counts: TakenPlanFileResponse = { changed: 0, added: 0, removed: 0 }
  if (digest(comparePlans(await readBody(ctx, id), sheets)) !== seen) {
    throw new Refusal('conflict', CHANGED)
  }
  await keepSafetyPoint(ctx, id, 'import')
  await ctx.live.edit(id, (body) => {
    const found = comparePlans(body, sheets)
    if (digest(found) !== seen) throw new Refusal('conflict', CHANGED)
    counts = {
      changed: found.changed.length,
      added: found.added.length,
      removed: isRemoving ? found.missing.length : 0,
    }
    return applyImport(body, found, { isRemoving, newId: ctx.newId })
  })
  const about = Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, String(count)]),
  )
  await recordAudit(ctx, { did: 'document.updatedFromFile', about: { document: id, ...about } })
  return counts
}

function digest({ changed, added, missing }: PlanImport): string {
  return createHash('sha256')
    .update(JSON.stringify([changed, added, missing]))
    .digest('hex')
}

const NOTHING =
  'No rows of this plan were found in the file. Take the plan out as a workbook first, change it there, and bring that back.'
const CHANGED = 'The plan has changed meanwhile. Please look again at what the file would change.'
