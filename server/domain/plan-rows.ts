import { asReadingDirectory } from '../../shared/directory/reading-directory.ts'
import { actionsOf } from '../../shared/reading/plan-actions.ts'
import type { PlanAction } from '../../shared/reading/plan-actions.ts'
import { createPlanReader } from '../../shared/reading/plan-reader.ts'
import type { Context } from './context.ts'
import { asDirectory, readRecord } from './directory-record.ts'
import { readBody } from './documents.ts'

/** The actions of a document as they stand now, with who leads them and when they are due. */
export async function readActions(ctx: Context, documentId: string): Promise<PlanAction[]> {
  const body = await readBody(ctx, documentId)
  const directory = asReadingDirectory(asDirectory(await readRecord(ctx.store)))
  const read = createPlanReader(directory).read(body)
  if (read === null) throw new Error('A reading that may take its time always ends')
  return actionsOf(read)
}
