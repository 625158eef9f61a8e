import type { Node } from '@tiptap/pm/model'
import type {
  AdoptRequest,
  Adoption,
  AdoptionsResponse,
  EndAdoptionRequest,
  SharedValue,
} from '../../shared/adoption.ts'
import { organisationsIn, peopleIn } from '../../shared/directory/model.ts'
import { Refusal } from '../../shared/refusals.ts'
import { sectionsOf } from '../../shared/young/sections.ts'
import { changeAdoptions, findAdoptions, isInForce } from './adoption-record.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { asDirectory, readRecord } from './directory-record.ts'
import { findPrivateWords } from './privacy-check.ts'
import { readCopy } from './public-files.ts'
import { findPublication } from './public-reading.ts'
import { rightsOn } from './threads.ts'

const MOST = 1000

type Charter = NonNullable<AdoptionsResponse['charter']>

/** Who adopted a charter, what there is to adopt, and for whom this seat may. */
export async function describeAdoptions(
  ctx: Context,
  documentId: string,
): Promise<AdoptionsResponse> {
  const found = await findCharter(ctx, documentId)
  // Whoever may not read a draft does not even hear that there is one.
  if (found === null && !(await rightsOn(ctx, documentId))('readDocument')) throw notPublished()
  const organisations = await organisationsOf(ctx)
  const own = new Set(organisations.map(({ id }) => id))
  const adoptions = await findAdoptions(ctx.store, documentId)
  return {
    charter: found,
    organisations,
    adoptions: adoptions.map((each) => (own.has(each.organisation.id) ? each : asOthersSee(each))),
  }
}

/** Why something personal may be read can itself be personal. */
function asOthersSee({ check, ...adoption }: Adoption): Adoption {
  return { ...adoption, check: { ...check, reason: '' } }
}

/**
 * Adopts the newest published version. An organisation adopts a charter once; doing it again gives
 * new words, another version and another last day.
 *
 * @throws {Refusal} `not_found` if nothing is published; `conflict` if another version is by now;
 * `forbidden` for an organisation one does not belong to; `invalid` where the words hold something
 * personal and no reason is given.
 */
export async function adopt(
  ctx: Context,
  documentId: string,
  request: AdoptRequest,
): Promise<Adoption> {
  const charter = await findCharter(ctx, documentId)
  if (charter === null) throw notPublished()
  if (charter.version !== request.version) {
    throw new Refusal('conflict', 'Another version is published by now. Please read it first.')
  }
  const organisation = await requireOrganisation(ctx, request.organisation)
  checkRequest(request, { charter, today: ctx.now().toISOString().slice(0, 10) })
  const words = await wordsOf(ctx, { request, charter })
  const made = await putAdoption(ctx, documentId, { organisation, words })
  await recordAudit(ctx, {
    did: 'charter.adopted',
    about: { document: documentId, organisation: organisation.id },
  })
  return made
}

/** @throws {Refusal} `not_found` if it is not there, or has ended. */
export async function endAdoption(
  ctx: Context,
  { documentId, adoptionId }: { documentId: string; adoptionId: string },
  { reason }: EndAdoptionRequest,
): Promise<Adoption> {
  const all = await findAdoptions(ctx.store, documentId)
  const found = all.find(({ id }) => id === adoptionId)
  if (found === undefined) throw noAdoption()
  await requireOrganisation(ctx, found.organisation.id)
  const at = ctx.now().toISOString()
  const withdrawn = { at, by: { id: ctx.seat.id, name: ctx.seat.name }, reason }
  await changeAdoptions(ctx.store, documentId, (before) => {
    if (!before.some((each) => each.id === adoptionId && each.withdrawn === null)) {
      throw noAdoption()
    }
    return before.map((each) => (each.id === adoptionId ? { ...each, withdrawn } : each))
  })
  await recordAudit(ctx, {
    did: 'charter.ended',
    about: { document: documentId, organisation: found.organisation.id },
  })
  return { ...found, withdrawn }
}

type World = Pick<Context, 'store' | 'now' | 'newId'>

export interface PublicAdoptions {
  documentId: string
  charter: Charter
  /** Those that hold today, by name. */
  adoptions: Adoption[]
  /** How many ended. */
  ended: number
}

/** What anybody can read of who adopted a charter; null where nothing of it is published. */
export async function readAdoptions(
  world: World,
  documentId: string,
): Promise<PublicAdoptions | null> {
  const charter = await findCharter(world, documentId)
  if (charter === null) return null
  const all = await findAdoptions(world.store, documentId)
  const today = world.now().toISOString().slice(0, 10)
  const adoptions = all
    .filter((each) => isInForce(each, today))
    .toSorted((one, other) => one.organisation.name.localeCompare(other.organisation.name, 'en-GB'))
  return { documentId, charter, adoptions, ended: all.length - adoptions.length }
}

/** The newest version that anybody can read, as its values. */
async function findCharter(world: World, documentId: string): Promise<Charter | null> {
  const found = await findPublication(world, { documentId, number: 'latest' })
  if (found === null || found === 'gone') return null
  const copy = await readCopy(world, found.publication)
  if (copy === null) return null
  const { version, number, title } = found.publication
  return { title, version, number, values: valuesOf(copy.body) }
}

