import { z } from 'zod'
import { DOCUMENT_KINDS } from '../../shared/api.ts'
import type { DocumentSummary } from '../../shared/api.ts'
import { SHARE_PLACES } from '../../shared/api-seats.ts'
import type { Sharing } from '../../shared/access.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Json, Store } from '../storage/store.ts'

/**
 * What is kept about a document beside its text. The text exists first and the record last, so a
 * document without a record is one that never came to be, and nobody sees it.
 */
const documentRecord = z.strictObject({
  title: z.string(),
  kind: z.enum(DOCUMENT_KINDS),
  stage: z.string(),
  version: z.string(),
  words: z.number(),
  actions: z.number(),
  isDemo: z.boolean(),
  createdAt: z.string(),
  createdBy: z.strictObject({ id: z.string(), name: z.string() }),
  changedAt: z.string(),
  origin: z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('template'), template: z.string() }),
    z.strictObject({ from: z.literal('demo') }),
    z.strictObject({ from: z.literal('version'), document: z.string(), version: z.string() }),
    /** `content`: the file itself, as it was sent. */
    z.strictObject({ from: z.literal('file'), fileName: z.string(), content: z.string() }),
  ]),
  /** `trashed` can come back; `leaving` is on its way out for good. */
  place: z.discriminatedUnion('at', [
    z.strictObject({ at: z.literal('home') }),
    z.strictObject({ at: z.literal('trash'), since: z.string(), by: z.string() }),
    z.strictObject({ at: z.literal('leaving') }),
  ]),
  /** Whom whoever made it shares it with; records of earlier versions have none. */
  shares: z
    .array(
      z.strictObject({
        who: z.discriminatedUnion('is', [
          z.strictObject({ is: z.enum(['account', 'group']), id: z.string() }),
          z.strictObject({ is: z.literal('everyone') }),
        ]),
        as: z.enum(SHARE_PLACES),
        until: z.string().nullable(),
        section: z.strictObject({ id: z.string(), title: z.string() }).nullable().optional(),
      }),
    )
    .default([]),
  sittings: z
    .array(
      z.strictObject({
        group: z.string(),
        openedBy: z.string(),
        opensAt: z.string(),
        endsAt: z.string(),
        checkedIn: z.array(z.string()),
      }),
    )
    .default([]),
})
export type DocumentRecord = z.infer<typeof documentRecord>

export interface StoredDocument {
  id: string
  record: DocumentRecord
}

/** What decides about who may do what with a document. */
export function sharingOf({ id, record }: StoredDocument): Sharing {
  return {
    documentId: id,
    owner: record.createdBy.id,
    shares: record.shares,
    sittings: record.sittings,
  }
}

export function isDocumentId(id: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(id)
}

/** Null where there is none, in the trash or not. */
export async function findRecord(store: Store, id: string): Promise<DocumentRecord | null> {
  if (!isDocumentId(id)) return null
  const stored = await store.records.read('document', id)
  return stored === null ? null : parseOnce(stored.value)
}

/** False for what is in the trash, and for what is not there. */
export async function isAtHome(store: Store, id: string): Promise<boolean> {
  return isDocumentId(id) && (await findRecord(store, id))?.place.at === 'home'
}

export async function listRecords(store: Store): Promise<StoredDocument[]> {
  const stored = await store.records.list('document')
  return stored.map(({ id, value }) => ({ id, record: parseOnce(value) }))
}

/** A list that the store keeps holds the same values again and again. */
const parsed = new WeakMap<object, DocumentRecord>()

function parseOnce(value: Json): DocumentRecord {
  if (typeof value !== 'object' || value === null) return documentRecord.parse(value)
  const record = parsed.get(value) ?? documentRecord.parse(value)
  parsed.set(value, record)
  return record
}

/**
 * Changes the record of a document.
 *
 * @throws {Refusal} `not_found` if there is none, or it is not in the place asked for.
 */
export async function changeRecord(
  store: Store,
  { id, at }: { id: string; at: DocumentRecord['place']['at'] },
  change: (record: DocumentRecord) => DocumentRecord,
): Promise<DocumentRecord> {
  if (!isDocumentId(id)) throw noDocument()
  let changed: DocumentRecord | null = null
  await store.records.change('document', id, (value) => {
    if (value === null) throw noDocument()
    const record = documentRecord.parse(value)
    if (record.place.at !== at) throw noDocument()
    changed = change(record)
    return asJson(changed)
  })
  if (changed === null) throw new Error('The store did not run the change of a record')
  return changed
}

/** Makes the document exist: from now on people see it. */
export async function putRecord(store: Store, id: string, record: DocumentRecord): Promise<void> {
  await store.records.change('document', id, () => asJson(record))
}

export function noDocument(): Refusal {
  return new Refusal('not_found', 'There is no document here. It may have been removed.')
}

export function asSummary({ id, record }: StoredDocument): DocumentSummary {
  const { title, kind, stage, version, words, actions, isDemo, createdAt, changedAt } = record
  const hasReport = record.origin.from === 'file'
  return {
    id,
    title,
    kind,
    stage,
    version,
    words,
    actions,
    isDemo,
    createdAt,
    changedAt,
    hasReport,
  }
}

function asJson(record: DocumentRecord): Json {
  return documentRecord.parse(record)
}
