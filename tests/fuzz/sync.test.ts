import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { MESSAGE } from '../../shared/protocol.ts'
import { BODY } from '../../shared/schema/index.ts'
import { startSync } from '../server/sync/start-sync.ts'
import type { SyncWorld } from '../server/sync/start-sync.ts'
import { eventually } from '../support/eventually.ts'
import { createRandom } from '../support/random.ts'
import type { Random } from '../support/random.ts'

/**
 * Five stock y-websocket clients change one document at random through the real server, with lines
 * that break and come back, while the room drops its Y.Doc and compacts its log all the time. In the
 * end all have the same text, and so has somebody who reads it from the disk.
 * More: FUZZ_SEEDS=2000 npx vitest run tests/fuzz/sync.test.ts
 */
const SEEDS = Number(process.env['FUZZ_SEEDS'] ?? 200)
const AT_ONCE = 10
const CLIENTS = 5
const TURNS = 30
/** Only for what hangs: how long a group takes on a slow machine is no fault. */
const LONGEST = { timeout: 900_000 }

interface Client {
  doc: Y.Doc
  body: Y.XmlFragment
  provider: WebsocketProvider
  refusals: number
}

describe('five stock clients', LONGEST, () => {
  let world: SyncWorld
  const work = { changes: 0, breaks: 0, letters: 0, rests: 0 }
  beforeAll(async () => {
    // The stock client reports our own message numbers, which it does not know, and goes on.
    vi.spyOn(console, 'error').mockImplementation(() => {})
    process.setMaxListeners(0) // each stock client listens for the end of the process
    world = await startSync({ isRealTime: true, limits: { idleMs: 15, compactAfter: 20 } })
  })
  afterAll(() => world.stop())

  const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1)
  const groups = Array.from({ length: Math.ceil(SEEDS / AT_ONCE) }, (_, index) =>
    seeds.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  )
  it.each(groups.map((group) => [`${group[0]}–${group.at(-1)}`, group] as const))(
    '[SY45] agree, seeds %s',
    async (_name, group) => {
      await Promise.all(group.map((seed) => run(seed)))
    },
  )

  it.each([36, 129])('[SY45] agree, seed %d, where the server once tidied marks itself', run)

  it('[SY45] have done some work', () => {
    expect(work.changes).toBeGreaterThan(SEEDS * 40)
    expect(work.breaks).toBeGreaterThan(SEEDS * 2)
    expect(work.letters).toBeGreaterThan(SEEDS * 20)
    expect(work.rests).toBeGreaterThan(SEEDS / 10)
  })

  async function run(seed: number): Promise<void> {
    const random = createRandom(seed)
    const documentId = await world.createDocument('Hello')
    const clients = Array.from({ length: CLIENTS }, () => open(documentId))
    await eventually(() => {
      expect(clients.map(({ provider }) => provider.synced)).not.toContain(false)
    })
    for (let turn = 0; turn < TURNS; turn++) {
      const client = random.pick(clients)
      for (let count = random.below(4); count > 0; count--) {
        client.doc.transact(() => change(client.body, random))
        work.changes += 1
      }
      if (random.chance(0.12)) breakLine(random.pick(clients), random)
      if (random.chance(0.4)) await breathe()
      if (random.chance(0.05)) await resting()
    }
    for (const { provider } of clients) provider.connect()
    await eventually(() => expect(agree(clients), `seed ${seed}`).toBe(true))
    await eventually(async () => {
      const stored = await world.stored(documentId)
      expect(sameText(stored, clients[0]?.doc), `seed ${seed}, as stored`).toBe(true)
    })
    for (const { doc, refusals } of clients) {
      expect([refusals, doc.store.pendingStructs, doc.store.pendingDs]).toEqual([0, null, null])
    }
    work.letters += clients[0]?.body.toString().replace(/<[^>]*>/g, '').length ?? 0
    for (const { provider, doc } of clients) {
      provider.destroy()
      doc.destroy()
    }
  }

  function open(documentId: string): Client {
    const doc = new Y.Doc()
    const provider = new WebsocketProvider(world.url, documentId, doc, {
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket, // ws has the same face
      disableBc: true,
      maxBackoffTime: 5,
    })
    const client = { doc, body: doc.getXmlFragment(BODY), provider, refusals: 0 }
    provider.messageHandlers[MESSAGE.refused] = () => {
      client.refusals += 1
    }
    return client
  }

  function breakLine({ provider }: Client, random: Random): void {
    work.breaks += 1
    if (random.chance(0.3)) return provider.disconnect()
    if (random.chance(0.3)) return provider.connect()
    const line = provider.ws as unknown as WebSocket | null // it is the `ws` socket given above
    if (line?.readyState === WebSocket.OPEN) line.terminate()
  }

  /** Waits a moment for a room to drop its Y.Doc; the others may keep theirs busy. */
  async function resting(): Promise<void> {
    const hasRested = () => expect(world.rooms.count().live).toBeLessThan(world.rooms.count().open)
    await eventually(hasRested, 10).then(
      () => {
        work.rests += 1
      },
      () => {}, // everybody was busy
    )
  }
})

/** Lets messages that are on their way arrive. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function agree(clients: Client[]): boolean {
  const [first] = clients
  return clients.every(
    ({ doc, provider }) => provider.synced && first !== undefined && sameText(doc, first.doc),
  )
}

function sameText(one: Y.Doc, other: Y.Doc | undefined): boolean {
  return (
    other !== undefined &&
    Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other)) &&
    one.getXmlFragment(BODY).toString() === other.getXmlFragment(BODY).toString()
  )
}

/** One change that an editor could make. */
function change(body: Y.XmlFragment, random: Random): void {
  const texts = textsIn(body)
  const text = texts.length > 0 ? random.pick(texts) : null
  const action = random.below(10)
  if (text === null || action === 0) return insertBlock(body, random)
  const at = random.below(text.length + 1)
  const length = Math.min(random.below(4), text.length - at)
  if (action <= 4) return text.insert(at, `${random.word()} `)
  if (action === 5 && length > 0) return text.delete(at, length)
  if (action === 6 && length > 0) {
    const marks = [{ bold: {} }, { bold: null }, { link: { href: 'https://example.org' } }]
    return text.format(at, length, random.pick(marks))
  }
  if (action === 7 && body.length > 2) return body.delete(random.below(body.length), 1)
  const parent = text.parent
  if (action === 8 && parent instanceof Y.XmlElement) {
    return parent.setAttribute('id', `id${random.below(1_000)}`)
  }
  return text.insert(text.length, random.word())
}

function insertBlock(body: Y.XmlFragment, random: Random): void {
  const paragraph = () => element('paragraph', [new Y.XmlText(random.word())])
  const blocks = [
    () => paragraph(),
    () => element('heading', [new Y.XmlText(random.word())]),
    () => element('bulletList', [element('listItem', [paragraph()])]),
    () => element('callout', [paragraph(), paragraph()]),
    () => element('actionTable', [element('actionGroup', [element('actionRow', [cell()])])]),
  ]
  const cell = () => element('actionCell', [paragraph()])
  body.insert(random.below(body.length + 1), [random.pick(blocks)()])
}

function element(name: string, children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name)
  made.insert(0, children)
  return made
}

function textsIn(parent: Y.XmlFragment): Y.XmlText[] {
  return parent.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return [child]
    return child instanceof Y.XmlFragment ? textsIn(child) : []
  })
}
