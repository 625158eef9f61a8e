import { stateOf } from '../../shared/approval.ts'
import type {
  ApprovalRoute,
  PrivacyResponse,
  Publication,
  PublishRequest,
  TakeDownRequest,
} from '../../shared/approval.ts'
import { Refusal } from '../../shared/refusals.ts'
import { compareNumbers, labelInWords } from '../../shared/versions.ts'
import { requireShown } from './approval.ts'
import {
  asPublication,
  changePublications,
  findPublications,
  findRoutes,
  listPublications,
} from './approval-record.ts'
import type { StoredPublication } from './approval-record.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { readDirectory } from './directory.ts'
import { requireDocument } from './documents.ts'
import { gatherDocument } from './exports.ts'
import type { DocumentToExport } from './exports.ts'
import { findPrivate } from './privacy-check.ts'
import { inTurn } from './safety-points.ts'

const MOST = 1000

/** What decided about it, as the page says. */
export interface Printed {
  document: DocumentToExport
  documentId: string
  route: ApprovalRoute
}

/** Writes the page of a version as anybody gets it. */
export type WritePage = (printed: Printed) => string

export interface VersionPlace {
  documentId: string
  versionId: string
}

/** What could be personal in the page that would be published. */
export async function checkPrivacy(
  ctx: Context,
  { documentId, versionId }: VersionPlace,
  write: WritePage,
): Promise<PrivacyResponse> {
  const route = (await findRoutes(ctx.store, documentId)).find(
    ({ version }) => version === versionId,
  )
  if (route === undefined) throw notApproved()
  return { found: (await draw(ctx, { documentId, route }, write)).found }
}

/**
 * Publishes an approved version. The page is written once and kept, so that what anybody reads is
 * what was checked.
 *
 * @throws {Refusal} `conflict` if it is not approved, withdrawn, another text or published already;
 * `invalid` without a reason where the privacy check found something.
 */
export async function publish(
  ctx: Context,
  { documentId, versionId }: VersionPlace,
  { request, write }: { request: PublishRequest; write: WritePage },
): Promise<Publication> {
  const published = await inTurn(ctx.store, async () => {
    const version = await requireShown(ctx, { documentId, versionId }, request)
    const routes = await findRoutes(ctx.store, documentId)
    const route = routes.find((each) => each.version === versionId)
    if (route === undefined || stateOf(route) !== 'approved') throw notApproved()
    const { html, found } = await draw(ctx, { documentId, route }, write)
    if (found.length > 0 && request.checkReason === '') {
      throw new Refusal(
        'invalid',
        'The privacy check found something. Say why anybody may read it, or publish another version.',
      )
    }
    const made: StoredPublication = {
      version: version.id,
      number: version.number,
      label: labelInWords(version),
      title: version.title,
      hash: version.hash,
      publishedAt: ctx.now().toISOString(),
      by: { id: ctx.seat.id, name: ctx.seat.name },
      from: request.from,
      check: { found: found.length, reason: found.length === 0 ? '' : request.checkReason },
      takenDown: null,
      page: await ctx.store.contents.put(new TextEncoder().encode(html)),
    }
    await changePublications(ctx.store, documentId, (before) => {
      if (before.some((each) => each.version === versionId && each.takenDown === null)) {
        throw new Refusal('conflict', 'This version is published already.')
      }
      if (before.length >= MOST) throw new Refusal('too_large', 'No more fit here.')
      return [...before, made]
    })
    return made
  })
  const { version, hash, page } = published
  await recordAudit(ctx, {
    did: 'document.published',
    about: { document: documentId, version, hash, page },
  })
  return asPublication(published)
}

/** @throws {Refusal} `not_found` if it is not published. */
export async function takeDown(
  ctx: Context,
  { documentId, versionId }: VersionPlace,
  { reason }: TakeDownRequest,
): Promise<Publication> {
  const takenDown = {
    at: ctx.now().toISOString(),
    by: { id: ctx.seat.id, name: ctx.seat.name },
    reason,
  }
  const isIt = (each: StoredPublication) => each.version === versionId && each.takenDown === null
  await changePublications(ctx.store, documentId, (before) => {
    if (!before.some(isIt)) throw new Refusal('not_found', 'This version is not published.')
    return before.map((each) => (isIt(each) ? { ...each, takenDown } : each))
  })
  await recordAudit(ctx, {
    did: 'document.takenDown',
    about: { document: documentId, version: versionId },
  })
  const found = (await findPublications(ctx.store, documentId)).findLast(
    ({ version }) => version === versionId,
  )
  if (found === undefined) throw new Refusal('not_found', 'This version is not published.')
  return asPublication(found)
}

type World = Pick<Context, 'store' | 'now'>

export interface PublicDocument {
  documentId: string
  /** What anybody can read today, the highest number first. */
  versions: Publication[]
}

/** What anybody can read today, by title. */
export async function listPublic(world: World): Promise<PublicDocument[]> {
  const found: PublicDocument[] = []
  for (const { documentId } of await listPublications(world.store)) {
    const document = await findPublic(world, documentId)
    if (document !== null) found.push(document)
  }
  const titleOf = ({ versions }: PublicDocument) => versions[0]?.title ?? ''
  return found.toSorted((one, other) => titleOf(one).localeCompare(titleOf(other), 'en-GB'))
}

export async function findPublic(world: World, documentId: string): Promise<PublicDocument | null> {
  const readable = await readableOf(world, documentId)
  return readable.length === 0 ? null : { documentId, versions: readable.map(asPublication) }
}

/** `gone`: it was published once; null: nothing that anybody should know of. */
export async function readPublic(
  world: World,
  { documentId, number }: { documentId: string; number: string },
): Promise<{ bytes: Uint8Array; hash: string } | 'gone' | null> {
  const readable = await readableOf(world, documentId)
  const found = number === 'latest' ? readable[0] : readable.find((each) => each.number === number)
  if (found !== undefined) {
    const bytes = await world.store.contents.read(found.page)
    return bytes === null ? null : { bytes, hash: found.page }
  }
  const all = await publicationsAtHome(world, documentId)
  const wasThere = all.some(
    (each) => each.number === number && each.takenDown !== null && isOut(each, each.takenDown.at),
  )
  return wasThere ? 'gone' : null
}

async function readableOf(world: World, documentId: string): Promise<StoredPublication[]> {
  const at = world.now().toISOString()
  return (await publicationsAtHome(world, documentId))
    .filter((each) => each.takenDown === null && isOut(each, at))
    .toSorted((one, other) => compareNumbers(other.number, one.number))
}

/** None of a document that is in the trash. */
async function publicationsAtHome(world: World, documentId: string): Promise<StoredPublication[]> {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(documentId)) return []
  const found = await findPublications(world.store, documentId)
  if (found.length === 0) return []
  try {
    await requireDocument(world, documentId)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return []
    throw error
  }
  return found
}

function isOut({ from }: StoredPublication, at: string): boolean {
  return from === null || from <= at.slice(0, 10)
}

async function draw(
  ctx: Context,
  { documentId, route }: { documentId: string; route: ApprovalRoute },
  write: WritePage,
) {
  const document = await gatherDocument(ctx, documentId, { version: route.version })
  const html = write({ document, documentId, route })
  const { entries } = (await readDirectory(ctx)).directory
  const people = entries.flatMap((entry) => (entry.noun === 'person' ? [entry.name] : []))
  return { html, found: findPrivate(html, { body: document.body, people }) }
}

function notApproved(): Refusal {
  return new Refusal('conflict', 'Only a version that everybody on its way agreed to is published.')
}
