import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import { bodyFromJson, firstUpdate } from '../../server/domain/body.ts'
import { createId } from '../../server/ids.ts'
import { SYNC } from '../../shared/protocol.ts'
import { BODY } from '../../shared/schema/index.ts'
import { bigStrategy } from '../../tests/support/big-documents.ts'
import { Client } from './client.ts'
import { Server } from './servers.ts'
import type { Kind } from './servers.ts'

export type Figures = Record<string, number>

export interface Scenario {
  about: string
  run(kind: Kind, seconds: number): Promise<Figures>
}

const DOCUMENT = firstUpdate(bodyFromJson(bigStrategy(), createId))

export const SCENARIOS: Record<string, Scenario> = {
  '1x10': fanOut({ rooms: 1, clients: 10, writers: 10, perSecond: 5 }),
  '1x50': fanOut({ rooms: 1, clients: 50, writers: 25, perSecond: 5 }),
  '1x60': fanOut({ rooms: 1, clients: 60, writers: 60, perSecond: 2 }),
  '1x200': fanOut({ rooms: 1, clients: 200, writers: 20, perSecond: 5 }),
  '1x1000': fanOut({ rooms: 1, clients: 1_000, writers: 10, perSecond: 2 }),
  '20x10': fanOut({ rooms: 20, clients: 10, writers: 10, perSecond: 5 }),
  join: { about: 'the 30-page document to one who joins, and to 200 at once', run: join },
  rooms: { about: '300 open rooms with the 30-page document and one client each', run: rooms },
}

interface FanOut {
  rooms: number
  clients: number
  writers: number
  perSecond: number
}

/** Writers type letter by letter behind each other; every letter is timed to everybody else. */
function fanOut({ rooms, clients, writers, perSecond }: FanOut): Scenario {
  const about = `${rooms} rooms of ${clients}, ${writers} of them typing ${perSecond} letters a second`
  return { about, run: (kind, seconds) => withServer(kind, measure(seconds)) }

  function measure(seconds: number) {
    return async (server: Server): Promise<Figures> => {
      const typists: Typist[] = []
      const sentAt = new Map<string, number>()
      const waits: number[] = []
      for (let room = 0; room < rooms; room++) {
        await seed(server, `room-${room}`)
        for (let i = 0; i < clients; i++) {
          const client = await Client.join(server, `room-${room}`, room * clients + i)
          client.onUpdate = (update) => {
            const now = performance.now()
            for (const letter of lettersIn(update)) {
              const at = sentAt.get(`${room} ${letter}`)
              if (at !== undefined) waits.push(now - at)
            }
          }
          if (i < writers) typists.push(new Typist(client, { room, clientId: 5_000 + i }))
        }
      }
      await typeFor(2)
      waits.length = 0
      const before = server.cpu()
      await typeFor(seconds)
      const cpu = server.cpu() - before
      waits.sort((one, other) => one - other)
      const at = (share: number) => waits[Math.floor(waits.length * share)] ?? 0
      return { 'CPU µs per delivery': cpu / waits.length, 'p50 ms': at(0.5), 'p95 ms': at(0.95) }

      async function typeFor(duration: number): Promise<void> {
        const start = performance.now()
        let count = 0
        while (performance.now() - start < duration * 1_000) {
          const due = ((performance.now() - start) / 1_000) * perSecond * typists.length
          for (; count < due; count++) typists[count % typists.length]?.type(sentAt)
          await sleep(1)
        }
        await sleep(300)
      }
    }
  }
}

/** Types letter by letter behind itself, in a paragraph of its own. */
export class Typist {
  readonly #client: Client
  readonly #room: number
  readonly #doc = new Y.Doc()
  readonly #text: Y.XmlText

  constructor(client: Client, { room, clientId }: { room: number; clientId: number }) {
    this.#client = client
    this.#room = room
    this.#doc.clientID = clientId
    this.#doc.on('update', (update: Uint8Array) => this.#client.send(SYNC.update, update))
    this.#text = new Y.XmlText()
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [this.#text])
    this.#doc.getXmlFragment(BODY).insert(0, [paragraph])
  }

  type(sentAt: Map<string, number>): void {
    const clock = Y.getState(this.#doc.store, this.#doc.clientID)
    sentAt.set(`${this.#room} ${this.#doc.clientID}:${clock}`, performance.now())
    this.#text.insert(this.#text.length, 'x')
  }
}

/** client:clock of every struct, letter by letter. */
export function* lettersIn(update: Uint8Array): Generator<string> {
  for (const struct of Y.decodeUpdate(update).structs) {
    if (struct instanceof Y.Skip) continue
    for (let i = 0; i < struct.length; i++) yield `${struct.id.client}:${struct.id.clock + i}`
  }
}

function join(kind: Kind): Promise<Figures> {
  return withServer(kind, async (server) => {
    await seed(server, 'join')
    const stays = await whole(server, 'join', 0)
    const singles: number[] = []
    let before = server.cpu()
    for (let i = 1; i <= 15; i++) {
      const start = performance.now()
      const client = await whole(server, 'join', i)
      singles.push(performance.now() - start)
      await client.leave()
    }
    await sleep(100)
    const single = server.cpu() - before
    before = server.cpu()
    const start = performance.now()
    const crowd = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        const client = await whole(server, 'join', 100 + i)
        return { client, ms: performance.now() - start }
      }),
    )
    await sleep(200)
    const cpu = server.cpu() - before
    const waits = crowd.map(({ ms }) => ms).sort((one, other) => one - other)
    await Promise.all([stays, ...crowd.map(({ client }) => client)].map((client) => client.leave()))
    return {
      'join ms': singles.sort((one, other) => one - other)[7] ?? 0,
      'CPU ms per join': single / 15_000,
      '200 at once p95 ms': waits[190] ?? 0,
      'CPU ms per join of 200': cpu / 200_000,
    }
  })
}

function rooms(kind: Kind): Promise<Figures> {
  const count = 300
  return withServer(kind, async (server) => {
    await sleep(500)
    const empty = server.memory()
    for (let i = 0; i < count; i++) {
      await seed(server, `plan-${i}`)
      await Client.join(server, `plan-${i}`, i)
    }
    await sleep(8_000)
    return { 'kB per room': (server.memory() - empty) / count / 1024 }
  })
}

/** Brings the document into a room; resolves when the server has it. */
export async function seed(server: Server, room: string): Promise<void> {
  const client = await Client.join(server, room, 0)
  client.send(SYNC.update, DOCUMENT)
  const reader = await whole(server, room, 0)
  await Promise.all([client.leave(), reader.leave()])
}

/** Joins until the document is there: some answer with nothing first and send it afterwards. */
async function whole(server: Server, room: string, clientNo: number): Promise<Client> {
  for (;;) {
    const client = await Client.join(server, room, clientNo)
    for (let i = 0; i < 20 && client.receivedBytes < 0.9 * DOCUMENT.length; i++) await sleep(5)
    if (client.receivedBytes >= 0.9 * DOCUMENT.length) return client
    await client.leave()
  }
}

async function withServer(
  kind: Kind,
  measure: (server: Server) => Promise<Figures>,
): Promise<Figures> {
  const server = await Server.start(kind)
  try {
    return await measure(server)
  } finally {
    await server.stop()
  }
}
