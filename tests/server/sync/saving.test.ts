import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { encodeSync } from '../../../server/sync/frames.ts'
import { BODY } from '../../../shared/schema/index.ts'
import { eventually } from '../../support/eventually.ts'
import { createGatedStore } from './gated-store.ts'
import type { GatedStore } from './gated-store.ts'
import type { RawClient } from './raw-client.ts'
import { startSync } from './start-sync.ts'
import type { SyncWorld } from './start-sync.ts'

const NO_UPDATE = new Uint8Array([0, 0])

describe('saving', () => {
  let store: GatedStore
  let world: SyncWorld
  let id: string
  beforeEach(async () => {
    store = createGatedStore()
    world = await startSync({ store })
    id = await world.createDocument('Hello')
  })
  afterEach(() => {
    store.open()
    return world.stop()
  })

  /** Everything the server has sent to these clients so far has arrived. */
  async function arrived(title: string, ...clients: RawClient[]) {
    world.bus.publish(id, { type: 'document.renamed', title })
    const isMark = (message: { event: unknown }) =>
      JSON.stringify(message.event).includes(JSON.stringify(title))
    await Promise.all(clients.map((client) => client.next('event', isMark)))
  }

  it('[SY4] acknowledges an edit, and shows it to others, only once it is on the disk', async () => {
    const author = await world.join(id)
    const reader = await world.join(id)
    store.shut()
    author.type(' world')
    await store.waiting()
    await arrived('while it is being written', author, reader)
    expect([author.all('saved'), reader.all('update')]).toEqual([[], []])
    expect((await world.stored(id)).getXmlFragment(BODY).toString()).not.toContain('world')

    store.open()
    await author.saved(1)
    await reader.next('update')
    expect(reader.words).toContain('Hello world')
    expect((await world.stored(id)).getXmlFragment(BODY).toString()).toContain('Hello world')
  })

  it('[SY5] sends the author nothing of their own', async () => {
    const author = await world.join(id)
    author.type(' world')
    await author.saved(1)
    expect(author.all('update')).toEqual([])
  })

  it('[SY4] shows a newcomer nothing that could still be lost', async () => {
    const author = await world.join(id)
    store.shut()
    author.type(' world')
    await store.waiting()
    const newcomer = await world.connect(id)
    newcomer.send(encodeSync('step1', Y.encodeStateVector(newcomer.doc)))
    await newcomer.next('step1')
    await arrived('still writing', newcomer)
    expect(newcomer.all('step2')).toEqual([])
    store.open()
    await newcomer.next('step2')
    expect(newcomer.words).toContain('Hello world')
  })

  it('[SY6] counts the document messages of a connection, in order, those that bring nothing too', async () => {
    const author = await world.join(id)
    author.send(encodeSync('step2', NO_UPDATE))
    await author.saved(1)
    store.shut()
    author.type('1')
    await store.waiting()
    author.type('2')
    author.send(encodeSync('step2', NO_UPDATE))
    author.sendUpdate(new Uint8Array([1, 2, 3]))
    await author.next('refused')
    expect(author.all('saved')).toHaveLength(1)
    store.open()
    await author.saved(4)
    expect(author.all('saved').map(({ count }) => count)).toEqual([1, 2, 4])
  })

  it('[SY6] stores edits that wait for the disk together, as one record', async () => {
    const author = await world.join(id)
    const before = (await store.updates.load(id)).lastSequence
    store.shut()
    author.type('1')
    await store.waiting()
    for (const letter of '2345') author.type(letter)
    author.sendUpdate(new Uint8Array([1, 2, 3]))
    await author.next('refused')
    store.open()
    await author.saved(5)
    expect((await store.updates.load(id)).lastSequence - before).toBe(2)
    expect((await world.stored(id)).getXmlFragment(BODY).toString()).toContain('Hello12345')
  })

  it('[SY6] writes nothing for what it knows already', async () => {
    const author = await world.join(id)
    const update = author.type('!')
    await author.saved(1)
    const writes = store.writes()
    author.sendUpdate(update)
    author.sendUpdate(NO_UPDATE)
    author.send(encodeSync('step2', Y.encodeStateAsUpdate(author.doc)))
    await author.saved(4)
    expect(store.writes()).toBe(writes)
  })

  it('[SY46] makes nothing up itself: when two people set the same mark, both marks are kept', async () => {
    const one = await world.join(id)
    const other = await world.join(id)
    const embolden = (body: Y.XmlFragment) => {
      const paragraph = body.get(0)
      const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
      if (text instanceof Y.XmlText) text.format(0, 3, { bold: {} })
    }
    store.shut()
    one.change(embolden)
    await store.waiting()
    other.change(embolden)
    store.open()
    await Promise.all([one.saved(1), other.saved(1)])
    const states = [
      await world.rooms.stateOf(id),
      Y.mergeUpdates((await store.updates.load(id)).updates),
    ]
    for (const state of states) {
      const authors = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state))
      expect([one, other].every((client) => authors.has(client.doc.clientID))).toBe(true)
      expect(Y.decodeUpdate(state).ds.clients.size).toBe(0)
    }
  })

  it('[SY7] keeps an edit that cannot be stored, says so, and stores it later', async () => {
    const author = await world.join(id)
    store.failWith(new Error('ENOSPC'))
    author.type(' world')
    const failing = await author.next('event', ({ event }) => event?.type === 'storage.failing')
    expect(failing.event).toMatchObject({ message: expect.stringMatching(/cannot be stored/) })
    world.advance(5_000)
    await arrived('after some tries', author)
    expect(author.all('saved')).toEqual([])
    author.terminate()
    await author.closed

    store.failWith(null)
    world.advance(5_000)
    const later = await world.join(id)
    expect(later.words).toContain('Hello world')
    expect((await world.stored(id)).getXmlFragment(BODY).toString()).toContain('Hello world')
    expect(world.events.map(([, event]) => event.type)).toContain('storage.working')
  })

  it('[SY7] acknowledges what was kept, once it is stored', async () => {
    const author = await world.join(id)
    store.failWith(new Error('ENOSPC'))
    author.type(' wor')
    await author.next('event', ({ event }) => event?.type === 'storage.failing')
    author.type('ld')
    store.failWith(null)
    world.advance(5_000)
    await author.saved(2)
    await author.next('event', ({ event }) => event?.type === 'storage.working')
    expect((await world.stored(id)).getXmlFragment(BODY).toString()).toContain('Hello world')
  })

  it('[SY7] tries no more once the document is removed', async () => {
    const author = await world.join(id)
    store.failWith(new Error('ENOSPC'))
    author.type(' world')
    await author.next('event', ({ event }) => event?.type === 'storage.failing')
    await world.rooms.close(id)
    store.failWith(null)
    const writes = store.writes()
    world.advance(10_000)
    expect((await author.closed).code).toBe(4404)
    expect([store.writes(), world.rooms.count().open]).toEqual([writes, 0])
  })

  it('[SY8] gives newcomers what is stored, and the news, while storing fails', async () => {
    const author = await world.join(id)
    store.failWith(new Error('ENOSPC'))
    author.type(' world')
    await author.next('event', ({ event }) => event?.type === 'storage.failing')
    const newcomer = await world.join(id)
    expect(newcomer.words).toContain('Hello')
    expect(newcomer.words).not.toContain('world')
    await newcomer.next('event', ({ event }) => event?.type === 'storage.failing')
    store.failWith(null)
    world.advance(5_000)
    await newcomer.next('update')
    expect(newcomer.words).toContain('Hello world')
  })

  it('[SY9] asks those who send more than it can keep to come back later', async () => {
    await world.stop()
    store = createGatedStore()
    world = await startSync({ store, limits: { heldBytes: 350 } })
    id = await world.createDocument('Hello')
    const author = await world.join(id)
    store.failWith(new Error('ENOSPC'))
    author.type('x'.repeat(50))
    await author.next('event', ({ event }) => event?.type === 'storage.failing')
    author.type('y'.repeat(50))
    expect((await author.closed).code).toBe(4503)
  })

  it('[SY10] on stopping stores what was taken and asks everybody to come back', async () => {
    const author = await world.join(id)
    store.shut()
    author.type(' world')
    await store.waiting()
    const drained = world.rooms.drain()
    store.open()
    await drained
    await author.saved(1)
    expect((await author.closed).code).toBe(1012)
    expect((await world.stored(id)).getXmlFragment(BODY).toString()).toContain('Hello world')
  })

  it('[SY10] stops within seconds even if nothing can be stored', async () => {
    const author = await world.join(id)
    store.failWith(new Error('ENOSPC'))
    author.type(' world')
    await author.next('event', ({ event }) => event?.type === 'storage.failing')
    const drained = world.rooms.drain()
    world.advance(8_000)
    await drained
    expect(author.all('saved')).toEqual([])
    expect((await author.closed).code).toBe(1012)
  })

  it('[SY11] tells the domain when a document has been quiet for two seconds', async () => {
    const author = await world.join(id)
    author.type('1')
    await author.saved(1)
    world.advance(1_500)
    author.type('2')
    await author.saved(2)
    world.advance(1_999)
    expect(world.quiet).toEqual([])
    world.advance(2_001)
    expect(world.quiet).toEqual([id])
    world.advance(20_000)
    expect(world.quiet).toEqual([id])
  })

  it('[SY12] answers the domain with edits that are not stored yet', async () => {
    const author = await world.join(id)
    store.shut()
    author.type(' world')
    await store.waiting()
    const doc = new Y.Doc()
    Y.applyUpdate(doc, await world.rooms.stateOf(id))
    expect(doc.getXmlFragment(BODY).toString()).toContain('Hello world')
  })
})

it('[SY68] edits of all documents are stored together, a moment after the last', async () => {
  const store = createGatedStore()
  const world = await startSync({ store, limits: { commitGapMs: 5 } })
  const one = await world.join(await world.createDocument())
  const other = await world.join(await world.createDocument())
  const append = vi.spyOn(store.updates, 'append')
  one.type('!')
  await one.saved(1)
  const before = world.bytesRead()
  const sent = one.type('?').length + other.type('?').length
  await eventually(() => expect(world.bytesRead()).toBeGreaterThan(before + sent))
  expect(append).toHaveBeenCalledTimes(1)
  world.advance(5)
  await Promise.all([one.saved(2), other.saved(1)])
  expect(append).toHaveBeenCalledTimes(3)
  await world.stop()
})
