import { z } from 'zod'
import type { DocumentJson } from '../../shared/schema/document-json.ts'
import type { Store } from '../storage/store.ts'
import { changePublications } from './approval-record.ts'
import type { PublicFile, StoredPublication } from './approval-record.ts'
import { bodyFromJson } from './body.ts'
import type { Context } from './context.ts'
import { gatherPictures } from './exports.ts'
import type { DocumentToExport } from './exports.ts'

const keptCopy = z.strictObject({
  title: z.string(),
  label: z.string().nullable(),
  date: z.string(),
  body: z.custom<DocumentJson>((value) => typeof value === 'object' && value !== null),
})

/** Keeps the text as it was checked, so that files made of it later say the same. */
export function keepCopy(
  store: Store,
  { title, label, date, body }: DocumentToExport,
): Promise<string> {
  const copy = JSON.stringify({ title, label, date, body: body.toJSON() })
  return store.contents.put(new TextEncoder().encode(copy))
}

export type WriteFile = (format: PublicFile, document: DocumentToExport) => Promise<Uint8Array>

const underWay = new WeakMap<Store, Map<string, Promise<Uint8Array>>>()

/** A published version as a file: made for whoever asks first, and kept. Null if there is none. */
export async function filePublished(
  world: Pick<Context, 'store' | 'newId'>,
  { documentId, publication }: { documentId: string; publication: StoredPublication },
  { format, write }: { format: PublicFile; write: WriteFile },
): Promise<Uint8Array | null> {
  const { copy, files } = publication
  const kept = files.find((each) => each.format === format)
  if (kept !== undefined) return world.store.contents.read(kept.content)
  if (copy === null) return null
  const making = underWay.get(world.store) ?? new Map<string, Promise<Uint8Array>>()
  underWay.set(world.store, making)
  const key = `${documentId} ${publication.version} ${format}`
  const before = making.get(key)
  if (before !== undefined) return before
  const made = make(world, { documentId, copy }, { format, write })
  making.set(key, made)
  try {
    return await made
  } finally {
    making.delete(key)
  }
}

/** The text of a published version as anybody may have it; null if it is older than such copies. */
export async function readCopy(
  { store, newId }: Pick<Context, 'store' | 'newId'>,
  { copy }: Pick<StoredPublication, 'copy'>,
) {
  if (copy === null) return null
  const stored = await store.contents.read(copy)
  if (stored === null) throw new Error('The copy of a published version is missing')
  const { body, ...parts } = keptCopy.parse(JSON.parse(new TextDecoder().decode(stored)))
  return { ...parts, body: bodyFromJson(body, newId) }
}

async function make(
  world: Pick<Context, 'store' | 'newId'>,
  { documentId, copy }: { documentId: string; copy: string },
  { format, write }: { format: PublicFile; write: WriteFile },
): Promise<Uint8Array> {
  const text = await readCopy(world, { copy })
  if (text === null) throw new Error('Files are made of a copy')
  const bytes = await write(format, {
    ...text,
    pictures: await gatherPictures(world, text.body),
    threads: [],
    since: null,
    attachments: new Map(),
  })
  const content = await world.store.contents.put(bytes)
  await changePublications(world.store, documentId, (all) =>
    all.map((each) =>
      each.copy === copy && !each.files.some((file) => file.format === format)
        ? { ...each, files: [...each.files, { format, content, bytes: bytes.length }] }
        : each,
    ),
  )
  return bytes
}
