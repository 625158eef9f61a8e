import { DEMO_DOCUMENTS } from '../../shared/templates/demo/index.ts'
import { bodyFromJson } from './body.ts'
import type { Context } from './context.ts'
import { STORIES, at, reword } from './demo-story.ts'
import { addDemoDirectory, removeDemoDirectory } from './directory-demo.ts'
import { listRecords } from './document-record.ts'
import { addDocument, eraseDocument } from './documents.ts'

/** What happened since is told in demo-story.ts. */
const DAYS_BACK = 31

/**
 * On the first start of a data folder: makes the demo partnership, if it is wanted. The folder is
 * marked last, so that a start that was interrupted begins again, without what it left.
 */
export async function startPartnership(ctx: Context, { hasDemo }: { hasDemo: boolean }) {
  if ((await ctx.store.records.read('workspace', 'partnership')) !== null) return
  await removeDemo(ctx)
  if (hasDemo) await addDemo(ctx)
  const startedAt = ctx.now().toISOString()
  await ctx.store.records.change('workspace', 'partnership', () => ({ startedAt }))
}

/** Removes every demo document and entry for good, changed or not, in the trash or not. */
export async function removeDemo(ctx: Context): Promise<void> {
  for (const stored of await listRecords(ctx.store)) {
    if (stored.record.isDemo) await eraseDocument(ctx, stored)
  }
  await removeDemoDirectory(ctx)
}

async function addDemo(ctx: Context): Promise<void> {
  for (const { title, kind, build } of DEMO_DOCUMENTS) {
    const story = STORIES[kind]
    const { now, before } = story?.redrafted ?? { now: '', before: '' }
    const body = bodyFromJson(reword(build(), now, before), ctx.newId)
    const { id } = await addDocument(at(ctx, DAYS_BACK), {
      title,
      kind,
      body,
      isDemo: true,
      origin: { from: 'demo' },
      shares: [{ who: { is: 'everyone' }, as: 'editor', until: null }],
    })
    await story?.tell(ctx, { id, body })
  }
  await addDemoDirectory(ctx)
}
