import { once } from 'node:events'
import { connect } from 'node:net'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { encodeSync } from '../../../server/sync/frames.ts'
import { ROLES, may } from '../../../shared/access.ts'
import { encodeEvent, encodeHello, encodeRefused, encodeSaved } from '../../../shared/protocol.ts'
import { BODY } from '../../../shared/schema/index.ts'
import { createRandom } from '../../support/random.ts'
import { createGatedStore } from './gated-store.ts'
import type { GatedStore } from './gated-store.ts'
import { startSync } from './start-sync.ts'
import type { SyncWorld } from './start-sync.ts'

/** The long form: HOSTILE_TIMES=170 npx vitest run tests/server/sync */
const TIMES = Number(process.env['HOSTILE_TIMES'] ?? 1)

describe('bad input', () => {
  let store: GatedStore
  let world: SyncWorld
  let id: string
  beforeEach(async () => {
    store = createGatedStore()
    world = await startSync({ store })
    id = await world.createDocument('Hello')
  })
  afterEach(() => world.stop())

  it('[SY24] refuses an unsound update: nothing applied, stored, acknowledged or shown', async () => {
    const bystander = await world.join(id)
    const author = await world.join(id)
    author.send(encodeSync('step2', new Uint8Array([0, 0])))
    await author.saved(1)
    const writes = store.writes()
    author.change((body) => body.insert(0, [new Y.XmlElement('script')]))
    const { code, message } = await author.next('refused')
    expect([code, message]).toEqual(['invalid', 'An unknown block.'])
    await bystander.settle()
    expect(bystander.all('update')).toEqual([])
    expect(bystander.words).not.toContain('script')
    expect(author.all('saved')).toHaveLength(1)
    expect(store.writes()).toBe(writes)
    const state = new Y.Doc()
    Y.applyUpdate(state, await world.rooms.stateOf(id))
    expect(state.getXmlFragment(BODY).toString()).not.toContain('script')
  })

  it('[SY25] asks for what is missing, once, and takes it', async () => {
    const author = await world.join(id)
    author.send(encodeSync('step2', new Uint8Array([0, 0])))
    await author.saved(1)
    const lost = new Y.Doc()
    Y.applyUpdate(lost, Y.encodeStateAsUpdate(author.doc))
    const updates: Uint8Array[] = []
    lost.on('update', (update: Uint8Array) => updates.push(update))
    for (let i = 0; i < 30; i++) lost.getXmlFragment(BODY).insert(i, [new Y.XmlElement('quote')])
    for (const update of updates.slice(1)) author.sendUpdate(update)
    await author.next('refused', () => author.all('refused').length === 29)
    expect(new Set(author.all('refused').map(({ code }) => code))).toEqual(new Set(['conflict']))
    expect(author.all('step1')).toHaveLength(2)

    const { bytes } = author.all('step1')[1] ?? { bytes: new Uint8Array() }
    author.send(encodeSync('step2', Y.encodeStateAsUpdate(lost, bytes)))
    await author.saved(2)
    const stored = (await world.stored(id)).getXmlFragment(BODY).toString()
    expect(stored.match(/<quote>/g)).toHaveLength(30)
    expect(author.isOpen).toBe(true)
  })

  it('[SY25] closes on those who never send what they were asked for', async () => {
    const author = await world.join(id)
    const far = new Y.Doc()
    const text = new Y.XmlText()
    far.getXmlFragment(BODY).insert(0, [text])
    const updates: Uint8Array[] = []
    far.on('update', (update: Uint8Array) => updates.push(update))
    for (let i = 0; i < 3; i++) text.insert(0, 'x'.repeat(400_000))
    for (const update of updates) author.sendUpdate(update)
    expect((await author.closed).code).toBe(4429)
  })

  it('[SY26] never acknowledges or keeps a changed update that does not fit', async () => {
    const random = createRandom(31)
    const author = await world.join(id, { seat: 'officer olga' })
    let accepted = 0
    const update = (() => {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(author.doc))
      const before = Y.encodeStateVector(copy)
      copy.getXmlFragment(BODY).insert(0, [new Y.XmlElement('quote')])
      return Y.encodeStateAsUpdate(copy, before)
    })()
    for (let i = 0; i < 300 * TIMES; i++) {
      const changed = update.slice(0, random.chance(0.3) ? random.below(update.length) : undefined)
      if (changed.length > 0) changed[random.below(changed.length)] = random.below(256)
      const client = await world.connect(id)
      client.sendUpdate(changed)
      client.send(encodeSync('step1', new Uint8Array([0])))
      await client.next('step2')
      const answered = client.all('saved').length + client.all('refused').length
      expect(answered).toBe(1)
      accepted += client.all('saved').length
      client.terminate()
    }
    expect(accepted).toBeLessThan(300 * TIMES)
    const stored = await world.stored(id)
    expect([stored.store.pendingStructs, stored.store.pendingDs]).toEqual([null, null])
    const live = new Y.Doc()
    Y.applyUpdate(live, await world.rooms.stateOf(id))
    expect(live.getXmlFragment(BODY).toString()).toBe(stored.getXmlFragment(BODY).toString())
  })

  it('[SY27] lets no client speak with the voice of the server', async () => {
    const bystander = await world.join(id)
    const before = bystander.received.length
    const forged = [
      encodeSaved(99),
      encodeHello({
        protocol: 1,
        schema: 1,
        seat: { id: 'petra', name: 'Petra', colour: 1, mayEdit: true },
      }),
      encodeEvent({ type: 'document.removed' }),
      encodeRefused('forbidden', 'no'),
    ]
    for (const frame of forged) {
      const forger = await world.join(id)
      forger.send(frame)
      await forger.settle()
    }
    for (let number = 4; number < 256; number++) {
      const role = ROLES[number % ROLES.length] ?? 'editor'
      if (!may({ id: 'x', name: 'X', colour: 0, role }, 'readDocument')) continue
      const forger = await world.join(id, { seat: `${role} forger` })
      const encoder = encoding.createEncoder()
      encoding.writeVarUint(encoder, number)
      encoding.writeVarString(encoder, '{"type":"document.removed"}')
      forger.send(encoding.toUint8Array(encoder))
      await forger.settle()
      forger.terminate()
    }
    await bystander.settle()
    expect(bystander.received.slice(before).map((message) => message.is)).toEqual(['step2'])
  })

  it(
    '[SY25] two thousand changes without what they build on hold up nobody',
    { retry: 2 },
    async () => {
      const author = await world.join(id)
      const honest = await world.join(await world.createDocument('Other'))
      const far = new Y.Doc()
      const text = new Y.XmlText()
      far.getXmlFragment(BODY).insert(0, [text])
      const updates: Uint8Array[] = []
      far.on('update', (update: Uint8Array) => updates.push(update))
      for (let i = 0; i < 2_000; i++) text.insert(0, 'x'.repeat(1_000))
      for (const update of updates) author.sendUpdate(update)
      let worst = 0
      for (let i = 1; i <= 20; i++) {
        const start = performance.now()
        honest.type('!')
        await honest.saved(i)
        worst = Math.max(worst, performance.now() - start)
      }
      expect(worst).toBeLessThan(200)
      expect((await author.closed).code).toBe(4429)
      const { store: structs } = await world.stored(id)
      expect([structs.pendingStructs, structs.pendingDs]).toEqual([null, null])
    },
  )

  it('[SY28] closes 4429 after ten bad messages in ten seconds', async () => {
    const client = await world.join(id)
    for (let i = 0; i < 9; i++) client.send(i % 2 === 0 ? 'words' : new Uint8Array([0, 9, 9, 9]))
    await client.settle()
    expect(client.isOpen).toBe(true)
    client.send(new Uint8Array([]))
    expect((await client.closed).code).toBe(4429)
    expect(world.log.at(-1)).toMatch(/seat petra .*bad messages/)
  })

  it('[SY28] forgets bad messages after ten seconds, and never minds good ones', async () => {
    const client = await world.join(id)
    for (let round = 0; round < 4; round++) {
      for (let i = 0; i < 5; i++) client.send('words')
      await client.settle()
      world.advance(10_001)
    }
    for (let i = 0; i < 300; i++) client.type('x')
    await client.saved(300)
    expect(client.isOpen).toBe(true)
  })

  it('[SY28] strikes at a state vector of more than 10,000 clients', async () => {
    const client = await world.join(id)
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 10_001)
    for (let i = 0; i < 10_001; i++) {
      encoding.writeVarUint(encoder, i)
      encoding.writeVarUint(encoder, 1)
    }
    for (let i = 0; i < 10; i++) client.send(encodeSync('step1', encoding.toUint8Array(encoder)))
    expect((await client.closed).code).toBe(4429)
    expect(client.all('step2')).toHaveLength(1)
  })

  it('[SY28] a state vector of a million clients is cut off with its message', async () => {
    const client = await world.join(id)
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 1_000_000)
    for (let i = 0; i < 1_000_000; i++) {
      encoding.writeVarUint(encoder, i)
      encoding.writeVarUint(encoder, 1)
    }
    client.send(encodeSync('step1', encoding.toUint8Array(encoder)))
    expect((await client.closed).code).toBe(1009)
  })

  it('[SY29] closes 1009 on a message of more than a megabyte', async () => {
    const client = await world.join(id)
    client.send(new Uint8Array(1024 * 1024 + 1))
    expect((await client.closed).code).toBe(1009)
  })

  it('[SY29] survives every malformed frame', async () => {
    const random = createRandom(77)
    const masked = (first: number, second: number, rest = [1, 2, 3, 4, 5]) => [
      first,
      second,
      ...rest,
    ]
    const frames = [
      masked(0xc2, 0x81), // a reserved bit
      masked(0x83, 0x81), // an unknown opcode
      [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xed], // close code 1005
      [0x82, 0x05, 1, 2, 3, 4, 5], // not masked
      [0x82, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], // a length beyond counting
      [0x82, 0xff, 0, 0, 0, 0, 0x06, 0x50, 0, 0, 0, 0, 0, 0], // 101 MiB
      ...Array.from({ length: 60 * TIMES }, () =>
        Array.from({ length: 24 }, () => random.below(256)),
      ),
    ]
    for (const frame of frames) {
      const socket = connect(world.port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(
        `GET /sync/${id} HTTP/1.1\r\nHost: 127.0.0.1:${world.port}\r\nConnection: Upgrade\r\n` +
          'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      )
      await once(socket, 'data')
      socket.end(new Uint8Array(frame))
      socket.resume()
      await once(socket, 'close')
    }
    const honest = await world.join(id)
    honest.type('!')
    await honest.saved(1)
  })

  it('[SY30] closes a reader that does not read, and no other', async () => {
    const slow = await world.join(id)
    const author = await world.join(id)
    const other = await world.join(id)
    slow.pause()
    let count = 0
    while (!world.log.some((line) => line.includes('too slow'))) {
      author.type('x'.repeat(500_000))
      await author.saved(++count)
      author.change((body) => {
        const paragraph = body.get(0)
        const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
        if (text instanceof Y.XmlText) text.delete(5, 500_000)
      })
      await author.saved(++count)
    }
    await other.settle()
    expect([author.isOpen, other.isOpen]).toEqual([true, true])
    slow.resume()
    expect([1006, 1013]).toContain((await slow.closed).code)
  })

  it('[SY31] refuses growth beyond the limit of a document, and still lets people delete', async () => {
    await world.stop()
    world = await startSync({ store: createGatedStore(), limits: { documentBytes: 1_000 } })
    id = await world.createDocument('Hello')
    const author = await world.join(id)
    author.type('x'.repeat(400))
    await author.saved(1)
    const before = Y.encodeStateAsUpdate(author.doc)
    author.type('y'.repeat(700))
    expect((await author.next('refused')).code).toBe('too_large')

    const other = await world.join(id)
    Y.applyUpdate(other.doc, before)
    other.change((body) => {
      const paragraph = body.get(0)
      const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
      if (text instanceof Y.XmlText) text.delete(5, 400)
    })
    await other.saved(1)
    other.type('z'.repeat(400))
    await other.saved(2)
  })
})
