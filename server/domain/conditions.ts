import type { ApprovalRoute } from '../../shared/approval.ts'
import type { ConditionDoneRequest } from '../../shared/conditions.ts'
import { Refusal } from '../../shared/refusals.ts'
import { changeRoute } from './approval.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import type { VersionPlace } from './publishing.ts'

/**
 * Says that what a body asked for is done. The decision that asked stays as it was.
 *
 * @throws {Refusal} `conflict` if it was done before.
 */
export async function settleCondition(
  ctx: Context,
  { documentId, versionId, conditionId }: VersionPlace & { conditionId: string },
  { note }: ConditionDoneRequest,
): Promise<ApprovalRoute> {
  const done = {
    at: ctx.now().toISOString(),
    by: { id: ctx.seat.id, name: ctx.seat.name },
    note,
  }
  const route = await changeRoute(ctx, { documentId, versionId }, (found) => {
    const condition = found.conditions.find(({ id }) => id === conditionId)
    if (condition === undefined) throw new Refusal('not_found', 'There is no such condition.')
    if (condition.done !== null) throw new Refusal('conflict', 'This is done already.')
    return {
      ...found,
      conditions: found.conditions.map((each) => (each === condition ? { ...each, done } : each)),
    }
  })
  await recordAudit(ctx, {
    did: 'approval.conditionDone',
    about: { document: documentId, version: versionId, condition: conditionId },
  })
  return route
}
