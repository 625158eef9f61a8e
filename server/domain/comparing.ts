import type { Compared } from '../../shared/api-versions.ts'
import type { Ask } from '../../shared/compare/comparison.ts'
import { asReadingDirectory } from '../../shared/directory/reading-directory.ts'
import type { Directory } from '../../shared/reading/directory.ts'
import type { DocumentJson } from '../../shared/schema/document-json.ts'
import type { Context } from './context.ts'
import { readDirectory } from './directory.ts'
import { requireDocument } from './documents.ts'
import { listAsks } from './golden-thread.ts'
import { textAt } from './versions.ts'

/** Two texts of a document, ready to be compared wherever there is time for it. */
export interface GatheredComparison {
  title: string
  before: Compared
  after: Compared
  job: { before: DocumentJson; after: DocumentJson; directory: Directory; asks: Ask[] }
}

/**
 * Fetches what is to be compared.
 *
 * @throws {Refusal} `not_found` if there is no such version or safety point.
 */
export async function gatherComparison(
  ctx: Context,
  { id, before, after }: { id: string; before: string; after: string },
): Promise<GatheredComparison> {
  const { record } = await requireDocument(ctx, id)
  const { directory } = await readDirectory(ctx)
  const [one, other] = [await textAt(ctx, id, before), await textAt(ctx, id, after)]
  return {
    title: record.title,
    before: one.is,
    after: other.is,
    job: {
      before: one.body.toJSON(),
      after: other.body.toJSON(),
      directory: asReadingDirectory(directory),
      asks: await listAsks(ctx, id),
    },
  }
}
