import { dirname } from 'node:path'
import { z } from 'zod'
import type { RecordKind } from '../store.ts'
import type { Disk } from './disk.ts'
import { isTemporary, replaceFile, temporaryName } from './disk.ts'

/**
 * The data folder:
 *
 *   folkmoot.json                         the marker: this is a data folder, of this format
 *   lock                                  who has it open
 *   documents/<id>/record.json            with updates.log and, after an import, report.json
 *   records/<kind>/<id>.json              all other records
 *   contents/<first two digits>/<SHA-256>
 */
const FOLDER_FORMAT = 1
export const MARKER = 'folkmoot.json'
const DOCUMENTS = 'documents'
const RECORDS = 'records'
export const CONTENTS = 'contents'
export const LOCK = 'lock'
export const TAKEOVER = 'lock.takeover'

const PARTS = [DOCUMENTS, RECORDS, CONTENTS]
const KEEP = '.keep'

const marker = z.object({ format: z.number().int().min(1), createdAt: z.string() })

/** The data folder cannot be used as it is. `message` is plain words for whoever starts the server. */
export class UnusableFolder extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UnusableFolder'
  }
}

/**
 * Looks whether the folder is a data folder; changes nothing.
 *
 * @throws {UnusableFolder} if it holds something else, was made by a newer version, or has lost a part.
 */
export async function inspectFolder(disk: Disk, folder: string): Promise<'empty' | 'ready'> {
  const bytes = await disk.readFile(`${folder}/${MARKER}`)
  if (bytes === null) {
    if (await isEmpty(disk, folder)) return 'empty'
    throw new UnusableFolder(
      `The folder ${folder} is not empty and not a Folkmoot data folder: it has no ${MARKER}. ` +
        'Nothing was changed. Choose another folder with DATA_DIR.',
    )
  }
  const { format } = parseMarker(bytes, folder)
  if (format > FOLDER_FORMAT) {
    throw new UnusableFolder(
      `The data folder ${folder} was written by a newer Folkmoot (format ${format}); ` +
        `this one reads format ${FOLDER_FORMAT}. Nothing was changed. Please start the newer version.`,
    )
  }
  for (const part of PARTS) {
    if (!(await disk.has(`${folder}/${part}`))) {
      throw new UnusableFolder(
        `The data folder ${folder} has lost its folder ${part}. Nothing was changed. ` +
          'Please bring it back from a backup.',
      )
    }
  }
  return 'ready'
}

/** Makes an empty folder a data folder. The marker comes last, so a crash leaves it empty or ready. */
export async function initialiseFolder(disk: Disk, folder: string, now: Date): Promise<void> {
  for (const part of PARTS) await disk.makeFolder(`${folder}/${part}`)
  for (const path of keepFiles(folder)) await replaceFile(disk, path, Buffer.alloc(0))
  await disk.syncFolder(folder)
  // A parent that may not be read was not made by us, and has the folder's name on the disk.
  await disk.syncFolder(dirname(folder)).catch(() => undefined)
  const content = { format: FOLDER_FORMAT, createdAt: now.toISOString() }
  await replaceFile(disk, `${folder}/${MARKER}`, Buffer.from(`${JSON.stringify(content)}\n`))
}

/** Tools that copy folders leave empty ones behind, and a part that is not there is refused. */
export function keepFiles(folder: string): string[] {
  return PARTS.map((part) => `${folder}/${part}/${KEEP}`)
}

/** Removes what interrupted writes have left under temporary names. */
export async function removeLeftovers(disk: Disk, folder: string): Promise<void> {
  const folders = [folder]
  for (const part of PARTS) {
    for (const name of (await disk.list(`${folder}/${part}`)) ?? []) {
      folders.push(`${folder}/${part}/${name}`)
    }
  }
  for (const each of folders) {
    for (const name of (await disk.list(each)) ?? []) {
      if (isTemporary(name)) await disk.remove(`${each}/${name}`)
    }
  }
}

export interface RecordKey {
  kind: RecordKind
  id: string
}

function documentFolder(folder: string, id: string): string {
  return `${folder}/${DOCUMENTS}/${requireName(id)}`
}

export function logPath(folder: string, documentId: string): string {
  return `${documentFolder(folder, documentId)}/updates.log`
}

export function recordPath(folder: string, { kind, id }: RecordKey): string {
  if (kind === 'document') return `${documentFolder(folder, id)}/record.json`
  if (kind === 'report') return `${documentFolder(folder, id)}/report.json`
  return `${folder}/${RECORDS}/${requireName(kind)}/${requireName(id)}.json`
}

/** The ids that have a file of this kind, or could have one. */
export async function listIds(disk: Disk, folder: string, kind: RecordKind): Promise<string[]> {
  if (kind === 'document' || kind === 'report') {
    const names = (await disk.list(`${folder}/${DOCUMENTS}`)) ?? []
    return names.filter(isName)
  }
  const names = (await disk.list(`${folder}/${RECORDS}/${requireName(kind)}`)) ?? []
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .filter(isName)
}

function isName(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(text)
}

function requireName(text: string): string {
  if (!isName(text)) throw new Error(`Not a name the store accepts: ${JSON.stringify(text)}`)
  return text
}

async function isEmpty(disk: Disk, folder: string): Promise<boolean> {
  const mine = new Set([LOCK, TAKEOVER, temporaryName(MARKER)])
  for (const name of (await disk.list(folder)) ?? []) {
    // Hidden files and lost+found stand in the root of many mounted disks.
    if (mine.has(name) || name.startsWith('.') || name === 'lost+found') continue
    const inside = PARTS.includes(name) ? await disk.list(`${folder}/${name}`) : null
    if (inside === null || inside.some((each) => !each.startsWith('.'))) return false
  }
  return true
}

function parseMarker(bytes: Buffer, folder: string): z.infer<typeof marker> {
  try {
    return marker.parse(JSON.parse(bytes.toString('utf8')))
  } catch {
    throw new UnusableFolder(
      `The file ${MARKER} in ${folder} cannot be read. Nothing was changed. ` +
        'Please bring it back from a backup.',
    )
  }
}
