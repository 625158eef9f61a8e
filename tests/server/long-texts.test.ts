import { afterEach, describe, expect, it, vi } from 'vitest'
import { bodyFromJson, bodyFromState, firstUpdate } from '../../server/domain/body.ts'
import {
  createDocument,
  describeDocument,
  listDocuments,
  renameDocument,
} from '../../server/domain/documents.ts'
import { summariseBody } from '../../server/domain/summary.ts'
import { QuietWork } from '../../server/quiet-work.ts'
import { keepLists } from '../../server/storage/kept-lists.ts'
import { createTexts } from '../../server/texts.ts'
import type { LongTexts } from '../../server/texts.ts'
import { bigStrategy } from '../support/big-documents.ts'
import { createFixedClock } from '../support/clock.ts'
import { createMemoryStore } from '../support/memory-store.ts'
import { startWorld } from '../support/start-app.ts'

describe('long texts', () => {
  let texts: LongTexts
  afterEach(() => texts.stop())
  const body = bodyFromJson(bigStrategy(), createFixedClock().newId)

  it('[SY63] are read, counted and seeded by a worker as they would be here', async () => {
    texts = createTexts({ longBytes: 1_000 })
    const state = await texts.seed(body)
    expect(texts.isRunning).toBe(true)
    expect(bodyFromState(state).toJSON()).toEqual(body.toJSON())
    const [read, summary] = await Promise.all([texts.read(state), texts.summarise(state)])
    expect(read.toJSON()).toEqual(body.toJSON())
    expect(summary).toEqual(summariseBody(body))
  })

  it('[SY63] short ones need no worker', async () => {
    texts = createTexts({ longBytes: 10_000_000 })
    expect((await texts.read(await texts.seed(body))).toJSON()).toEqual(body.toJSON())
    expect(texts.isRunning).toBe(false)
  })

  it('[SY63] what fails there fails here, and the next one is read', async () => {
    texts = createTexts({ longBytes: 1_000 })
    await expect(texts.summarise(new Uint8Array(2_000).fill(255))).rejects.toThrow()
    expect(await texts.summarise(firstUpdate(body))).toEqual(summariseBody(body))
  })

  it('[SY63] a text that takes too long or too much memory ends the worker, not the server', async () => {
    const state = firstUpdate(body)
    texts = createTexts({ longBytes: 1_000, timeMs: 0 })
    await expect(texts.read(state)).rejects.toThrow('took too long')
    expect(texts.isRunning).toBe(false)
  })
})

describe('what follows an edit', () => {
  it('[SY64] is done for one document after the other, and once for many edits', async () => {
    const done: string[] = []
    const gates: (() => void)[] = []
    const quiet = new QuietWork({
      work: (id) => {
        done.push(id)
        return new Promise((resolve) => gates.push(resolve))
      },
      log: () => {},
    })
    for (const id of ['a', 'b', 'b', 'c', 'b']) quiet.note(id)
    expect(done).toEqual(['a'])
    gates.shift()?.()
    await vi.waitFor(() => expect(done).toEqual(['a', 'b']))
    quiet.note('b')
    gates.shift()?.()
    await vi.waitFor(() => expect(done).toEqual(['a', 'b', 'c']))
    gates.shift()?.()
    await vi.waitFor(() => expect(done).toEqual(['a', 'b', 'c', 'b']))
  })

  it('[SY64] goes on with the next when one fails', async () => {
    const log: string[] = []
    const quiet = new QuietWork({
      work: (id) => (id === 'a' ? Promise.reject(new Error('no')) : Promise.resolve()),
      log: (line) => log.push(line),
    })
    quiet.note('a')
    quiet.note('b')
    await vi.waitFor(() => expect(log).toEqual(['What follows an edit of a failed: Error: no']))
  })
})

describe('the list of documents', () => {
  it('[SY65] reads each record once, and again only what has changed', async () => {
    const inner = createMemoryStore()
    const list = vi.spyOn(inner.records, 'list')
    const { ctx } = startWorld(keepLists(inner, ['document']))
    const one = await createDocument(ctx, { template: 'charter', title: 'One' })
    await createDocument(ctx, { template: 'charter', title: 'Two' })
    const titles = async () => (await listDocuments(ctx)).map(({ title }) => title).sort()
    expect(await titles()).toEqual(['One', 'Two'])
    expect(await titles()).toEqual(['One', 'Two'])
    expect(list.mock.calls.filter(([kind]) => kind === 'document')).toHaveLength(1)
    const read = vi.spyOn(inner.records, 'read')
    await renameDocument(ctx, one.id, { title: 'Uno' })
    read.mockClear()
    expect(await titles()).toEqual(['Two', 'Uno'])
    expect(await titles()).toEqual(['Two', 'Uno'])
    expect(read.mock.calls).toEqual([['document', one.id]])
  })

  it('[SY70] keeps what is known of a document until it changes', async () => {
    const inner = createMemoryStore()
    const { ctx } = startWorld(keepLists(inner, ['document']))
    const { id } = await createDocument(ctx, { template: 'charter', title: 'One' })
    const read = vi.spyOn(inner.records, 'read')
    const title = async () => (await describeDocument(ctx, id)).title
    expect([await title(), await title()]).toEqual(['One', 'One'])
    expect(read).toHaveBeenCalledTimes(1)
    await renameDocument(ctx, id, { title: 'Uno' })
    expect([await title(), await title()]).toEqual(['Uno', 'Uno'])
    expect(await inner.records.read('document', 'unknown')).toBeNull()
  })
})
