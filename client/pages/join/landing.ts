import type { DocumentSummary } from '../../../shared/api.ts'

/** Where a young person arrives who has just come in: the page for phones of the document, where there is only one. */
export function landingOf(documents: readonly DocumentSummary[]): string {
  const [only, more] = documents
  return only !== undefined && more === undefined ? `/y/${only.id}` : '/'
}
