import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { hashOf } from '../storage/embedded/contents.ts'

export const MANIFEST = 'manifest.json'

/** Names that lead nowhere but into the folder. */
const filePath = z.string().regex(/^(?:[\w-][\w.-]*|\.keep)(?:\/(?:[\w-][\w.-]*|\.keep))*$/)

const manifest = z.strictObject({
  format: z.literal(1),
  madeAt: z.string(),
  files: z.array(
    z.strictObject({ path: filePath, sizeBytes: z.number().int(), sha256: z.string() }),
  ),
})
export type Manifest = z.infer<typeof manifest>
export type ListedFile = Manifest['files'][number]

export function listFile(path: string, bytes: Uint8Array): ListedFile {
  return { path, sizeBytes: bytes.length, sha256: hashOf(bytes) }
}

/** The last line is a SHA-256 of the lines before it, so that the list itself is guarded too. */
export function encodeManifest(content: Manifest): Buffer {
  const text = `${JSON.stringify(content, null, 1)}\n`
  return Buffer.from(`${text}${hashOf(Buffer.from(text))}\n`)
}

/** Null if the folder has none; `damaged` if it cannot be trusted. */
export async function readManifest(folder: string): Promise<Manifest | 'damaged' | null> {
  const text = await readOrNull(join(folder, MANIFEST))
  if (text === null) return null
  const end = text.lastIndexOf('\n', text.length - 2) + 1
  const content = text.subarray(0, end)
  if (`${hashOf(content)}\n` !== text.subarray(end).toString('utf8')) return 'damaged'
  return manifest.safeParse(JSON.parse(content.toString('utf8'))).data ?? 'damaged'
}

/** What is wrong with the files of a backup, a sentence each. */
export async function checkManifest(folder: string, { files }: Manifest): Promise<string[]> {
  const problems: string[] = []
  for (const file of files) {
    const bytes = await readOrNull(join(folder, file.path))
    if (bytes === null) problems.push(`The file ${file.path} is missing.`)
    else if (hashOf(bytes) !== file.sha256) problems.push(`The file ${file.path} has changed.`)
  }
  return problems
}

async function readOrNull(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
