import { createHash } from 'node:crypto'
import type { Node } from '@tiptap/pm/model'
import { z } from 'zod'
import { may } from '../../shared/access.ts'
import type { DocumentSummary } from '../../shared/api.ts'
import { stateOf } from '../../shared/approval.ts'
import type {
  ChangeSinceApproval,
  Compared,
  CopyVersionRequest,
  MakeVersionRequest,
  VersionSummary,
  VersionsResponse,
  WithdrawVersionRequest,
} from '../../shared/api-versions.ts'
import { canonicalJson } from '../../shared/canonical-json.ts'
import { asReadingDirectory } from '../../shared/directory/reading-directory.ts'
import { actionsOf } from '../../shared/reading/plan-actions.ts'
import { createPlanReader } from '../../shared/reading/plan-reader.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { DocumentJson } from '../../shared/schema/document-json.ts'
import { SCHEMA_VERSION } from '../../shared/schema/index.ts'
import { STAGES, dateInPrint, proposeNumbers, versionLabel } from '../../shared/versions.ts'
import type { VersionLabel } from '../../shared/versions.ts'
import { findRoutes } from './approval-record.ts'
import { recordAudit } from './audit.ts'
import { bodyFromJson, bodyFromState } from './body.ts'
import type { Context } from './context.ts'
import { readDirectory } from './directory.ts'
import { sharingOf } from './document-record.ts'
import { addDocument, readBody, refreshSummary, requireDocument } from './documents.ts'
import { inTurn } from './safety-points.ts'
import { summariseBody } from './summary.ts'
import { textsHere } from './texts.ts'
import {
  asSafetyPoint,
  asVersionSummary,
  changeVersions,
  findVersions,
  noVersion,
} from './version-record.ts'
import type { StoredVersion } from './version-record.ts'

const MOST_VERSIONS = 2_000

/**
 * Freezes the text as it is under a label. Where whoever makes it may also edit and the text has a
 * page header, the label is written there first, so that what is frozen says what it is.
 *
 * @throws {Refusal} `conflict` if the document has a version of this number; `invalid` if a version
 * was approved and it is not said how much has changed since.
 */
export async function makeVersion(
  ctx: Context,
  documentId: string,
  { note, change, ...label }: MakeVersionRequest,
): Promise<VersionSummary> {
  const stored = await requireDocument(ctx, documentId)
  requireFree(await findVersions(ctx.store, documentId), label.number)
  sinceOf(await lastApproved(ctx.store, documentId), change) // before a word is written
  const on = { sharing: sharingOf(stored), now: ctx.now() }
  if (may(ctx.seat, 'editDocument', on)) {
    await ctx.live.edit(documentId, (body) => withPrintedLabel(body, label))
  }
  const made = await inTurn(ctx.store, async () => {
    const since = sinceOf(await lastApproved(ctx.store, documentId), change)
    const frozen = await freeze(ctx, { documentId, title: stored.record.title, label, note, since })
    await changeVersions(ctx.store, documentId, (before) => {
      requireFree(before, label.number)
      return { ...before, versions: [...before.versions, frozen] }
    })
    return frozen
  })
  ctx.bus.publish(documentId, { type: 'versions.changed' })
  await recordAudit(ctx, {
    did: 'version.made',
    about: { document: documentId, version: made.id, hash: made.hash },
  })
  await refreshSummary(ctx, documentId)
  return asVersionSummary(made)
}

/** What a version froze, as the bytes behind its hash say it. */
const frozenVersion = z.strictObject({
  format: z.literal(1),
  document: z.string(),
  version: z.string(),
  title: z.string(),
  ...versionLabel.shape,
  note: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  schemaVersion: z.number(),
  body: z.custom<DocumentJson>((value) => typeof value === 'object' && value !== null),
})
export type FrozenVersion = z.infer<typeof frozenVersion>

export interface Version {
  summary: VersionSummary
  frozen: FrozenVersion
}

/**
 * A version as it was frozen. What is read is checked against the hash every time.
 *
 * @throws {Refusal} `not_found`; `damaged` if a byte of it has changed.
 */
