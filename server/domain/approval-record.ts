import { z } from 'zod'
import { approvalRoute, publication } from '../../shared/approval.ts'
import type { ApprovalRoute, Publication } from '../../shared/approval.ts'
import type { Store } from '../storage/store.ts'

/** By the id of a document: the ways its versions went, and what of it was published. */

const routes = z.array(approvalRoute)

const storedPublication = publication.extend({
  /** The page as it is served, in the contents. */
  page: z.string(),
})
export type StoredPublication = z.infer<typeof storedPublication>
const publications = z.array(storedPublication)

type Records = Pick<Store, 'records'>

export async function findRoutes(store: Records, documentId: string): Promise<ApprovalRoute[]> {
  const stored = await store.records.read('approval', documentId)
  return stored === null ? [] : routes.parse(stored.value)
}

export async function changeRoutes(
  store: Records,
  documentId: string,
  change: (before: ApprovalRoute[]) => ApprovalRoute[],
): Promise<void> {
  await store.records.change('approval', documentId, (value) =>
    routes.parse(change(value === null ? [] : routes.parse(value))),
  )
}

/** In the order they were published. */
export async function findPublications(
  store: Records,
  documentId: string,
): Promise<StoredPublication[]> {
  const stored = await store.records.read('published', documentId)
  return stored === null ? [] : publications.parse(stored.value)
}

/** Of all documents that have any. */
export async function listPublications(
  store: Records,
): Promise<{ documentId: string; publications: StoredPublication[] }[]> {
  const stored = await store.records.list('published')
  return stored.map(({ id, value }) => ({
    documentId: id,
    publications: publications.parse(value),
  }))
}

export async function changePublications(
  store: Records,
  documentId: string,
  change: (before: StoredPublication[]) => StoredPublication[],
): Promise<void> {
  await store.records.change('published', documentId, (value) =>
    publications.parse(change(value === null ? [] : publications.parse(value))),
  )
}

/** Without what only the server needs. */
export function asPublication({ page: _page, ...publication }: StoredPublication): Publication {
  return publication
}

/** Only for a document that is removed for good. */
export async function eraseApproval(store: Store, documentId: string): Promise<void> {
  const pages = (await findPublications(store, documentId)).map(({ page }) => page)
  await store.records.change('approval', documentId, () => null)
  await store.records.change('published', documentId, () => null)
  for (const page of new Set(pages)) await store.contents.remove(page)
}
