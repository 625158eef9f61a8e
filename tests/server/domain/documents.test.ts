import type { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { bodyFromJson } from '../../../server/domain/body.ts'
import {
  addDocument,
  createDocument,
  eraseDocument,
  finishRemovals,
  listDocuments,
  readBody,
  refreshSummary,
  removeDocument,
  requireDocument,
} from '../../../server/domain/documents.ts'
import { BODY, documentSchema } from '../../../shared/schema/index.ts'
import { seedDocument } from '../../../shared/schema/y-document.ts'
import { document, group, h, p, pageHeader, plan, row } from '../../../shared/templates/blocks.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { startWorld } from '../../support/start-app.ts'

const CHARTER = { template: 'charter', title: 'Our charter' }

describe('making a document', () => {
  it('[HT29] the server alone seeds it, always as the same Yjs client', async () => {
    const { ctx, store } = startWorld()
    const { id } = await createDocument(ctx, CHARTER)
    const { updates, lastSequence } = await store.updates.load(id)
    expect(lastSequence).toBe(1)
    const doc = new Y.Doc()
    for (const update of updates) Y.applyUpdate(doc, update)
    expect([...Y.decodeStateVector(Y.encodeStateVector(doc)).keys()]).toEqual([1])
  })

  it.each([1, 2, 3, 4])(
    '[HT30] a crash at write %i of making it leaves all or nothing of it after the next start',
    async (at) => {
      const store = createMemoryStore()
      let writes = 0
      const unlessCrashed = <T>(write: () => Promise<T>): Promise<T> =>
        ++writes >= at ? Promise.reject(new Error('crash')) : write()
      const crashing = startWorld({
        ...store,
        records: {
          ...store.records,
          change: (...all) => unlessCrashed(() => store.records.change(...all)),
        },
        updates: {
          ...store.updates,
          create: (...all) => unlessCrashed(() => store.updates.create(...all)),
        },
      })
      const id = 'halfmade'
      const made = addDocument(crashing.ctx, {
        id,
        title: 'Half',
        kind: 'charter',
        body: documentSchema.nodeFromJSON(document(p('Words'))),
        isDemo: false,
        origin: { from: 'template', template: 'charter' },
      })
      await expect(made).rejects.toThrow('crash')
      const { ctx } = startWorld(store)
      const isWhole = at === 4
      expect(await listDocuments(ctx)).toHaveLength(isWhole ? 1 : 0)
      await finishRemovals(ctx)
      expect(await listDocuments(ctx)).toHaveLength(isWhole ? 1 : 0)
      expect(await store.records.list('document')).toHaveLength(isWhole ? 1 : 0)
      expect(await store.updates.exists(id)).toBe(isWhole)
      expect(await store.records.list('making')).toEqual([])
    },
  )

  it('[HT31] a text that does not fit the schema is refused and nothing is kept', () => {
    const { ctx } = startWorld()
    const bad = [
      { type: 'paragraph' },
      { type: 'doc', content: [{ type: 'video' }] },
      { type: 'doc', content: [{ type: 'listItem' }] },
      { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '' }] }] },
    ]
    for (const json of bad) {
      expect(() => bodyFromJson(json, ctx.newId)).toThrow('does not have the form of a document')
    }
  })

  it('[HT32] blocks without an id, or with one that is taken, get one of their own', () => {
    const { ctx } = startWorld()
    const paragraph = { type: 'paragraph', attrs: { id: 'mine' } }
    const body = bodyFromJson(
      { type: 'doc', content: [paragraph, paragraph, { type: 'paragraph' }] },
      ctx.newId,
    )
    const ids = body.children.map((child) => child.attrs['id'])
    expect(ids).toEqual(['mine', 'id00000000000001', 'id00000000000002'])
  })
})

describe('the summary of a document', () => {
  it('[HT33] follows its text: words, actions, stage and version', async () => {
    const { ctx, store, clock } = startWorld()
    const { id } = await createDocument(ctx, { template: 'blank', title: 'Plan' })
    const text = document(
      pageHeader({ stage: 'Final draft', version: '2.2' }),
      h(1, 'Action plan'),
      p('Who does ', 'what.'),
      plan('priorityPlan4', group('One', row({ action: ['Open', 'Close'] }), row({}))),
    )
    await store.updates.append(id, typed(bodyFromJson(text, ctx.newId)))
    clock.advance(5000)
    await refreshSummary(ctx, id)
    expect((await requireDocument(ctx, id)).record).toMatchObject({
      words: 16,
      actions: 2,
      stage: 'Final draft',
      version: '2.2',
      changedAt: '2026-03-02T09:00:05.000Z',
      title: 'Plan',
    })
  })

  it('[HT34] is left alone when the document has been removed meanwhile', async () => {
    const { ctx } = startWorld()
    const { id } = await createDocument(ctx, CHARTER)
    await removeDocument(ctx, id)
    await refreshSummary(ctx, id)
    await expect(readBody(ctx, id)).rejects.toThrow('There is no document here')
  })
})

describe('removing for good', () => {
  it.each(['close', 'updates', 'report', 'record'] as const)(
    '[HT35] is finished at the next start when it was interrupted at %s',
    async (step) => {
      const { ctx, store } = startWorld()
      const { id } = await createDocument(ctx, CHARTER)
      const stored = await requireDocument(ctx, id)
      await expect(eraseDocument(interruptAt(step, ctx), stored)).rejects.toThrow('crash')
      expect(await listDocuments(ctx)).toEqual([])
      await finishRemovals(ctx)
      expect(await store.updates.exists(id)).toBe(false)
      expect(await store.records.list('document')).toEqual([])
    },
  )
})

type World = ReturnType<typeof startWorld>['ctx']

function interruptAt(step: 'close' | 'updates' | 'report' | 'record', ctx: World): World {
  const crash = () => Promise.reject(new Error('crash'))
  const { records, updates } = ctx.store
  return {
    ...ctx,
    live: step === 'close' ? { ...ctx.live, close: crash } : ctx.live,
    store: {
      ...ctx.store,
      updates: step === 'updates' ? { ...updates, remove: crash } : updates,
      records: {
        ...records,
        change: (kind, id, change) => {
          const isLast = kind === 'document' && change({}) === null
          if ((step === 'report' && kind === 'report') || (step === 'record' && isLast))
            return crash()
          return records.change(kind, id, change)
        },
      },
    },
  }
}

/** The same words as if somebody had typed them: another Yjs client than the seeding one. */
function typed(body: Node): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 77
  seedDocument(doc.getXmlFragment(BODY), body)
  return Y.encodeStateAsUpdate(doc)
}
