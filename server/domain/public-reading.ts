import { createHash } from 'node:crypto'
import type { Publication } from '../../shared/approval.ts'
import { statusOf } from '../../shared/delivery/statuses.ts'
import type { Status } from '../../shared/delivery/statuses.ts'
import { compareNumbers } from '../../shared/versions.ts'
import { asPublication, findPublications, listPublications } from './approval-record.ts'
import type { StoredPublication } from './approval-record.ts'
import { quotesToday } from './answers.ts'
import type { YouSaidQuote } from './answers.ts'
import type { Context } from './context.ts'
import { readDelivery, statusesOf } from './delivery-record.ts'
import { findAdoptions, isInForce } from './adoption-record.ts'
import { findRecord, isAtHome } from './document-record.ts'

/** What anybody can read today, without a seat. */

export type World = Pick<Context, 'store' | 'now'>

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

export interface PublicPage {
  html: string
  publication: StoredPublication
  /** The highest number anybody can read. */
  newest: string
  progress: ReadonlyMap<string, PublicProgress>
  /** How many organisations have adopted it; null: it is no charter. */
  adopted: number | null
  /** What is quoted today, by the id of the answer. */
  quotes: ReadonlyMap<string, YouSaidQuote[]>
}

/** How an action gets on, as far as everybody may know: nobody’s name and nobody’s words. */
export interface PublicProgress {
  status: Status
  revised: string | null
  changedAt: string
}

export interface PublicPlace {
  documentId: string
  /** Or `latest`. */
  number: string
}

/** `gone`: it was published once; null: nothing that anybody should know of. */
export async function readPublic(
  world: World,
  place: PublicPlace,
): Promise<PublicPage | 'gone' | null> {
  const found = await findPublication(world, place)
  if (found === null || found === 'gone') return found
  const bytes = await world.store.contents.read(found.publication.page)
  if (bytes === null) return null
  return {
    ...found,
    html: new TextDecoder().decode(bytes),
    progress: await readProgress(world.store, place.documentId),
    adopted: await countAdoptions(world, place.documentId),
    quotes: await quotesToday(world, place.documentId),
  }
}

export async function findPublication(
  world: World,
  { documentId, number }: PublicPlace,
): Promise<{ publication: StoredPublication; newest: string } | 'gone' | null> {
  const readable = await readableOf(world, documentId)
  const publication =
    number === 'latest' ? readable[0] : readable.find((each) => each.number === number)
  if (publication !== undefined) {
    return { publication, newest: readable[0]?.number ?? publication.number }
  }
  const all = await publicationsAtHome(world, documentId)
  const wasThere = all.some(
    (each) => each.number === number && each.takenDown !== null && isOut(each, each.takenDown.at),
  )
  return wasThere ? 'gone' : null
}

async function countAdoptions(world: World, documentId: string): Promise<number | null> {
  const record = await findRecord(world.store, documentId)
  const all = await findAdoptions(world.store, documentId)
  if (record?.kind !== 'charter' && all.length === 0) return null
  const today = world.now().toISOString().slice(0, 10)
  return all.filter((each) => isInForce(each, today)).length
}

/** A picture of a published page, by the name it has there; null for any other. */
export async function readPublicPicture(
  world: World,
  { publication }: { publication: StoredPublication },
  name: string,
): Promise<Uint8Array | null> {
  const content = /^picture-([0-9a-f]{64})\.[a-z]{3,4}$/.exec(name)?.[1]
  if (content === undefined) return null
  const page = await world.store.contents.read(publication.page)
  if (page === null || !new TextDecoder().decode(page).includes(`/${name}"`)) return null
  return world.store.contents.read(content)
}

/** The same for the same page, so that nobody fetches it twice. */
export function fingerprint(html: string): string {
  return createHash('sha256').update(html).digest('base64url')
}

async function readProgress(
  store: World['store'],
  documentId: string,
): Promise<ReadonlyMap<string, PublicProgress>> {
  const record = await readDelivery(store, documentId)
  const statuses = statusesOf(record)
  return new Map(
    Object.entries(record.rows).map(
      ([
        row,
        {
          progress: { status, revised, changedAt },
        },
      ]) => [row, { status: statusOf(statuses, status), revised, changedAt }],
    ),
  )
}

async function readableOf(world: World, documentId: string): Promise<StoredPublication[]> {
  const at = world.now().toISOString()
  return (await publicationsAtHome(world, documentId))
    .filter((each) => each.takenDown === null && isOut(each, at))
    .toSorted((one, other) => compareNumbers(other.number, one.number))
}

/** None of a document that is in the trash. */
async function publicationsAtHome(world: World, documentId: string): Promise<StoredPublication[]> {
  return (await isAtHome(world.store, documentId)) ? findPublications(world.store, documentId) : []
}

function isOut({ from }: StoredPublication, at: string): boolean {
  return from === null || from <= at.slice(0, 10)
}
