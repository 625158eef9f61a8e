import { dirname } from 'node:path'

/**
 * The few things the driver asks of a file system, so that tests can fail, tear and forget writes.
 * Nothing here is durable by itself: bytes need `sync` of their file, names need `syncFolder`.
 */
export interface Disk {
  /** Null if there is no such file (`read`, `change`) or if there is one already (`exclusive`). */
  open(path: string, mode: OpenMode): Promise<DiskFile | null>
  /** The whole file; null if there is none. */
  readFile(path: string): Promise<Buffer | null>
  has(path: string): Promise<boolean>
  /** The names in a folder; null if there is no such folder. */
  list(path: string): Promise<string[] | null>
  /** With the folders above it; free if it is there. */
  makeFolder(path: string): Promise<void>
  rename(before: string, after: string): Promise<void>
  /** Removes a file; free if there is none. */
  remove(path: string): Promise<void>
  /** Removes a folder if it is empty, and otherwise leaves it. */
  removeEmptyFolder(path: string): Promise<void>
  syncFolder(path: string): Promise<void>
}

/** `create` empties a file that is there. */
export type OpenMode = 'read' | 'change' | 'create' | 'exclusive'

export interface DiskFile {
  sizeBytes(): Promise<number>
  /** Fewer bytes than asked for only at the end of the file. */
  read(position: number, length: number): Promise<Buffer>
  write(position: number, bytes: Uint8Array): Promise<void>
  /** The bytes, and the size they give the file, are on the disk once this resolves. */
  writeThrough(position: number, bytes: Uint8Array): Promise<void>
  truncate(sizeBytes: number): Promise<void>
  /** Bytes and size are on the disk once this resolves. */
  sync(): Promise<void>
  close(): Promise<void>
}

/**
 * Puts `bytes` where `path` is, whole or not at all, whatever happens. Durable on return, except
 * for folders that were just made: their parents are the caller's to sync.
 */
export async function replaceFile(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  await writeAside(disk, path, bytes)
  await disk.rename(temporaryName(path), path)
  await disk.syncFolder(dirname(path))
}

/** The first half of `replaceFile`: the bytes are on the disk, under the temporary name. */
export async function writeAside(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const aside = temporaryName(path)
  try {
    const file = await disk.open(aside, 'create')
    if (file === null) throw new Error(`Cannot create ${aside}`)
    try {
      await file.write(0, bytes)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    // A full disk is not helped by keeping half a file; if this fails too, opening cleans up.
    await disk.remove(aside).catch(() => undefined)
    throw error
  }
}

const TEMPORARY = '.tmp'

export function temporaryName(path: string): string {
  return path + TEMPORARY
}

export function isTemporary(name: string): boolean {
  return name.endsWith(TEMPORARY)
}