export async function getVersion(
  ctx: Pick<Context, 'store'>,
  documentId: string,
  versionId: string,
): Promise<Version> {
  const version = await requireVersion(ctx, documentId, versionId)
  const bytes = await readFrozen(ctx, version.hash)
  const parsed = frozenVersion.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
  if (!parsed.success || parsed.data.version !== version.id) throw damaged()
  return { summary: asVersionSummary(version), frozen: parsed.data }
}

/** The moment of a version as one Yjs update. */
export async function stateOfVersion(
  ctx: Pick<Context, 'store'>,
  documentId: string,
  versionId: string,
): Promise<Uint8Array> {
  return readFrozen(ctx, (await requireVersion(ctx, documentId, versionId)).state)
}

/** What stands for the text as it is now where a version is asked for. */
export const LIVE = 'live'

/**
 * The text of a version, of a safety point, or as it is now, with what it is.
 *
 * @throws {Refusal} `not_found`, `damaged`
 */
export async function textAt(
  ctx: Context,
  documentId: string,
  id: string,
): Promise<{ is: Compared; body: Node }> {
  if (id === LIVE) return { is: { is: 'live' }, body: await readBody(ctx, documentId) }
  await requireDocument(ctx, documentId)
  const { points } = await findVersions(ctx.store, documentId)
  const point = points.find((each) => each.id === id)
  if (point !== undefined) {
    const body = bodyFromState(await readFrozen(ctx, point.state))
    return { is: { is: 'point', point: asSafetyPoint(point) }, body }
  }
  const { summary, frozen } = await getVersion(ctx, documentId, id)
  return {
    is: { is: 'version', version: summary },
    body: bodyFromJson(frozen.body, ctx.newId),
  }
}

/** The newest first, with the numbers the next one could have. */
export async function listVersions(ctx: Context, documentId: string): Promise<VersionsResponse> {
  const { record } = await requireDocument(ctx, documentId)
  const { versions, points } = await findVersions(ctx.store, documentId)
  return {
    title: record.title,
    versions: versions.map(asVersionSummary).toReversed(),
    points: points.map(asSafetyPoint).toReversed(),
    next: proposeNumbers(
      versions.map(({ number }) => number),
      record.version,
    ),
    approved: await lastApproved(ctx.store, documentId),
  }
}

/** The version that everybody agreed to last, unless it was withdrawn. */
async function lastApproved(
  store: Context['store'],
  documentId: string,
): Promise<VersionsResponse['approved']> {
  const { versions } = await findVersions(store, documentId)
  const standing = new Set(
    versions.filter(({ withdrawn }) => withdrawn === null).map(({ id }) => id),
  )
  const found = (await findRoutes(store, documentId)).findLast(
    (route) => stateOf(route) === 'approved' && standing.has(route.version),
  )
  return found === undefined ? null : { version: found.version, number: found.number }
}

function sinceOf(
  approved: VersionsResponse['approved'],
  change: ChangeSinceApproval | undefined,
): StoredVersion['since'] {
  if (approved === null) {
    if (change === undefined) return null
    throw new Refusal('invalid', 'No version is approved yet, so nothing has changed since.')
  }
  if (change !== undefined) return { ...approved, ...change }
  throw new Refusal(
    'invalid',
    `Version ${approved.number} is approved. Say whether what changed since is material or minor, and why.`,
  )
}

/**
 * Nobody deletes a version; it can be withdrawn, and stays readable with the reason.
 *
 * @throws {Refusal} `conflict` if it is withdrawn.
 */
export async function withdrawVersion(
  ctx: Context,
  { documentId, versionId }: { documentId: string; versionId: string },
  { reason }: WithdrawVersionRequest,
): Promise<VersionSummary> {
  const before = await requireVersion(ctx, documentId, versionId)
  const withdrawn = { at: ctx.now().toISOString(), by: ctx.seat.id, reason }
  // Nobody decides about it meanwhile: see approval.ts.
  await inTurn(ctx.store, () =>
    changeVersions(ctx.store, documentId, (record) => ({
      ...record,
      versions: record.versions.map((each) => {
        if (each.id !== versionId) return each
        if (each.withdrawn !== null) {
          throw new Refusal('conflict', 'This version is withdrawn already.')
        }
        return { ...each, withdrawn }
      }),
    })),
  )
  ctx.bus.publish(documentId, { type: 'versions.changed' })
  await recordAudit(ctx, {
    did: 'version.withdrawn',
    about: { document: documentId, version: versionId },
  })
  return asVersionSummary({ ...before, withdrawn })
}

