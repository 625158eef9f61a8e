import { once } from 'node:events'
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { removeDocument } from '../../../server/domain/documents.ts'
import { encodeSync } from '../../../server/sync/frames.ts'
import type { Role } from '../../../shared/access.ts'
import { PROTOCOL_VERSION } from '../../../shared/protocol.ts'
import { BODY, SCHEMA_VERSION } from '../../../shared/schema/index.ts'
import { createRandom } from '../../support/random.ts'
import { startSync } from './start-sync.ts'
import type { SyncWorld } from './start-sync.ts'

describe('joining', () => {
  let world: SyncWorld
  let id: string
  beforeEach(async () => {
    world = await startSync({ publicUrl: new URL('https://plans.example') })
    id = await world.createDocument('Hello')
  })
  afterEach(() => world.stop())

  /** The HTTP status of an upgrade: 101 if a socket was opened. */
  async function upgrade(path: string, headers: Record<string, string> = {}): Promise<number> {
    const asking = request({
      host: '127.0.0.1',
      port: world.port,
      path,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-version': '13',
        ...headers,
      },
    })
    asking.end()
    return Promise.race([
      once(asking, 'upgrade').then(([response, socket]) => {
        socket.destroy()
        return response.statusCode
      }),
      once(asking, 'response').then(([response]) => response.statusCode),
    ])
  }

  it('[SY3] greets with the versions and who the server says you are', async () => {
    const client = await world.join(id, { seat: 'editor ines' })
    expect(client.received[0]).toEqual({
      is: 'hello',
      hello: {
        protocol: PROTOCOL_VERSION,
        schema: SCHEMA_VERSION,
        seat: { id: 'ines', name: 'Name of ines', colour: 3, mayEdit: true },
      },
    })
  })

  it('[SY3] gives the document and asks for what the client has', async () => {
    const client = await world.join(id)
    expect(client.words).toContain('Hello')
    expect(client.received.map((message) => message.is)).toEqual(['hello', 'step1', 'step2'])
  })

  it('[SY3] takes what a client wrote while it was away', async () => {
    const client = await world.join(id)
    client.terminate()
    await client.closed
    const away = new Y.Doc()
    Y.applyUpdate(away, Y.encodeStateAsUpdate(client.doc))
    away.getXmlFragment(BODY).insert(1, [new Y.XmlElement('quote')])
    const back = await world.connect(id)
    const { bytes } = await back.next('step1')
    back.send(encodeSync('step2', Y.encodeStateAsUpdate(away, bytes)))
    await back.saved(1)
    expect((await world.stored(id)).getXmlFragment(BODY).toString()).toContain('<quote>')
  })

  const readers: Role[] = ['young', 'approver', 'moderator']
  it.each(readers)('[SY18] drops what a reader (%s) writes and keeps the session', async (role) => {
    const before = (await world.store.updates.load(id)).updates
    const reader = await world.join(id, { seat: `${role} rae` })
    expect(reader.received[0]).toMatchObject({ hello: { seat: { mayEdit: false } } })
    expect(reader.all('step1')).toEqual([])
    const update = reader.type(' world')
    reader.send(encodeSync('step2', update))
    await reader.next('refused', () => reader.all('refused').length === 2)
    expect(reader.all('refused').map(({ code }) => code)).toEqual(['forbidden', 'forbidden'])
    expect((await world.store.updates.load(id)).updates).toEqual(before)
    const other = await world.join(id)
    other.type('!')
    await reader.next('update')
    expect([reader.isOpen, reader.all('saved')]).toEqual([true, []])
  })

  it.each<[Role, number]>([
    ['public', 4401],
    ['operator', 4403],
  ])('[SY18] is closed to %s, who may not read, with %i', async (role, code) => {
    const client = await world.connect(id, { seat: `${role} pat` })
    expect((await client.closed).code).toBe(code)
    expect(client.received).toEqual([])
  })

  it.each(['0', String(SCHEMA_VERSION + 1), '999', 'x', ''])(
    '[SY19] closes 4409 for schema "%s" before any sync',
    async (schema) => {
      const client = await world.connect(id, { schema })
      expect(await client.closed).toEqual({
        code: 4409,
        reason: 'This page is older or newer than the server. Please reload it.',
      })
      expect(client.received).toEqual([])
    },
  )

  it('[SY19] lets in a client of this schema, and one that names none', async () => {
    const same = await world.join(id, { schema: String(SCHEMA_VERSION) })
    const none = await world.join(id)
    expect([same.words, none.words]).toEqual([none.words, same.words])
  })

  it('[SY20] answers 404 before the handshake to every name that is no document id', async () => {
    const random = createRandom(9)
    const letters = 'az09AZ._-/%~\\ :;?#&=+éß\u202e'
    const names = [
      '',
      '..',
      '../../x',
      '%2e%2e%2f',
      'a%00b',
      '__proto__',
      'constructor',
      'a'.repeat(15),
      'a'.repeat(17),
      'A'.repeat(16),
      `${'a'.repeat(15)}%61`,
      `${id}/`,
      `${id}/x`,
      `x/${id}`,
      'a'.repeat(15_000),
      '%F0%9F%98%80'.repeat(4),
      `${id}%0a`,
      ...Array.from({ length: 100 * Number(process.env['HOSTILE_TIMES'] ?? 1) }, () =>
        encodeURI(Array.from({ length: 16 }, () => letters[random.below(letters.length)]).join('')),
      ),
    ]
    const statuses = []
    for (const name of names) statuses.push(await upgrade(`/sync/${name}`))
    for (const path of ['/', '/sync', `/synx/${id}`, `//sync/${id}`, 'http://[', '*'])
      statuses.push(await upgrade(path))
    expect(new Set(statuses)).toEqual(new Set([404]))
    expect(world.rooms.count().open).toBe(0)
  })

  it('[SY20] closes 4404 where there is no document, and makes none', async () => {
    const client = await world.connect('0000000000000000')
    expect((await client.closed).code).toBe(4404)
    expect(await world.store.updates.exists('0000000000000000')).toBe(false)
    expect(world.rooms.count().open).toBe(0)
  })

  it('[SY21] tells everybody that a document was removed, and closes 4404', async () => {
    const client = await world.join(id)
    const clock = { now: () => new Date('2026-03-02T09:00:00Z'), newId: () => id }
    const seat = { id: 'petra', name: 'Petra', colour: 3, role: 'officer' as const }
    await removeDocument(
      { ...clock, seat, store: world.store, bus: world.bus, live: world.rooms },
      id,
    )
    expect((await client.closed).code).toBe(4404)
    expect(client.all('event')).toEqual([{ is: 'event', event: { type: 'document.removed' } }])
    const again = await world.connect(id)
    expect((await again.closed).code).toBe(4404)
  })

  it('[SY22] passes events on to everybody in the document, and to nobody else', async () => {
    const elsewhere = await world.join(await world.createDocument())
    const client = await world.join(id)
    world.bus.publish(id, { type: 'document.renamed', title: 'New' })
    const { event } = await client.next('event')
    expect(event).toEqual({ type: 'document.renamed', title: 'New' })
    await elsewhere.settle()
    expect(elsewhere.all('event')).toEqual([])
  })

  const host = () => `127.0.0.1:${world.port}`
  const foreign = () => [
    'null',
    'https://evil.example',
    `http://${host()}.evil.example`,
    `http://evil.example:${world.port}`,
    `http://127.0.0.1:${world.port + 1}`,
    'http://127.0.0.1',
    'http://plans.example',
    'https://plans.example:444',
    'https://plans.example.evil.example',
    'https://evilplans.example',
    'file://',
    'garbage',
    '',
  ]
  it('[SY23] answers 403 before the handshake to pages of other sites', async () => {
    for (const origin of foreign()) {
      expect([origin, await upgrade(`/sync/${id}`, { origin })]).toEqual([origin, 403])
    }
    expect(await upgrade(`/sync/${id}`, { 'sec-fetch-site': 'cross-site' })).toBe(403)
  })

  it('[SY23] takes pages of its own, and programs, which name no page', async () => {
    for (const origin of [`http://${host()}`, 'https://plans.example']) {
      expect(await upgrade(`/sync/${id}`, { origin })).toBe(101)
    }
    expect(await upgrade(`/sync/${id}`)).toBe(101)
  })
})
