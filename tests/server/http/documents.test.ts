import { describe, expect, it } from 'vitest'
import type { DocumentSummary } from '../../../shared/api.ts'
import { sending, startApp } from '../../support/start-app.ts'

type TestApp = ReturnType<typeof startApp>['app']

describe('documents over HTTP', () => {
  it('[HT1] a new document is made from a template and listed, last changed first', async () => {
    const { app, clock } = startApp()
    const charter = await createDocument(app, 'charter', 'Our charter')
    clock.advance(60_000)
    const plan = await createDocument(app, 'actionPlanByPriority', '  A plan  ')
    expect(plan).toEqual({
      id: plan.id,
      title: 'A plan',
      kind: 'actionPlan',
      stage: 'Draft',
      version: '0.1',
      words: plan.words,
      actions: 5,
      isDemo: false,
      createdAt: '2026-03-02T09:01:00.000Z',
      changedAt: '2026-03-02T09:01:00.000Z',
      hasReport: false,
    })
    expect(await read(app, '/api/documents')).toEqual([plan, charter])
    expect(await read(app, `/api/documents/${plan.id}`)).toEqual(plan)
  })

  it('[HT1] its first heading is the title that was typed', async () => {
    const { app } = startApp()
    const { id } = await createDocument(app, 'actionPlanByPriority', 'Voices of the valley')
    const response = await app.request(`/api/documents/${id}/export?format=markdown`)
    expect(await response.text()).toContain('# Voices of the valley')
  })

  it('[HT2] renaming changes the title and tells everybody who has it open', async () => {
    const { app, events, clock } = startApp()
    const { id } = await createDocument(app, 'blank', 'Notes')
    clock.advance(1000)
    const response = await app.request(
      `/api/documents/${id}`,
      sending('PATCH', { title: 'Minutes' }),
    )
    expect(response.status).toBe(200)
    expect(await read(app, `/api/documents/${id}`)).toMatchObject({
      title: 'Minutes',
      changedAt: '2026-03-02T09:00:01.000Z',
    })
    expect(events).toEqual([[id, { type: 'document.renamed', title: 'Minutes' }]])
  })

  it('[HT3] a removed document is in the trash, closed for everybody, and can be restored', async () => {
    const { app, events, closed, store } = startApp()
    const made = await createDocument(app, 'blank', 'Notes')
    const removed = await app.request(`/api/documents/${made.id}`, { method: 'DELETE' })
    expect([removed.status, await removed.text()]).toEqual([204, ''])
    expect(events).toEqual([[made.id, { type: 'document.removed' }]])
    expect(closed).toEqual([made.id])
    expect(await read(app, '/api/documents')).toEqual([])
    expect(await read(app, '/api/trash')).toEqual([made])
    expect((await app.request(`/api/documents/${made.id}`)).status).toBe(404)
    expect(await store.updates.exists(made.id)).toBe(true)

    const restored = await app.request(`/api/documents/${made.id}/restore`, { method: 'POST' })
    expect([restored.status, await restored.json()]).toEqual([200, made])
    expect(await read(app, '/api/documents')).toEqual([made])
    expect(await read(app, '/api/trash')).toEqual([])
  })

  const missing: [method: string, path: string, body?: unknown][] = [
    ['GET', '/api/documents/none'],
    ['PATCH', '/api/documents/none', { title: 'x' }],
    ['DELETE', '/api/documents/none'],
    ['POST', '/api/documents/none/restore'],
    ['GET', '/api/documents/none/report'],
    ['GET', '/api/documents/..%2f..%2fetc%2fpasswd'],
    ['GET', '/api/documents/%00'],
    ['GET', '/api/documents/__proto__'],
    ['GET', `/api/documents/${'a'.repeat(5000)}`],
    ['GET', '/api/documents/%E0%A4%A'],
    ['GET', '/api/nothing'],
    ['GET', '/api//documents/none'],
    ['GET', '/api'],
  ]
  it.each(missing)('[HT4] %s %s answers 404 in plain words', async (method, path, body) => {
    const { app } = startApp()
    const response = await app.request(path, sending(method, body))
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ code: 'not_found', message: expect.any(String) })
  })

  it('[HT5] a document restored twice, or removed twice, is not there the second time', async () => {
    const { app } = startApp()
    const { id } = await createDocument(app, 'blank', 'Notes')
    const statuses: number[] = []
    for (const step of ['remove', 'remove', 'restore', 'restore']) {
      const response =
        step === 'remove'
          ? await app.request(`/api/documents/${id}`, { method: 'DELETE' })
          : await app.request(`/api/documents/${id}/restore`, { method: 'POST' })
      statuses.push(response.status)
    }
    expect(statuses).toEqual([204, 404, 200, 404])
  })

  it('[HT6] the templates are listed with their names', async () => {
    const { app } = startApp()
    expect(await read(app, '/api/templates')).toContainEqual({
      key: 'charter',
      name: 'Charter of shared values',
      kind: 'charter',
      about: expect.any(String),
    })
  })
})

async function createDocument(
  app: TestApp,
  template: string,
  title: string,
): Promise<DocumentSummary> {
  const response = await app.request('/api/documents', sending('POST', { template, title }))
  expect(response.status).toBe(201)
  return (await response.json()) as DocumentSummary // our own server wrote it
}

async function read(app: TestApp, path: string): Promise<unknown> {
  const response = await app.request(path)
  expect(response.status).toBe(200)
  return response.json()
}
