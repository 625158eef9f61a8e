import { queryObjects } from 'node:v8'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { encodeSync } from '../../../server/sync/frames.ts'
import { DamagedLog } from '../../../server/storage/store.ts'
import { BODY } from '../../../shared/schema/index.ts'
import { eventually } from '../../support/eventually.ts'
import { createGatedStore } from './gated-store.ts'
import type { GatedStore } from './gated-store.ts'
import { startSync } from './start-sync.ts'
import type { SyncWorld } from './start-sync.ts'

describe('the life of a room', () => {
  let store: GatedStore
  let world: SyncWorld
  let id: string
  beforeEach(async () => {
    store = createGatedStore()
    world = await startSync({ store, limits: { idleMs: 5_000, compactAfter: 10 } })
    id = await world.createDocument('Hello')
  })
  afterEach(() => {
    store.open()
    return world.stop()
  })

  const counts = () => world.rooms.count()

  /** Time goes by in which nobody does anything; signs of life are answered. */
  async function idle(ms = 10_000) {
    world.advance(ms)
    await eventually(() => expect(counts().live).toBe(0))
  }

  async function stored(): Promise<string> {
    return (await world.stored(id)).getXmlFragment(BODY).toString()
  }

  it('[SY38] joins without a Y.Doc, and makes one for the first edit', async () => {
    const client = await world.join(id)
    client.send(encodeSync('step2', new Uint8Array([0, 0])))
    await client.saved(1)
    const again = await world.join(id)
    expect([again.words, counts()]).toEqual([client.words, { open: 1, live: 0 }])
    client.type('!')
    await client.saved(2)
    expect(counts()).toEqual({ open: 1, live: 1 })
  })

  it('[SY38] drops the Y.Doc while sockets stay, answers joins, and is rebuilt by the next edit', async () => {
    const client = await world.join(id)
    for (const letter of ' world') client.type(letter)
    await client.saved(6)
    await idle()
    expect(counts()).toEqual({ open: 1, live: 0 })

    const newcomer = await world.join(id)
    expect(newcomer.words).toContain('Hello world')
    const { bytes } = await newcomer.next('step1')
    newcomer.send(encodeSync('step2', Y.encodeStateAsUpdate(newcomer.doc, bytes)))
    await newcomer.saved(1)
    expect(counts().live).toBe(0)

    client.type('!')
    await client.saved(7)
    await newcomer.next('update')
    expect(newcomer.words).toContain('Hello world!')
    expect(await stored()).toContain('Hello world!')
  })

  it('[SY69] a text with a few edits behind it is opened as bytes, and is whole', async () => {
    const client = await world.join(id)
    for (const letter of ' world') client.type(letter)
    client.change((body) => body.insert(1, [new Y.XmlElement('paragraph')]))
    await client.saved(7)
    const other = await startSync({ store })
    const reader = await other.join(id)
    expect([reader.words, other.rooms.count()]).toEqual([client.words, { open: 1, live: 0 }])
    reader.type('!')
    await reader.saved(1)
    expect(Y.encodeStateVector(await other.stored(id))).toEqual(Y.encodeStateVector(reader.doc))
    await other.stop()
  })

  it('[SY66] nothing of the Y.Docs of quiet documents stays in memory', async () => {
    const documents = []
    for (let i = 0; i < 5; i++) documents.push(await world.createDocument(`Plan ${i}`))
    for (const document of documents) {
      const client = await world.join(document)
      client.type('!')
      await client.saved(1)
    }
    const count = () => queryObjects(Y.Doc, { format: 'count' })
    const before = count()
    world.advance(30_000)
    await eventually(() => expect(counts().live).toBe(0))
    expect(count()).toBe(before - documents.length)
  })

  it('[SY38] gives those who come back what they missed, deletions too', async () => {
    const away = await world.join(id)
    away.terminate()
    await away.closed
    const client = await world.join(id)
    client.type(' world')
    client.change((body) => {
      const paragraph = body.get(0)
      const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
      if (text instanceof Y.XmlText) text.delete(0, 1)
    })
    await client.saved(2)
    for (const isResting of [false, true]) {
      if (isResting) await idle()
      const back = await world.connect(id)
      Y.applyUpdate(back.doc, Y.encodeStateAsUpdate(away.doc))
      await back.sync()
      expect(back.words).toContain('ello world')
      expect(back.words).not.toContain('Hello')
    }
  })

  it('[SY38] never rests while something is not stored', async () => {
    const client = await world.join(id)
    store.failWith(new Error('ENOSPC'))
    client.type(' world')
    await client.next('event', ({ event }) => event?.type === 'storage.failing')
    client.terminate()
    await client.closed
    for (let i = 0; i < 5; i++) {
      world.advance(5_000)
      await Promise.resolve()
    }
    expect(counts()).toEqual({ open: 1, live: 1 })
    store.failWith(null)
    world.advance(5_000)
    await eventually(async () => expect(await stored()).toContain('Hello world'))
  })

  it('[SY39] forgets an empty room, and opens it again', async () => {
    const client = await world.join(id)
    client.type(' world')
    await client.saved(1)
    client.terminate()
    await client.closed
    await eventually(() => {
      world.advance(5_000)
      expect(counts().open).toBe(0)
    })
    expect((await world.join(id)).words).toContain('Hello world')
  })

  it('[SY40] a text that cannot be read closes 45xx with the reason, and nothing is written', async () => {
    const writes = store.writes()
    const failures: [Error, number][] = [
      [new DamagedLog(id, 'a checksum is wrong'), 4500],
      [new Error('EIO'), 4503],
    ]
    for (const [failure, code] of failures) {
      store.failLoadsWith(failure)
      const client = await world.connect(id)
      client.sendUpdate(new Uint8Array([0, 0]))
      expect(await client.closed).toEqual({
        code,
        reason: 'The stored text of this document cannot be read at the moment.',
      })
      expect(client.all('saved')).toEqual([])
      await expect(world.rooms.stateOf(id)).rejects.toMatchObject({
        code: code === 4500 ? 'damaged' : 'unavailable',
      })
    }
    expect([store.writes(), counts().open]).toEqual([writes, 0])
    store.failLoadsWith(null)
    const honest = await world.join(id)
    expect(honest.words).toContain('Hello')
  })

  it('[SY40] a text that cannot be read again leaves the stored one as it is', async () => {
    const client = await world.join(id)
    client.type(' world')
    await client.saved(1)
    await idle()
    await idle()
    const writes = store.writes()
    store.failLoadsWith(new Error('EIO'))
    client.type('!')
    expect((await client.closed).code).toBe(4503)
    expect(store.writes()).toBe(writes)
    store.failLoadsWith(null)
    expect(await stored()).toContain('Hello world')
  })

  it('[SY41] compacts a long log into one record and loses nothing that is written meanwhile', async () => {
    const client = await world.join(id)
    for (let i = 0; i < 95; i++) {
      client.type(String(i % 10))
      await client.saved(i + 1)
    }
    const { updates } = await store.updates.load(id)
    expect(updates.length).toBeLessThan(15)
    const all = Array.from({ length: 95 }, (_, i) => String(i % 10)).join('')
    expect(await stored()).toContain(`Hello${all}`)
  })

  it('[SY41] leaves one record behind when it rests, and the log whole when it cannot be compacted', async () => {
    const client = await world.join(id)
    client.type('1')
    client.type('2')
    await client.saved(2)
    const { compact } = store.updates
    store.updates.compact = () => Promise.reject(new Error('EIO'))
    await idle()
    expect(await stored()).toContain('Hello12')
    expect(world.log.at(-1)).toMatch(/could not be compacted/)
    store.updates.compact = compact
    client.type('3')
    await client.saved(3)
    await idle()
    expect((await store.updates.load(id)).updates).toHaveLength(1)
    expect(await stored()).toContain('Hello123')
  })

  it('[SY42] keeps what another program stored that the schema does not know', async () => {
    const foreign = new Y.Doc()
    Y.applyUpdate(foreign, Y.encodeStateAsUpdate(await world.stored(id)))
    const before = Y.encodeStateVector(foreign)
    foreign.getXmlFragment(BODY).insert(0, [new Y.XmlElement('timeline')])
    await store.updates.append(id, Y.encodeStateAsUpdate(foreign, before))
    const client = await world.join(id)
    client.change((body) => body.insert(2, [new Y.XmlElement('quote')]))
    await client.saved(1)
    client.change((body) => body.delete(0, 1))
    client.change((body) => body.insert(0, [new Y.XmlElement('timeline')]))
    await client.saved(3)
    await idle()
    expect(await stored()).toMatch(/^<timeline><\/timeline><paragraph.*<quote>/)
  })
})
