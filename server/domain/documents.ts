import type { Node } from '@tiptap/pm/model'
import type {
  CreateDocumentRequest,
  DocumentKind,
  DocumentSummary,
  RenameDocumentRequest,
} from '../../shared/api.ts'
import { may } from '../../shared/access.ts'
import type { Share } from '../../shared/access.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { DocumentJson } from '../../shared/schema/document-json.ts'
import { TEMPLATES } from '../../shared/templates/index.ts'
import { bodyFromJson } from './body.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { eraseDelivery } from './delivery-record.ts'
import {
  asSummary,
  changeRecord,
  findRecord,
  listRecords,
  noDocument,
  putRecord,
  sharingOf,
} from './document-record.ts'
import type { DocumentRecord, StoredDocument } from './document-record.ts'
import { eraseRemovedRows } from './removed-rows.ts'
import { summariseBody } from './summary.ts'
import { textsHere } from './texts.ts'
import { eraseApproval } from './approval-record.ts'
import { removeVersions } from './version-record.ts'
import { removeThreads } from './threads-record.ts'
import { eraseCover, findReport } from './cover-record.ts'

/**
 * Makes a document from a template.
 *
 * @throws {Refusal} `invalid` if there is no such template.
 */
export async function createDocument(
  ctx: Context,
  { template: key, title }: CreateDocumentRequest,
): Promise<DocumentSummary> {
  const template = TEMPLATES.find((each) => each.key === key)
  if (template === undefined) throw new Refusal('invalid', 'There is no such template.')
  const body = bodyFromJson(withTitle(template.build(), title), ctx.newId)
  return addDocument(ctx, {
    title,
    kind: template.kind,
    body,
    isDemo: false,
    origin: { from: 'template', template: key },
  })
}

/** The first heading of a template is the document's own title. */
function withTitle(body: DocumentJson, title: string): DocumentJson {
  const at = body.content?.findIndex(
    ({ type, attrs }) => type === 'heading' && attrs?.['level'] === 1,
  )
  if (at === undefined || at < 0) return body
  const content = body.content?.map((node, index) =>
    index === at ? { ...node, content: [{ type: 'text', text: title }] } : node,
  )
  return { ...body, content }
}

export interface NewDocument {
  title: string
  kind: DocumentKind
  body: Node
  isDemo: boolean
  origin: DocumentRecord['origin']
  /** Unless given, it is for whoever makes it, and for officers. */
  shares?: Share[]
  /** Given where something has to be kept under the id before the document is. */
  id?: string
}

/**
 * Seeds the text and then writes the record. A crash in between leaves a log that no record
 * points to: it is never shown, and nothing is half made.
 */
export async function addDocument(ctx: Context, made: NewDocument): Promise<DocumentSummary> {
  const { title, kind, body, isDemo, origin, shares = [], id = ctx.newId() } = made
  const at = ctx.now().toISOString()
  const record: DocumentRecord = {
    title,
    kind,
    ...summariseBody(body),
    isDemo,
    origin,
    createdAt: at,
    createdBy: { id: ctx.seat.id, name: ctx.seat.name },
    changedAt: at,
    place: { at: 'home' },
    shares,
    sittings: [],
  }
  const text = await (ctx.texts ?? textsHere).seed(body)
  await ctx.store.records.change('making', id, () => at)
  await ctx.store.updates.create(id, text)
  await putRecord(ctx.store, id, record)
  await ctx.store.records.change('making', id, () => null)
  if (!isDemo) await recordAudit(ctx, { did: 'document.made', about: { document: id } })
  return asSummary({ id, record })
}

/** The documents at home that this seat may read, last changed first. */
export async function listDocuments(ctx: Context): Promise<DocumentSummary[]> {
  const on = (stored: StoredDocument) => ({ sharing: sharingOf(stored), now: ctx.now() })
  return listAt(ctx, { at: 'home', isShown: (stored) => may(ctx.seat, 'readDocument', on(stored)) })
}

/** The documents in the trash, last changed first. */
export async function listTrash(ctx: Context): Promise<DocumentSummary[]> {
  return listAt(ctx, { at: 'trash', isShown: () => true })
}

/**
 * The document with this id, if it is at home. Whoever opens a document asks here first.
 *
 * @throws {Refusal} `not_found`
 */
export async function requireDocument(
  ctx: Pick<Context, 'store'>,
  id: string,
): Promise<StoredDocument> {
  const record = await findRecord(ctx.store, id)
  if (record === null || record.place.at !== 'home') throw noDocument()
  return { id, record }
}

