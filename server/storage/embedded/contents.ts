import { dirname } from 'node:path'
import { createHash } from 'node:crypto'
import type { Contents } from '../store.ts'
import type { Disk } from './disk.ts'
import { isTemporary, replaceFile } from './disk.ts'
import { CONTENTS } from './folder.ts'
import { Turns } from './turns.ts'

export interface EmbeddedContents extends Contents {
  close(): Promise<void>
}

/** A file per content, named by the SHA-256 of its bytes. */
export function createContents(disk: Disk, folder: string): EmbeddedContents {
  // Files found on opening may not be on the disk yet, so the first put of each is a write.
  const durable = new Set<string>()
  const turns = new Turns()

  return {
    async put(bytes) {
      const hash = hashOf(bytes)
      if (durable.has(hash)) return hash
      const copy = Buffer.from(bytes)
      return turns.take(async () => {
        if (!durable.has(hash)) await write(disk, contentPath(folder, hash), copy)
        durable.add(hash)
        return hash
      })
    },
    read: (hash) => readContent(disk, { folder, hash }),
    list: () => listContents(disk, folder),
    async remove(hash) {
      if (!isHash(hash)) return
      await turns.take(async () => {
        durable.delete(hash)
        const path = contentPath(folder, hash)
        if (!(await disk.has(path))) return
        await disk.remove(path)
        await disk.syncFolder(dirname(path))
      })
    },
    close: () => turns.settled(),
  }
}

/** Null if there is none, or if `hash` is no SHA-256. */
export async function readContent(
  disk: Disk,
  { folder, hash }: { folder: string; hash: string },
): Promise<Uint8Array | null> {
  if (!isHash(hash)) return null
  const bytes = await disk.readFile(contentPath(folder, hash))
  if (bytes === null) return null
  if (hashOf(bytes) !== hash) throw new Error(`The stored content ${hash} is damaged`)
  return bytes
}

export async function listContents(disk: Disk, folder: string): Promise<string[]> {
  const hashes: string[] = []
  for (const part of (await disk.list(`${folder}/${CONTENTS}`)) ?? []) {
    if (!/^[0-9a-f]{2}$/.test(part)) continue
    const names = (await disk.list(`${folder}/${CONTENTS}/${part}`)) ?? []
    hashes.push(...names.filter((name) => !isTemporary(name) && isHash(name)))
  }
  return hashes
}

export function contentPath(folder: string, hash: string): string {
  return `${folder}/${CONTENTS}/${hash.slice(0, 2)}/${hash}`
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function write(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const parent = dirname(path)
  await disk.makeFolder(parent)
  await replaceFile(disk, path, bytes)
  await disk.syncFolder(dirname(parent))
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}
