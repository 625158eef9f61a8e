import { listAudit } from '../domain/audit.ts'
import { findRecord } from '../domain/document-record.ts'
import { listVersionRecords } from '../domain/version-record.ts'
import { getVersion, stateOfVersion } from '../domain/versions.ts'
import type { Store } from '../storage/store.ts'

/**
 * What is wrong with the versions of a data folder: bytes that are missing or no longer fit their
 * hash, labels that are not those that were frozen, and versions the audit log knows and nobody has.
 */
export async function versionProblems(store: Store): Promise<string[]> {
  const problems: string[] = []
  const known = new Set<string>()
  const kept = new Set(await store.contents.list())
  for (const { documentId, record } of await listVersionRecords(store)) {
    const stored = await findRecord(store, documentId).catch(() => null) // reported as damaged
    for (const { id, number, hash, state, readings } of record.versions) {
      known.add(hash)
      const name = `Version ${number} of document ${documentId}`
      if ([hash, state, readings].some((each) => !kept.has(each))) {
        problems.push(`${name} is missing.`)
      } else if (stored?.place.at === 'home') {
        if (!(await isAsFrozen(store, { documentId, id }))) problems.push(`${name} is damaged.`)
      }
    }
    for (const { at, state } of record.points) {
      if (!kept.has(state)) {
        problems.push(`The safety point of ${at} of document ${documentId} is missing.`)
      }
    }
  }
  for (const { did, about } of await listAudit(store, { count: Infinity })) {
    if (did !== 'version.made' || known.has(about['hash'] ?? '')) continue
    const document = await store.records.read('document', about['document'] ?? '').catch(() => null)
    if (document !== null) {
      problems.push(`A version of document ${about['document']} is missing: ${about['hash']}`)
    }
  }
  return problems
}

async function isAsFrozen(
  store: Store,
  { documentId, id }: { documentId: string; id: string },
): Promise<boolean> {
  try {
    const { summary, frozen } = await getVersion({ store }, documentId, id)
    await stateOfVersion({ store }, documentId, id)
    const { stage, number, date, note, title } = summary
    const label = [frozen.stage, frozen.number, frozen.date, frozen.note, frozen.title]
    return [stage, number, date, note, title].every((each, at) => each === label[at])
  } catch {
    return false // damaged, in whichever way
  }
}
