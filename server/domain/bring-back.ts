import type { BringBackRequest, BringBackResponse } from '../../shared/api-versions.ts'
import { Refusal } from '../../shared/refusals.ts'
import { bringBack } from '../../shared/writing/bring-back.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { readBody, refreshSummary } from './documents.ts'
import { keepSafetyPoint } from './safety-points.ts'
import { textAt } from './versions.ts'

/**
 * Brings a part of a version or safety point back into the live text, by the smallest edit: what
 * others write meanwhile stays. The text as it was before is put by.
 *
 * @throws {Refusal} `not_found` if there is no such version, or no such part in it.
 */
export async function bringBackPart(
  ctx: Context,
  documentId: string,
  { from, part }: BringBackRequest,
): Promise<BringBackResponse> {
  const now = await readBody(ctx, documentId)
  const { body: then } = await textAt(ctx, documentId, from)
  const wanted = bringBack(now, then, part)
  if (wanted === null) throw noPart()
  if (wanted.eq(now)) return { point: null }
  const point = await keepSafetyPoint(ctx, documentId, 'bringBack')
  await ctx.live.edit(documentId, (body) => bringBack(body, then, part) ?? body)
  await recordAudit(ctx, {
    did: 'version.broughtBack',
    about: { document: documentId, from, part: part.is },
  })
  await refreshSummary(ctx, documentId)
  return { point: point.id }
}

function noPart(): Refusal {
  return new Refusal('not_found', 'This version has no such part.')
}
