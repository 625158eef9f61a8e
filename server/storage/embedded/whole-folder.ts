import { setTimeout } from 'node:timers/promises'
import { DamagedRecord, RECORD_KINDS } from '../store.ts'
import { contentPath, hashOf, listContents } from './contents.ts'
import type { Disk } from './disk.ts'
import { LOCK, MARKER, keepFiles, listIds, logPath, recordPath } from './folder.ts'
import type { RecordKey } from './folder.ts'
import { encodeSeal } from './log-format.ts'
import { readLog } from './reader.ts'
import { decodeRecord } from './record-file.ts'

/** A file of the data folder as it belongs into a copy, or something that is wrong with one. */
export type CopiedFile = { path: string; bytes: Buffer } | { problem: string }

/**
 * Every file of a data folder, each whole, while a server may be writing. All that was acknowledged
 * before the first is in them. Damaged files come as they are, after a sentence that says so.
 *
 * Documents come before the contents they point to, which never change and were there before them.
 */
export async function* readWholeFolder(disk: Disk, folder: string): AsyncGenerator<CopiedFile> {
  const marker = await disk.readFile(`${folder}/${MARKER}`)
  if (marker !== null) yield { path: `${folder}/${MARKER}`, bytes: marker }
  for (const path of keepFiles(folder)) yield { path, bytes: Buffer.alloc(0) }
  // Documents that are being made have a text first, and those that are being removed a record last.
  const halves: string[] = []
  for (const id of await listIds(disk, folder, 'document')) {
    const files = await readDocument(disk, { folder, id })
    if (files === null) halves.push(id)
    else yield* files
  }
  for (const kind of RECORD_KINDS) {
    if (kind === 'document' || kind === 'report') continue
    for (const id of await listIds(disk, folder, kind)) {
      yield* await readRecord(disk, { folder, kind, id })
    }
  }
  yield* readContents(disk, folder)
  for (const id of halves) yield* readHalf(disk, { folder, id })
}

interface Place {
  folder: string
  id: string
}

/** Making or removing a document is a few waits for the disk; a busy one takes its time. */
const LOOKS = 30
const BETWEEN_LOOKS_MS = 100

/** More looks at a document that had only one of its two parts. */
async function* readHalf(disk: Disk, { folder, id }: Place): AsyncGenerator<CopiedFile> {
  let missing = await missingPart(disk, { folder, id })
  for (let look = 1; missing !== null && look < LOOKS; look++) {
    // With nobody at work there is nothing to wait for.
    if (!(await disk.has(`${folder}/${LOCK}`))) break
    await setTimeout(BETWEEN_LOOKS_MS)
    missing = await missingPart(disk, { folder, id })
  }
  // It was being made when somebody stopped the server, which takes it out when it starts.
  const isUnmade =
    missing === 'record' && (await disk.has(recordPath(folder, { kind: 'making', id })))
  // Made or removed since the copy began.
  if (missing === null || isUnmade) return
  yield {
    problem:
      missing === 'text'
        ? `The stored text of document ${id} is damaged: its file is missing.`
        : `The stored record ${id} (document) is damaged: its file is missing.`,
  }
  yield* (await readDocument(disk, { folder, id, isHalf: true })) ?? []
}

/** Null if both are there, or neither. */
async function missingPart(disk: Disk, { folder, id }: Place): Promise<'text' | 'record' | null> {
  const hasRecord = await disk.has(recordPath(folder, { kind: 'document', id }))
  const hasText = await disk.has(logPath(folder, id))
  if (hasRecord === hasText) return null
  return hasRecord ? 'text' : 'record'
}

/** Null if only one of the two parts is there, and that is not what was asked for. */
async function readDocument(
  disk: Disk,
  { folder, id, isHalf = false }: Place & { isHalf?: boolean },
): Promise<CopiedFile[] | null> {
  const log = await readLog(disk, { folder, documentId: id })
  const record = await readRecord(disk, { folder, kind: 'document', id })
  if (!isHalf && (log === null || record.length === 0)) return null
  const report = await readRecord(disk, { folder, kind: 'report', id })
  const files = [...record, ...report]
  const path = logPath(folder, id)
  if (log?.scan.state === 'damaged') {
    files.push({ problem: `The stored text of document ${id} is damaged: ${log.scan.reason}.` })
    files.push({ path, bytes: log.bytes })
  } else if (log !== null) {
    const { end } = log.scan
    files.push({ path, bytes: Buffer.concat([log.bytes.subarray(0, end), encodeSeal(end)]) })
  }
  return files
}

async function* readContents(disk: Disk, folder: string): AsyncGenerator<CopiedFile> {
  for (const hash of await listContents(disk, folder)) {
    const path = contentPath(folder, hash)
    const bytes = await disk.readFile(path)
    if (bytes === null) continue
    if (hashOf(bytes) !== hash) yield { problem: `The stored content ${hash} is damaged.` }
    yield { path, bytes }
  }
}

async function readRecord(
  disk: Disk,
  { folder, ...key }: RecordKey & { folder: string },
): Promise<CopiedFile[]> {
  const path = recordPath(folder, key)
  const bytes = await disk.readFile(path)
  if (bytes === null) return []
  const problem = problemOf(bytes, key)
  return problem === null ? [{ path, bytes }] : [{ problem }, { path, bytes }]
}

function problemOf(bytes: Buffer, key: RecordKey): string | null {
  try {
    decodeRecord(bytes, key)
    return null
  } catch (error) {
    if (!(error instanceof DamagedRecord)) throw error
    return `${error.message}.`
  }
}
