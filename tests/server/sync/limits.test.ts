import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { encodeSync } from '../../../server/sync/frames.ts'
import { BODY } from '../../../shared/schema/index.ts'
import { eventually } from '../../support/eventually.ts'
import { createGatedStore } from './gated-store.ts'
import { encodeByHand } from './hand-made-update.ts'
import type { Part } from './hand-made-update.ts'
import { startSync } from './start-sync.ts'
import type { StartOptions, SyncWorld } from './start-sync.ts'

describe('limits', () => {
  let world: SyncWorld
  let id: string
  async function start(options: StartOptions = {}): Promise<void> {
    world = await startSync(options)
    id = await world.createDocument('Hello')
  }
  afterEach(() => world.stop())

  it(
    '[SY51] closes a socket that floods, and holds up nobody meanwhile',
    { retry: 2 },
    async () => {
      await start()
      const flood = await world.join(id, { seat: 'officer flo' })
      const honest = await world.join(await world.createDocument('Other'))
      const author = new Y.Doc()
      Y.applyUpdate(author, Y.encodeStateAsUpdate(flood.doc))
      const updates: Uint8Array[] = []
      author.on('update', (update: Uint8Array) => updates.push(update))
      const text = new Y.XmlText()
      author.getXmlFragment(BODY).insert(0, [text])
      for (let i = 0; i < 20_000; i++) text.insert(i, 'x')
      for (const update of updates) flood.sendUpdate(update)
      // The honest one goes on saving, edit by edit, until the flood is closed.
      let saves = 0
      const save = async () => {
        honest.type('!')
        await honest.saved(++saves)
        return false
      }
      const isOver = flood.closed.then(() => true)
      while (!(await Promise.race([isOver, save()]))) continue
      expect((await flood.closed).code).toBe(4429)
      expect(saves).toBeGreaterThan(1)
    },
  )

  it('[SY51] never minds ten thousand good messages', async () => {
    await start()
    const client = await world.join(id)
    for (let i = 0; i < 10_000; i++) client.send(encodeSync('update', new Uint8Array([0, 0])))
    await client.saved(10_000)
    expect(client.isOpen).toBe(true)
  })

  it('[SY52] lets one person open so many sockets and no more', async () => {
    await start({ socketLimits: { perSeat: 3 } })
    const open = []
    for (let i = 0; i < 3; i++) open.push(await world.join(id, { seat: 'officer olga' }))
    const oneMore = await world.connect(id, { seat: 'officer olga' })
    expect(await oneMore.closed).toEqual({
      code: 4429,
      reason: 'You have this open in too many windows. Close some of them.',
    })
    await world.join(id, { seat: 'officer petra' })
    open[0]?.terminate()
    await open[0]?.closed
    await eventually(() => world.join(id, { seat: 'officer olga' }))
  })

  it('[SY52] answers 429 to more than so many sockets of one address', async () => {
    await start({ socketLimits: { perAddress: 2 } })
    await world.join(id)
    const other = await world.join(id)
    await expect(world.connect(id)).rejects.toThrow('429')
    other.terminate()
    await eventually(() => world.join(id))
  })

  it('[SY52] an honest person connects among three thousand others', { retry: 2 }, async () => {
    await start({ socketLimits: { perAddress: 100, perSeat: 20 } })
    const flood = Array.from({ length: 3_000 }, (_, index) => {
      const socket = connect(world.port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(
        `GET /sync/${id} HTTP/1.1\r\nHost: 127.0.0.1:${world.port}\r\nConnection: Upgrade\r\n` +
          'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
          `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nx-seat: officer f${index % 150}\r\n\r\n`,
      )
      return socket
    })
    const answers = Promise.all(
      flood.map(async (socket) => String((await once(socket, 'data'))[0]).slice(9, 12)),
    )
    const honest = await world.join(id, { address: '127.0.0.2', seat: 'officer hana' })
    expect(honest.words).toContain('Hello')
    const codes = await answers
    expect(codes.filter((code) => code === '101')).toHaveLength(100)
    expect(codes.filter((code) => code === '429')).toHaveLength(2_900)
    for (const socket of flood) socket.destroy()
  })

  it('[SY53] reads next to nothing from a socket before it is known who it is', async () => {
    let open = () => {}
    const doorkeeper = new Promise<void>((resolve) => {
      open = resolve
    })
    await start({ doorkeeper })
    const eager = await world.connect(id)
    const frame = encodeSync('update', new Uint8Array(200_000))
    for (let i = 0; i < 100; i++) eager.send(frame)
    const probe = connect(world.port, '127.0.0.1')
    probe.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1))
    await Promise.race([once(probe, 'data'), once(probe, 'connect')])
    probe.destroy()
    expect(world.bytesRead()).toBeLessThan(200_000)
    open()
    expect((await eager.closed).code).toBe(4429)
  })

  it('[SY53] what waits for a text to be read is bounded', async () => {
    const store = createGatedStore()
    await start({ store, limits: { heldBytes: 1_000 } })
    const { load } = store.updates
    let read = () => {}
    const isRead = new Promise<void>((resolve) => {
      read = resolve
    })
    store.updates.load = async (documentId) => {
      await isRead
      return load(documentId)
    }
    const eager = await world.connect(id)
    for (let i = 0; i < 10; i++) eager.send(encodeSync('update', new Uint8Array([0, 0])))
    expect((await eager.closed).code).toBe(4503)
    read()
    store.updates.load = load
    expect((await world.join(id)).words).toContain('Hello')
  })

  it('[SY61] whoever asks for the text again and again is owed one answer at a time', async () => {
    const store = createGatedStore()
    await start({ store })
    const author = await world.join(id)
    const asker = await world.connect(id)
    store.shut()
    author.type('1')
    await store.waiting()
    for (let clock = 0; clock < 25; clock++) {
      asker.send(encodeSync('step1', new Uint8Array([1, 77, clock])))
    }
    asker.sendUpdate(new Uint8Array([1, 2, 3]))
    await asker.next('refused')
    expect(asker.all('step2')).toEqual([])
    store.open()
    // The one that was made for the first question, and one for the last.
    await asker.next('step2', () => asker.all('step2').length === 2)
    asker.sendUpdate(new Uint8Array([1, 2, 3]))
    await asker.next('refused', () => asker.all('refused').length === 2)
    expect(asker.all('step2')).toHaveLength(2)
    expect(asker.words).toContain('Hello1')
  })

  it('[SY61] closes on those who do not stop asking, for the text or for who is here', async () => {
    await start()
    for (const question of [encodeSync('step1', new Uint8Array([0])), new Uint8Array([3])]) {
      const asker = await world.connect(id)
      for (let i = 0; i < 30; i++) asker.send(question)
      await asker.next('step1')
      asker.sendUpdate(new Uint8Array([1, 2, 3]))
      await asker.next('refused')
      expect(asker.isOpen).toBe(true)
      for (let i = 0; i < 10; i++) asker.send(question)
      expect((await asker.closed).code).toBe(4429)
    }
  })

  it('[SY61] sends newcomers away while too much waits to be sent', async () => {
    const store = createGatedStore()
    await start({ store, limits: { answerBytes: 0 } })
    const author = await world.join(id)
    store.shut()
    author.type('1')
    await store.waiting()
    const alike = [await world.connect(id), await world.connect(id)]
    for (const newcomer of alike) newcomer.send(encodeSync('step1', new Uint8Array([0])))
    const another = await world.connect(id)
    another.send(encodeSync('step1', new Uint8Array([1, 77, 1])))
    expect((await another.closed).code).toBe(4503)
    store.open()
    // What is the same for many is held once.
    for (const newcomer of alike) await newcomer.next('step2')
  })

  it('[SY60] closes on those whose every change is as slow as may be', async () => {
    await start()
    const author = await world.join(id)
    const slow = (client: number) => {
      const ends = Array.from({ length: 400 }, (_, clock): Part => {
        return clock === 0 ? { is: 'block' } : { is: 'block', left: [client, clock - 1] }
      })
      const between = ends.slice(1).map((_, index): Part => {
        return { is: 'block', left: [client, 0], right: [client, index + 1] }
      })
      return encodeByHand(new Map([[client, [...ends, ...between]]]))
    }
    for (let client = 100; client < 120; client++) author.sendUpdate(slow(client))
    expect((await author.closed).code).toBe(4429)
    expect(author.all('refused')).toEqual([])
  })
})
