import { z } from 'zod'
import { approvalRoute, approvalStep, publication, stateOf } from '../../shared/approval.ts'
import type { ApprovalRoute, Publication } from '../../shared/approval.ts'
import type { Json, Store } from '../storage/store.ts'

/** By the id of a document: the ways its versions went, and what of it was published. */

/** What is added to a route over the years has a place to start from here. */
const storedStep = approvalStep.partial({
  stage: true,
  meeting: true,
  isInOwnWords: true,
  group: true,
})
const storedRoute = approvalRoute
  .omit({ supersededBy: true })
  .partial({ signUps: true, conditions: true })
  .extend({ steps: z.array(storedStep) })
const storedRoutes = z.array(storedRoute)

/** What a published version can be taken away as. */
export const PUBLIC_FILES = ['docx', 'pdf'] as const
export type PublicFile = (typeof PUBLIC_FILES)[number]

const storedPublication = publication.extend({
  /** The page as it is served, in the contents. */
  page: z.string(),
  /** The text as anybody may have it, in the contents; null: published before copies were kept. */
  copy: z.string().nullable().default(null),
  /** What was made of it for whoever asked first. */
  files: z
    .array(z.strictObject({ format: z.enum(PUBLIC_FILES), content: z.string(), bytes: z.int() }))
    .default([]),
})
export type StoredPublication = z.infer<typeof storedPublication>
const publications = z.array(storedPublication)

type Records = Pick<Store, 'records'>

export async function findRoutes(store: Records, documentId: string): Promise<ApprovalRoute[]> {
  const stored = await store.records.read('approval', documentId)
  return stored === null ? [] : readRoutes(stored.value)
}

/** Of all documents that have any. */
export async function listRoutes(
  store: Records,
): Promise<{ documentId: string; routes: ApprovalRoute[] }[]> {
  const stored = await store.records.list('approval')
  return stored.map(({ id, value }) => ({ documentId: id, routes: readRoutes(value) }))
}

export async function changeRoutes(
  store: Records,
  documentId: string,
  change: (before: ApprovalRoute[]) => ApprovalRoute[],
): Promise<void> {
  await store.records.change('approval', documentId, (value) =>
    storedRoutes.parse(change(value === null ? [] : readRoutes(value)).map(asStored)),
  )
}

/** In the order they set out. A step from before there were stages is a stage of its own. */
function readRoutes(value: Json): ApprovalRoute[] {
  const routes = storedRoutes.parse(value).map((route) => ({
    ...route,
    signUps: route.signUps ?? [],
    conditions: route.conditions ?? [],
    supersededBy: null,
    steps: route.steps.map((step, at) => ({
      meeting: null,
      isInOwnWords: false,
      group: null,
      stage: at + 1,
      ...step,
    })),
  }))
  return routes.map((route, at) => ({
    ...route,
    supersededBy: laterThan(route, routes.slice(at + 1)),
  }))
}

/** What went out later ends what is on its way; what was agreed to later takes the place of both. */
function laterThan(
  route: ApprovalRoute,
  later: readonly ApprovalRoute[],
): ApprovalRoute['supersededBy'] {
  const isOpen = stateOf(route) === 'open'
  const found = later.find((each) => isOpen || stateOf(each) === 'approved')
  return found === undefined ? null : { version: found.version, number: found.number }
}

function asStored({ supersededBy: _supersededBy, ...route }: ApprovalRoute) {
  return route
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
export function asPublication({
  page: _page,
  copy: _copy,
  files: _files,
  ...publication
}: StoredPublication): Publication {
  return publication
}

/** Only for a document that is removed for good. */
export async function eraseApproval(store: Store, documentId: string): Promise<void> {
  const kept = (await findPublications(store, documentId)).flatMap(({ page, copy, files }) => [
    page,
    ...(copy === null ? [] : [copy]),
    ...files.map(({ content }) => content),
  ])
  await store.records.change('approval', documentId, () => null)
  await store.records.change('published', documentId, () => null)
  for (const content of new Set(kept)) await store.contents.remove(content)
}
