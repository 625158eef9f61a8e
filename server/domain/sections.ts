import type { Context } from './context.ts'
import { bodyFromState } from './body.ts'

/** The headings of a document that have words, in order: each can be shared on its own. */
export async function listSections(
  ctx: Pick<Context, 'live'>,
  documentId: string,
): Promise<{ id: string; title: string }[]> {
  const body = bodyFromState(await ctx.live.stateOf(documentId))
  const sections: { id: string; title: string }[] = []
  body.forEach((node) => {
    const id: unknown = node.attrs['id']
    const title = node.textContent.trim().slice(0, 200)
    if (node.type.name !== 'heading' || typeof id !== 'string' || title === '') return
    sections.push({ id, title })
  })
  return sections
}
