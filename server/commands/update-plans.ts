import { basename } from 'node:path'
import { PLAN_FILE_LIMITS } from '../../shared/api-plan-file.ts'
import type { PlanFileResponse } from '../../shared/api-plan-file.ts'
import { lookAtPlanFile, takePlanFile } from '../domain/plan-files.ts'
import { readTables } from '../imports/spreadsheet.ts'
import { readEmbeddedStore } from '../storage/embedded/reader.ts'
import { openEmbeddedStore } from '../storage/embedded/store.ts'
import type { Call, ExitCode } from './command.ts'
import { contextOn, dataFolderOf } from './data-folder.ts'
import { requireNamed } from './export-document.ts'

/** `import FILE --update DOCUMENT`: says what the file changes in the plans, and changes it. */
export async function updatePlans(
  call: Call,
  { path, document, bytes }: { path: string; document: string; bytes: Uint8Array },
): Promise<ExitCode> {
  const { options, io } = call
  const isDryRun = options.has('dry-run')
  const isRemoving = options.has('remove')
  const isMoving = options.has('move')
  const sheets = await readTables({ fileName: basename(path), bytes }, { cells: PLAN_FILE_LIMITS })
  const folder = dataFolderOf(call)
  // Looking is allowed while a server has the folder; changing is not.
  const opened = isDryRun
    ? null
    : await openEmbeddedStore({ folder, now: io.now, onProblem: io.say })
  const store = opened ?? (await readEmbeddedStore({ folder, onProblem: io.say }))
  try {
    const ctx = contextOn(store, io)
    const { id } = await requireNamed(ctx, document)
    const found = await lookAtPlanFile(ctx, id, sheets)
    io.print(
      options.has('json')
        ? `${JSON.stringify(found, null, 2)}\n`
        : inWords(found, { isRemoving, isMoving }),
    )
    if (isDryRun) {
      io.say('Nothing was changed.')
      return 0
    }
    const { changed, added, removed, moved, progress } = await takePlanFile(ctx, id, {
      sheets,
      seen: found.seen,
      isRemoving,
      isMoving,
    })
    const more = [
      moved === 0 ? '' : `, ${moved} moved`,
      progress === 0 ? '' : `, progress of ${progress} updated`,
    ]
    io.say(`${changed} rows changed, ${added} added, ${removed} taken out${more.join('')}.`)
    return 0
  } finally {
    await opened?.close()
  }
}

function inWords(
  found: PlanFileResponse,
  { isRemoving, isMoving }: { isRemoving: boolean; isMoving: boolean },
): string {
  const { changed, added, missing, moved, progress, unchanged, notes } = found
  const lines = [
    ...changed.flatMap(({ name, cells }) => [`Changed: ${name}`, ...cells.flatMap(changeInWords)]),
    ...progress.flatMap(({ name, fields }) => [
      `Progress: ${name}`,
      ...fields.flatMap(changeInWords),
    ]),
    ...added.map(({ name, group }) => `Added: ${name}${group === '' ? '' : ` (${group})`}`),
    ...missing.map(({ name }) =>
      isRemoving ? `Taken out: ${name}` : `Not in the file, and stays: ${name}`,
    ),
    ...moved.map(({ name }) =>
      isMoving ? `Moved: ${name}` : `Elsewhere in the file, and stays: ${name}`,
    ),
    `Unchanged: ${unchanged}`,
    ...notes.map((note) => `Please note: ${note}`),
  ]
  return `${lines.join('\n')}\n`
}

function changeInWords({
  heading,
  before,
  after,
  isNewer,
}: {
  heading: string
  before: string
  after: string
  isNewer: boolean
}): string[] {
  return [
    `  ${heading}${isNewer ? ' (changed in the document too)' : ''}`,
    ...before.split('\n').map((line) => `    - ${line}`),
    ...after.split('\n').map((line) => `    + ${line}`),
  ]
}
