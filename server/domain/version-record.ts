import { z } from 'zod'
import { SAFETY_REASONS, versionSummary } from '../../shared/api-versions.ts'
import type { SafetyPoint, VersionSummary } from '../../shared/api-versions.ts'
import { Refusal } from '../../shared/refusals.ts'
import { versionLabel } from '../../shared/versions.ts'
import type { Json, Store } from '../storage/store.ts'

/**
 * What is kept about the versions of a document: one record for each document, to which versions
 * are only ever added. What they froze is in the contents, under its SHA-256.
 */
const storedVersion = z.strictObject({
  id: z.string(),
  ...versionLabel.shape,
  note: z.string(),
  title: z.string(),
  madeAt: z.string(),
  madeBy: z.strictObject({ id: z.string(), name: z.string() }),
  words: z.number(),
  actions: z.number(),
  /** The frozen text with its label as canonical JSON; this hash is the version. */
  hash: z.string(),
  /** The same moment as one Yjs update, which anchors of comments point into. */
  state: z.string(),
  /** What timescales and leads were read as. */
  readings: z.string(),
  since: versionSummary.shape.since.default(null),
  withdrawn: z.strictObject({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
})
export type StoredVersion = z.infer<typeof storedVersion>

const storedPoint = z.strictObject({
  id: z.string(),
  at: z.string(),
  why: z.enum(SAFETY_REASONS),
  by: z.strictObject({ id: z.string(), name: z.string() }),
  state: z.string(),
})
export type StoredPoint = z.infer<typeof storedPoint>

const versionsRecord = z.strictObject({
  versions: z.array(storedVersion),
  points: z.array(storedPoint),
})
/** Both in the order they were made. */
export type VersionsRecord = z.infer<typeof versionsRecord>

export async function findVersions(
  store: Pick<Store, 'records'>,
  documentId: string,
): Promise<VersionsRecord> {
  const stored = await store.records.read('versions', documentId)
  return stored === null ? { versions: [], points: [] } : versionsRecord.parse(stored.value)
}

/** Of all documents that have any. */
export async function listVersionRecords(
  store: Pick<Store, 'records'>,
): Promise<{ documentId: string; record: VersionsRecord }[]> {
  const stored = await store.records.list('versions')
  return stored.map(({ id, value }) => ({ documentId: id, record: versionsRecord.parse(value) }))
}

export async function changeVersions(
  store: Pick<Store, 'records'>,
  documentId: string,
  change: (record: VersionsRecord) => VersionsRecord,
): Promise<void> {
  await store.records.change('versions', documentId, (value): Json => {
    const before = value === null ? { versions: [], points: [] } : versionsRecord.parse(value)
    return versionsRecord.parse(change(before))
  })
}

/**
 * Removes what is kept about a document's versions, with the bytes that nothing else points to.
 * Only for a document that is removed for good.
 */
export async function removeVersions(store: Store, documentId: string): Promise<void> {
  const { versions, points } = await findVersions(store, documentId)
  await store.records.change('versions', documentId, () => null)
  const hashes = [
    ...versions.flatMap(({ hash, state, readings }) => [hash, state, readings]),
    ...points.map(({ state }) => state),
  ]
  await removeUnused(store, hashes)
}

/** Removes those of these contents that no version and no safety point of any document points to. */
export async function removeUnused(store: Store, hashes: readonly string[]): Promise<void> {
  const used = new Set<string>()
  for (const { record } of await listVersionRecords(store)) {
    for (const { hash, state, readings } of record.versions) {
      for (const each of [hash, state, readings]) used.add(each)
    }
    for (const { state } of record.points) used.add(state)
  }
  for (const hash of new Set(hashes)) if (!used.has(hash)) await store.contents.remove(hash)
}

export function noVersion(): Refusal {
  return new Refusal('not_found', 'There is no such version.')
}

export function asVersionSummary(version: StoredVersion): VersionSummary {
  const { state: _state, readings: _readings, ...summary } = version
  return summary
}

export function asSafetyPoint({ id, at, why, by }: StoredPoint): SafetyPoint {
  return { id, at, why, by }
}