export async function describeDocument(ctx: Context, id: string): Promise<DocumentSummary> {
  return asSummary(await requireDocument(ctx, id))
}

/** The text as it is now, with what is being typed. */
export async function readBody(ctx: Context, id: string): Promise<Node> {
  await requireDocument(ctx, id)
  return (ctx.texts ?? textsHere).read(await ctx.live.stateOf(id))
}

export async function renameDocument(
  ctx: Context,
  id: string,
  { title }: RenameDocumentRequest,
): Promise<DocumentSummary> {
  const changedAt = ctx.now().toISOString()
  const record = await changeRecord(ctx.store, { id, at: 'home' }, (before) => ({
    ...before,
    title,
    changedAt,
  }))
  ctx.bus.publish(id, { type: 'document.renamed', title })
  return asSummary({ id, record })
}

/**
 * Into the trash: everything is kept, and nobody can open it until it is restored.
 *
 * @throws {Refusal} `conflict` for a cover report that went out.
 */
export async function removeDocument(ctx: Context, id: string): Promise<void> {
  const report = await findReport(ctx.store, id)
  if (report !== null && report.submissions.length > 0) {
    throw new Refusal('conflict', 'This report went out to be decided about, so it stays.')
  }
  const since = ctx.now().toISOString()
  await changeRecord(ctx.store, { id, at: 'home' }, (before) => ({
    ...before,
    place: { at: 'trash', since, by: ctx.seat.id },
  }))
  ctx.bus.publish(id, { type: 'document.removed' })
  await ctx.live.close(id)
  await recordAudit(ctx, { did: 'document.removed', about: { document: id } })
}

export async function restoreDocument(ctx: Context, id: string): Promise<DocumentSummary> {
  const record = await changeRecord(ctx.store, { id, at: 'trash' }, (before) => ({
    ...before,
    place: { at: 'home' },
  }))
  await recordAudit(ctx, { did: 'document.restored', about: { document: id } })
  return asSummary({ id, record })
}

/**
 * Removes a document for good. The record leaves last, marked as leaving, so that whatever is
 * interrupted half-way is finished by `finishRemovals` at the next start.
 */
export async function eraseDocument(ctx: Context, { id, record }: StoredDocument): Promise<void> {
  const leaving: DocumentRecord = { ...record, place: { at: 'leaving' } }
  await putRecord(ctx.store, id, leaving)
  ctx.bus.publish(id, { type: 'document.removed' })
  await ctx.live.close(id)
  await ctx.store.updates.remove(id)
  await removeVersions(ctx.store, id)
  await eraseApproval(ctx.store, id)
  await eraseCover(ctx.store, id)
  await eraseRemovedRows(ctx.store, id)
  for (const kind of [
    'report',
    'consultations',
    'words',
    'votes',
    'answers',
    'whatsChanged',
    'adoptions',
  ] as const) {
    await ctx.store.records.change(kind, id, () => null)
  }
  await removeThreads(ctx.store, id)
  await eraseDelivery(ctx.store, id)
  await ctx.store.records.change('document', id, () => null)
}

/** Takes out what an interrupted making or removal has left. */
export async function finishRemovals(ctx: Context): Promise<void> {
  for (const { id } of await ctx.store.records.list('making')) {
    const isWhole = await findRecord(ctx.store, id).then(
      (record) => record !== null,
      () => false, // a text without its record
    )
    if (!isWhole) await ctx.store.updates.remove(id)
    await ctx.store.records.change('making', id, () => null)
  }
  for (const stored of await listRecords(ctx.store)) {
    if (stored.record.place.at === 'leaving') await eraseDocument(ctx, stored)
  }
}

/** Brings what lists say about a document up to date with its text; one that is gone stays gone. */
export async function refreshSummary(ctx: Context, id: string): Promise<void> {
  const changedAt = ctx.now().toISOString()
  try {
    await requireDocument(ctx, id)
    const summary = await (ctx.texts ?? textsHere).summarise(await ctx.live.stateOf(id))
    await changeRecord(ctx.store, { id, at: 'home' }, (before) => ({
      ...before,
      ...summary,
      changedAt,
    }))
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'not_found')) throw error
  }
}

async function listAt(
  ctx: Context,
  shown: { at: DocumentRecord['place']['at']; isShown(stored: StoredDocument): boolean },
): Promise<DocumentSummary[]> {
  const stored = await listRecords(ctx.store)
  return stored
    .filter((each) => each.record.place.at === shown.at && shown.isShown(each))
    .map(asSummary)
    .sort((one, other) => other.changedAt.localeCompare(one.changedAt))
}
