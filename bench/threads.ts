import * as Y from 'yjs'
import { readAnchorText } from '../shared/comments/anchor-text.ts'
import { makeAnchor } from '../shared/comments/make-anchor.ts'
import { BODY, documentSchema } from '../shared/schema/index.ts'
import { readDocument } from '../shared/schema/y-document.ts'
import type { Context } from '../server/domain/context.ts'
import { startThread } from '../server/domain/threads.ts'

/** Starts so many threads on words of a document, spread over its lines. */
export async function addThreads(ctx: Context, documentId: string, count: number): Promise<void> {
  const doc = new Y.Doc()
  for (const update of (await ctx.store.updates.load(documentId)).updates) {
    Y.applyUpdate(doc, update)
  }
  const fragment = doc.getXmlFragment(BODY)
  const text = readAnchorText(readDocument(fragment, documentSchema), fragment)
  const lines = text.lines.filter(({ start, end }) => end - start > 12)
  for (let made = 0; made < count; made++) {
    const line = lines[made % lines.length]
    if (line === undefined) throw new Error('There are no lines to comment on')
    const offset = (made * 7) % (line.end - line.start - 10)
    const from = line.position + offset
    const anchor = makeAnchor(text, { on: 'words', from, to: from + 10 })
    if (anchor === null) continue
    const key = `bench-${String(made).padStart(16, '0')}`
    await startThread(ctx, documentId, { key, anchor, visibility: 'visible', body: 'Why?' })
  }
}
