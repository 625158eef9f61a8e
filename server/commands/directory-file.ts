import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Directory } from '../../shared/reading/directory.ts'
import { CommandFailed } from './command.ts'

const name = z.string().min(1)
const aliases = z.array(name).optional()
const body = z.union([
  name.transform((text) => ({ name: text })),
  z.object({ id: z.string().optional(), name, aliases, isEveryPartner: z.boolean().optional() }),
])
const bodies = z.array(body).default([])
const person = z.object({
  id: z.string().optional(),
  name,
  initials: z.string().optional(),
  title: z.string().optional(),
  organisation: z.string().optional(),
  aliases,
})

/** `key` is a short way to say people: `{ "PN": "Priya Nair" }`. */
const directoryFile = z.object({
  people: z.array(person).default([]),
  groups: bodies,
  organisations: bodies,
  roles: bodies,
  key: z.record(z.string(), name).default({}),
})

/**
 * Reads a directory from a JSON file.
 *
 * @throws {CommandFailed} if the file cannot be read or is not a directory.
 */
export async function readDirectoryFile(file: string): Promise<Directory> {
  const parsed = directoryFile.safeParse(await readJson(file))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const place = issue?.path.join('.') ?? ''
    throw new CommandFailed(
      `${file} is not a directory${place === '' ? '' : `: look at ${place}`}.`,
    )
  }
  const { people, groups, organisations, roles, key } = parsed.data
  const fromKey = Object.entries(key).map(([initials, name]) => ({ initials, name }))
  return { people: [...people, ...fromKey], groups, organisations, roles }
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandFailed(
      `${file} cannot be read: ${error instanceof Error ? error.message : ''}`,
    )
  })
  try {
    return JSON.parse(text)
  } catch {
    // What the parser says is about characters; that it is not JSON is what helps.
    throw new CommandFailed(`${file} is not JSON.`)
  }
}