/**
 * The headings of the charter with what stands below each. Its title is no value, and neither is a
 * table, such as that of those who signed.
 */
function valuesOf(body: Node): SharedValue[] {
  const inTables = new Set<string>()
  const titles: string[] = []
  body.forEach((node) => {
    const { type, attrs } = node
    if (type.name === 'heading' && attrs['level'] === 1) titles.push(String(attrs['id']))
    if (type.name === 'table') {
      node.descendants((inside) => void inTables.add(String(inside.attrs['id'])))
    }
  })
  const title = titles.length === 1 ? titles[0] : undefined
  return sectionsOf(body)
    .filter(({ id, heading }) => heading !== '' && id !== title)
    .map(({ id, heading, items }) => ({
      id,
      heading,
      lines: items.filter((item) => !inTables.has(item.id)).map(({ text }) => text),
    }))
    .filter(({ lines }) => lines.length > 0)
}

type AdoptedWords = Omit<Adoption, 'id' | 'organisation' | 'adoptedAt' | 'renewed' | 'withdrawn'>

function checkRequest(
  { until, wording }: AdoptRequest,
  { charter, today }: { charter: Charter; today: string },
): void {
  if (until <= today) {
    throw new Refusal('invalid', 'Please choose a last day that is still to come.')
  }
  const known = new Set(charter.values.map(({ id }) => id))
  if (wording.some(({ value }) => !known.has(value))) {
    throw new Refusal('invalid', 'One of these values is not in the charter.')
  }
}

/** What stands in the register, once nothing personal leaves without a reason. */
async function wordsOf(
  ctx: Context,
  { request, charter }: { request: AdoptRequest; charter: Charter },
): Promise<AdoptedWords> {
  const { statement, wording, until, checkReason } = request
  const found = await findPersonal(ctx, request)
  if (found.length > 0 && checkReason === '') {
    const shown = found.slice(0, 5).join(', ')
    throw new Refusal(
      'invalid',
      `Anybody will read this, and it may be personal: ${shown}. Leave it out, or say why anybody may read it.`,
    )
  }
  return {
    version: charter.version,
    number: charter.number,
    statement,
    wording,
    until,
    by: { id: ctx.seat.id, name: ctx.seat.name },
    check: { found: found.length, reason: found.length === 0 ? '' : checkReason },
  }
}

/** Adds the adoption of an organisation, or renews the one that is in force. */
async function putAdoption(
  ctx: Context,
  documentId: string,
  { organisation, words }: { organisation: Adoption['organisation']; words: AdoptedWords },
): Promise<Adoption> {
  const at = ctx.now().toISOString()
  let made: Adoption | null = null
  await changeAdoptions(ctx.store, documentId, (before) => {
    const current = before.find((each) => isOf(each, organisation.id))
    if (current !== undefined) {
      const renewal = { at, number: words.number, until: words.until }
      const renewed: Adoption = {
        ...current,
        organisation,
        ...words,
        renewed: [...current.renewed, renewal],
      }
      made = renewed
      return before.map((each) => (each === current ? renewed : each))
    }
    if (before.length >= MOST) {
      throw new Refusal('too_large', `At most ${MOST} organisations adopt one charter.`)
    }
    const begun: Adoption = {
      id: ctx.newId(),
      organisation,
      adoptedAt: at,
      renewed: [],
      withdrawn: null,
      ...words,
    }
    made = begun
    return [...before, begun]
  })
  if (made === null) throw new Error('The store did not run the change of a record')
  return made
}

async function organisationsOf(ctx: Context): Promise<{ id: string; name: string }[]> {
  const directory = asDirectory(await readRecord(ctx.store))
  return organisationsIn(directory)
    .filter(({ id }) => ctx.seat.role === 'officer' || ctx.seat.groups?.includes(id) === true)
    .map(({ id, name }) => ({ id, name }))
}

async function requireOrganisation(ctx: Context, id: string) {
  const found = (await organisationsOf(ctx)).find((each) => each.id === id)
  if (found === undefined) {
    throw new Refusal('forbidden', 'You do not belong to this organisation in the directory.')
  }
  return found
}

async function findPersonal(
  ctx: Context,
  { statement, wording }: Pick<AdoptRequest, 'statement' | 'wording'>,
): Promise<string[]> {
  const people = peopleIn(asDirectory(await readRecord(ctx.store))).map(({ name }) => name)
  const text = [statement, ...wording.map(({ words }) => words)].join('\n')
  return [...new Set(findPrivateWords(text, people))]
}

/** One that ended begins anew. */
function isOf({ organisation, withdrawn }: Adoption, id: string): boolean {
  return organisation.id === id && withdrawn === null
}

function notPublished(): Refusal {
  return new Refusal('not_found', 'Nothing of this document is published.')
}

function noAdoption(): Refusal {
  return new Refusal('not_found', 'There is no such adoption.')
}
