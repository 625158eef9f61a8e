import { createHash } from 'node:crypto'
import type { DocumentKind, DocumentSummary, ImportReport } from '../../shared/api.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { DocumentJson } from '../../shared/schema/document-json.ts'
import { bodyFromJson } from './body.ts'
import type { Context } from './context.ts'
import { addDocument, requireDocument } from './documents.ts'
import { storeImage } from './images.ts'
import type { Json } from '../storage/store.ts'

/** What was read from a file, and the file itself. */
export interface NewImport {
  title: string
  kind: DocumentKind
  body: DocumentJson
  report: ImportReport
  /** `hash`: what the body calls the picture, the SHA-256 of its bytes. */
  images: { hash: string; bytes: Uint8Array }[]
  file: { fileName: string; bytes: Uint8Array }
}

/**
 * Makes a document of what was read from a file. Everything it points to (the file, its pictures,
 * the report) is kept before the document is, so nobody ever sees it without them.
 */
export async function importDocument(ctx: Context, made: NewImport): Promise<DocumentSummary> {
  const { title, kind, report, images, file } = made
  const body = bodyFromJson(made.body, ctx.newId)
  const content = await ctx.store.contents.put(file.bytes)
  for (const { hash, bytes } of images) {
    if (createHash('sha256').update(bytes).digest('hex') !== hash) {
      throw new Error('The name of an imported picture is not its hash')
    }
    await storeImage(ctx, bytes)
  }
  const id = ctx.newId()
  await ctx.store.records.change('report', id, () => report as unknown as Json) // plain data
  return addDocument(ctx, {
    id,
    title: title.slice(0, 200),
    kind,
    body,
    isDemo: false,
    origin: { from: 'file', fileName: file.fileName, content },
  })
}

/** What was read from the file a document was made of, and what was not. */
export async function readReport(ctx: Context, id: string): Promise<ImportReport> {
  await requireDocument(ctx, id)
  const stored = await ctx.store.records.read('report', id)
  if (stored === null) throw new Refusal('not_found', 'This document was not made from a file.')
  return stored.value as unknown as ImportReport // written by importDocument, which has the type
}
