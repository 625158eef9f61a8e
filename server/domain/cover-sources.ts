import type { BoundVersion } from '../../shared/cover/cover-report.ts'
import type { Fill } from '../../shared/cover/fill-report.ts'
import { drawFills } from '../../shared/cover/fills.ts'
import type { Sources } from '../../shared/cover/fills.ts'
import { Refusal } from '../../shared/refusals.ts'
import { youSaidWeDid } from './answers.ts'
import { bodyFromJson } from './body.ts'
import { gatherComparison } from './comparing.ts'
import type { GatheredComparison } from './comparing.ts'
import { listConsultations } from './consultations.ts'
import type { Context } from './context.ts'
import { getVersion, listVersions } from './versions.ts'

/** Compares two texts elsewhere, so that nobody waits meanwhile. */
export type CompareTexts = (
  job: GatheredComparison['job'],
) => Promise<{ summary: readonly { words: string }[] }>

/** What a report about a version draws from elsewhere, as it is now. */
export async function gatherFills(
  ctx: Context,
  about: BoundVersion,
  compare: CompareTexts,
): Promise<Fill[]> {
  const { frozen } = await getVersion(ctx, about.document, about.version)
  return drawFills({
    about,
    body: bodyFromJson(frozen.body, ctx.newId),
    changed: await changesSince(ctx, about, compare),
    consultations: await listConsultations(ctx, about.document),
    said: await youSaidWeDid(ctx, about.document),
  })
}

/** What changed since the version before, in words; null for the first, and for what takes too long. */
async function changesSince(
  ctx: Context,
  { document, version }: BoundVersion,
  compare: CompareTexts,
): Promise<Sources['changed']> {
  const { versions } = await listVersions(ctx, document)
  const at = versions.findIndex(({ id }) => id === version)
  const before = versions.slice(at + 1).find(({ withdrawn }) => withdrawn === null)
  if (before === undefined) return null
  try {
    const sides = { id: document, before: before.id, after: version }
    const { summary } = await compare((await gatherComparison(ctx, sides)).job)
    return { since: before.number, lines: summary.map(({ words }) => words) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return null
  }
}
