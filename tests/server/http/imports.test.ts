import { describe, expect, it } from 'vitest'
import type { ImportResponse } from '../../../shared/api.ts'
import { importDocument } from '../../../server/domain/imports.ts'
import type { NewImport } from '../../../server/domain/imports.ts'
import { listDocuments, readBody } from '../../../server/domain/documents.ts'
import { document, p } from '../../../shared/templates/blocks.ts'
import { smallWordFile } from '../../support/small-word-file.ts'
import { startApp, startWorld } from '../../support/start-app.ts'

describe('bringing a Word file', () => {
  it('[HT53] makes a document with a report, and keeps the file as it was sent', async () => {
    const { app, store, ctx } = startApp()
    const bytes = smallWordFile()
    const name = encodeURIComponent('../plans/Harbour plan \u202e.docx')
    const sent = await app.request(`/api/imports?name=${name}`, {
      method: 'POST',
      body: copy(bytes),
    })
    expect(sent.status).toBe(201)
    const { document, report } = (await sent.json()) as ImportResponse // our own server wrote it
    expect(document).toMatchObject({ actions: 2, hasReport: true, isDemo: false })
    expect(report.fileName).toBe('Harbour plan .docx')
    const kept = await app.request(`/api/documents/${document.id}/report`)
    expect(await kept.json()).toEqual(report)
    const [hash] = await store.contents.list()
    expect([...((await store.contents.read(hash ?? '')) ?? [])]).toEqual([...bytes])
    expect((await app.request(`/api/contents/${hash}`)).status).toBe(404)
    expect((await readBody(ctx, document.id)).textContent).toContain('Agreed in spring.')
  })

  it('[HT54] refuses a file it cannot read with 422 and keeps nothing', async () => {
    const { app, store } = startApp()
    const response = await app.request('/api/imports?name=plan.pdf', {
      method: 'POST',
      body: '%PDF-1.7',
    })
    expect([response.status, await response.json()]).toEqual([
      422,
      { code: 'unreadable_file', message: expect.stringContaining('PDF') },
    ])
    expect(await store.contents.list()).toEqual([])
    expect(await store.records.list('report')).toEqual([])
  })

  it('[HT55] shows nothing when it is interrupted before the end', async () => {
    const { ctx, store } = startWorld()
    for (const part of ['contents', 'report', 'updates', 'record'] as const) {
      const broken = { ...ctx, store: breakAt(part, store) }
      await expect(importDocument(broken, PLAN)).rejects.toThrow('crash')
      expect(await listDocuments(ctx)).toEqual([])
    }
    expect(await importDocument(ctx, PLAN)).toMatchObject({ title: 'Plan', words: 3 })
  })

  it('[HT56] a made document that did not come from a file has no report', async () => {
    const { app } = startApp()
    const made = await app.request('/api/documents', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ template: 'blank', title: 'x' }),
    })
    const { id, hasReport } = (await made.json()) as { id: string; hasReport: boolean }
    expect(hasReport).toBe(false)
    expect((await app.request(`/api/documents/${id}/report`)).status).toBe(404)
  })
})

const PLAN: NewImport = {
  title: 'Plan',
  kind: 'actionPlan',
  body: document(p('Three short words')),
  report: {
    fileName: 'plan.docx',
    title: 'Plan',
    words: 3,
    headings: 0,
    clauses: 0,
    tables: 0,
    images: 0,
    footnotes: 0,
    actionTables: [],
    notices: [],
  },
  images: [],
  file: { fileName: 'plan.docx', bytes: new Uint8Array([1, 2, 3]) },
}

type Store = ReturnType<typeof startWorld>['store']

function breakAt(part: 'contents' | 'report' | 'updates' | 'record', store: Store): Store {
  const crash = () => Promise.reject(new Error('crash'))
  return {
    ...store,
    contents: part === 'contents' ? { ...store.contents, put: crash } : store.contents,
    updates: part === 'updates' ? { ...store.updates, create: crash } : store.updates,
    records: {
      ...store.records,
      change: (kind, id, change) =>
        (part === 'report' && kind === 'report') || (part === 'record' && kind === 'document')
          ? crash()
          : store.records.change(kind, id, change),
    },
  }
}

/** Requests want bytes in an ArrayBuffer of their own. */
function copy(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
