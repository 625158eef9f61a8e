import { describe, expect, it } from 'vitest'
import { removeDemo, startPartnership } from '../../../server/domain/demo.ts'
import { youSaidWeDid } from '../../../server/domain/answers.ts'
import { listConsultations } from '../../../server/domain/consultations.ts'
import { describeDelivery } from '../../../server/domain/delivery.ts'
import {
  createDocument,
  listDocuments,
  listTrash,
  removeDocument,
} from '../../../server/domain/documents.ts'
import { countUnanswered } from '../../../server/domain/unanswered.ts'
import { listVersions } from '../../../server/domain/versions.ts'
import { sending, startApp, startWorld } from '../../support/start-app.ts'

describe('the demo partnership', () => {
  it('[HT43] is made once, on the first start of a data folder', async () => {
    const { ctx } = startWorld()
    await startPartnership(ctx, { hasDemo: true })
    expect(await listDocuments(ctx)).toHaveLength(3)
    await startPartnership(ctx, { hasDemo: true })
    expect(await listDocuments(ctx)).toHaveLength(3)
  })

  it('[HT75] shows what happened: drafts, comments, an answer, actions on their way', async () => {
    const { ctx } = startWorld()
    await startPartnership(ctx, { hasDemo: true })
    const [strategy, plan] = await listDocuments(ctx)
    const said = strategy?.id ?? ''
    const [consultation] = await listConsultations(ctx, said)
    expect(consultation?.state).toBe('open')
    expect(await countUnanswered(ctx, said)).toBeGreaterThan(0)
    const [section] = (await youSaidWeDid(ctx, said)).sections
    expect(section?.entries[0]?.outcome).toBe('changed')
    const { versions } = await listVersions(ctx, plan?.id ?? '')
    expect(versions.map(({ number }) => number).toSorted()).toEqual(['2.1', '2.2'])
    expect(Object.keys((await describeDelivery(ctx, plan?.id ?? '')).rows)).toHaveLength(4)
    await removeDemo(ctx)
    for (const kind of [
      'threads',
      'consultations',
      'answers',
      'versions',
      'delivery',
      'approval',
    ] as const) {
      expect(await ctx.store.records.list(kind), kind).toEqual([])
    }
  })

  it('[HT44] is not made where it is not wanted, nor later', async () => {
    const { ctx } = startWorld()
    await startPartnership(ctx, { hasDemo: false })
    await startPartnership(ctx, { hasDemo: true })
    expect(await listDocuments(ctx)).toEqual([])
  })

  it('[HT45] a first start that was interrupted begins again without what it left', async () => {
    const { ctx, store } = startWorld()
    let calls = 0
    const create: typeof store.updates.create = (id, first) =>
      ++calls === 3 ? Promise.reject(new Error('crash')) : store.updates.create(id, first)
    const crashing = { ...ctx, store: { ...store, updates: { ...store.updates, create } } }
    await expect(startPartnership(crashing, { hasDemo: true })).rejects.toThrow('crash')
    expect(await listDocuments(ctx)).toHaveLength(2)
    await startPartnership(ctx, { hasDemo: true })
    expect(await listDocuments(ctx)).toHaveLength(3)
    expect(await store.records.list('document')).toHaveLength(3)
  })

  it('[HT46] is removed for good with one request, and nothing else is', async () => {
    const { app, ctx, store, closed } = startApp()
    await startPartnership(ctx, { hasDemo: true })
    const demo = await listDocuments(ctx)
    const own = await createDocument(ctx, { template: 'blank', title: 'Ours' })
    await removeDocument(ctx, demo[0]?.id ?? '')
    const response = await app.request('/api/demo', sending('DELETE'))
    expect([response.status, await response.text()]).toEqual([204, ''])
    expect(await listDocuments(ctx)).toEqual([own])
    expect(await listTrash(ctx)).toEqual([])
    for (const { id } of demo) {
      expect(await store.updates.exists(id)).toBe(false)
      expect(closed).toContain(id)
    }
    await startPartnership(ctx, { hasDemo: true })
    expect(await listDocuments(ctx)).toEqual([own])
    await removeDemo(ctx)
    expect(await listDocuments(ctx)).toEqual([own])
  })
})