/** Makes a new document with the text of a version. */
export async function copyVersion(
  ctx: Context,
  { documentId, versionId }: { documentId: string; versionId: string },
  { title }: CopyVersionRequest,
): Promise<DocumentSummary> {
  const { record } = await requireDocument(ctx, documentId)
  const { frozen } = await getVersion(ctx, documentId, versionId)
  const made = await addDocument(ctx, {
    title,
    kind: record.kind,
    body: bodyFromJson(frozen.body, ctx.newId),
    isDemo: false,
    origin: { from: 'version', document: documentId, version: versionId },
  })
  await recordAudit(ctx, {
    did: 'version.copied',
    about: { document: documentId, version: versionId, copy: made.id },
  })
  return made
}

async function freeze(
  ctx: Context,
  {
    documentId,
    title,
    label,
    note,
    since,
  }: {
    documentId: string
    title: string
    label: VersionLabel
    note: string
    since: StoredVersion['since']
  },
): Promise<StoredVersion> {
  const state = await ctx.live.stateOf(documentId)
  const body = await (ctx.texts ?? textsHere).read(state)
  const { words, actions } = summariseBody(body)
  const id = ctx.newId()
  const madeAt = ctx.now().toISOString()
  const frozen: FrozenVersion = {
    format: 1,
    document: documentId,
    version: id,
    title,
    ...label,
    note,
    madeAt,
    madeBy: ctx.seat.id,
    schemaVersion: SCHEMA_VERSION,
    body: body.toJSON(),
  }
  const { store, seat } = ctx
  return {
    id,
    ...label,
    note,
    title,
    madeAt,
    madeBy: { id: seat.id, name: seat.name },
    words,
    actions,
    hash: await store.contents.put(encode(frozen)),
    state: await store.contents.put(state),
    readings: await store.contents.put(encode(await readingsOf(ctx, body))),
    since,
    withdrawn: null,
  }
}

/** What the plan was understood to say on the day, as the directory was then. */
async function readingsOf(ctx: Context, body: Node) {
  const { directory } = await readDirectory(ctx)
  const read = createPlanReader(asReadingDirectory(directory)).read(body)
  const actions = read === null ? [] : actionsOf(read)
  return {
    format: 1,
    actions: actions.map(({ id, group, name, when, leads }) => ({ id, group, name, when, leads })),
  }
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value))
}

async function requireVersion(
  ctx: Pick<Context, 'store'>,
  documentId: string,
  versionId: string,
): Promise<StoredVersion> {
  await requireDocument(ctx, documentId)
  const { versions } = await findVersions(ctx.store, documentId)
  const version = versions.find(({ id }) => id === versionId)
  if (version === undefined) throw noVersion()
  return version
}

async function readFrozen(ctx: Pick<Context, 'store'>, hash: string): Promise<Uint8Array> {
  let bytes: Uint8Array | null
  try {
    bytes = await ctx.store.contents.read(hash)
  } catch {
    throw damaged() // the driver found that the bytes do not fit their name
  }
  if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== hash) throw damaged()
  return bytes
}

function damaged(): Refusal {
  return new Refusal('damaged', 'What is stored of this version is damaged. It is not shown.')
}

function requireFree({ versions }: { versions: readonly StoredVersion[] }, number: string): void {
  if (versions.some((each) => each.number === number)) {
    throw new Refusal('conflict', `There is a version ${number} already. Please choose another.`)
  }
  if (versions.length >= MOST_VERSIONS) {
    throw new Refusal('too_large', `A document has at most ${MOST_VERSIONS} versions.`)
  }
}

/** The label in every page header of the text, as people would have typed it. */
function withPrintedLabel(body: Node, { stage, number, date }: VersionLabel): Node {
  const printed = { stage: STAGES[stage], version: number, date: dateInPrint(date) }
  const { children } = body
  if (!children.some(({ type }) => type.name === 'pageHeader')) return body
  return body.type.create(
    body.attrs,
    children.map((node) =>
      node.type.name === 'pageHeader' ? node.type.create({ ...node.attrs, ...printed }) : node,
    ),
  )
}
