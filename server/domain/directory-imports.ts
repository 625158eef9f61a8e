import type { ImportDirectoryRequest, ImportDirectoryResponse } from '../../shared/api.ts'
import { isNewId } from '../../shared/directory/import-draft.ts'
import { countLines, planImport } from '../../shared/directory/import-plan.ts'
import type { ImportCounts } from '../../shared/directory/import-plan.ts'
import type { Entry } from '../../shared/directory/model.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Context } from './context.ts'
import { requireRoom, tidied } from './directory.ts'
import { withHiddenPointers, withIds } from './directory-pointers.ts'
import { asDirectory, changeRecord } from './directory-record.ts'

/**
 * Takes the tables of a file into the directory, all or nothing, exactly as `planImport` has shown
 * it. Who is not in the file stays as they are.
 *
 * @throws {Refusal} `conflict` if the directory is not the one the import was compared with.
 */
export async function importDirectory(
  ctx: Context,
  { sheets, choices, revision: seen }: ImportDirectoryRequest,
): Promise<ImportDirectoryResponse> {
  let counts: ImportCounts = countLines([])
  const record = await changeRecord(ctx, (record) => {
    const { revision, entries, settled } = record
    if (revision - 1 !== seen) {
      throw new Refusal(
        'conflict',
        'The directory has changed meanwhile. Please look again at what the file would change.',
      )
    }
    const before = asDirectory(record)
    const plan = planImport(before, { sheets, choices })
    counts = countLines(plan.lines)
    const seenById = new Map(before.entries.map((entry) => [entry.id, entry]))
    const changed = plan.entries.filter((entry) => !isSame(entry, seenById.get(entry.id)))
    const added = changed.filter(({ id }) => isNewId(id))
    requireRoom(entries.length + added.length)
    const ids = new Map(added.map(({ id }) => [id, ctx.newId()]))
    const store = (entry: Entry) => tidied({ ...withIds(entry, ids), revision, removedAt: null })
    const after = new Map(changed.map((entry) => [entry.id, entry]))
    const kept = entries.map((stored) => {
      const entry = after.get(stored.id)
      if (entry === undefined) return stored
      return withHiddenPointers(entries, { before: stored, after: store(entry) })
    })
    return { entries: [...kept, ...added.map(store)], settled }
  })
  return { counts, directory: asDirectory(record) }
}

/** Both were made of the same object, so their fields stand in the same order. */
function isSame(one: Entry, other: Entry | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
