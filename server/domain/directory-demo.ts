import { demoDirectory } from '../../shared/templates/demo/directory.ts'
import type { Context } from './context.ts'
import { withIds, withoutPointersTo } from './directory-pointers.ts'
import { changeRecord, readRecord } from './directory-record.ts'
import { tidied } from './directory.ts'

/** Who is who in the demo partnership. */
export async function addDemoDirectory(ctx: Context): Promise<void> {
  const demo = demoDirectory()
  const ids = new Map(demo.map(({ id }) => [id, ctx.newId()]))
  await changeRecord(ctx, ({ revision, entries, settled }) => {
    const made = demo.map((entry) =>
      tidied({ ...withIds(entry, ids), revision, isDemo: true, removedAt: null }),
    )
    return { entries: [...entries, ...made], settled }
  })
}

/** Removes the demo entries for good; one's own entries stop pointing to them. */
export async function removeDemoDirectory(ctx: Context): Promise<void> {
  const { entries } = await readRecord(ctx.store)
  if (!entries.some(({ isDemo }) => isDemo)) return
  await changeRecord(ctx, ({ entries, settled }) => ({
    entries: withoutPointersTo(entries.filter(({ isDemo }) => !isDemo)),
    settled,
  }))
}
