import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Seat } from '../shared/access.ts'
import { MESSAGE, SYNC } from '../shared/protocol.ts'
import { BODY } from '../shared/schema/index.ts'
import { createLocalBus } from './bus/local.ts'
import { putRecord } from './domain/document-record.ts'
import { createId } from './ids.ts'
import { openEmbeddedStore } from './storage/embedded/store.ts'
import { createRooms } from './sync/rooms.ts'
import { createSync } from './sync/socket.ts'

/** Rooms and who is in each: some of one size for each way in which edits go out. */
const ROOMS = [3, 8, 20]
/** How often each of them types; code is made fast once it has run a few hundred times. */
const STROKES = 80
const PARAGRAPHS = 400
const PAUSE_MS = 4
const LONGEST_MS = 5_000
const SEAT: Omit<Seat, 'id'> = { name: 'Rehearsal', colour: 0, role: 'officer' }

/**
 * Plays a short working day to itself, with rooms and a folder of its own, before anybody comes in:
 * the code that serves live documents is compiled by the time it is needed, which takes a fifth to
 * a third of the work off the first minutes, and the first to open a document waits for less.
 */
export async function rehearse({ log }: { log(line: string): void }): Promise<void> {
  try {
    const folder = await mkdtemp(join(tmpdir(), 'folkmoot-rehearsal-'))
    try {
      await play(folder)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  } catch (error) {
    // It would only have made the first minutes lighter.
    log(`Folkmoot starts without a rehearsal: ${String(error)}`)
  }
}

async function play(folder: string): Promise<void> {
  const log = () => {}
  const now = () => new Date()
  const store = await openEmbeddedStore({ folder, onProblem: log })
  const bus = createLocalBus()
  const rooms = createRooms({ store, bus, now, log, newId: createId })
  const sync = createSync({
    store,
    bus,
    rooms,
    seatFor: async ({ url = '' }) => ({ ...SEAT, id: url.split('?')[1] ?? '' }),
    publicUrl: null,
    limits: { perAddress: Infinity, perSeat: Infinity },
    now,
    log,
  })
  const server = createServer().on('upgrade', sync.handleUpgrade)
  const deadline = AbortSignal.timeout(LONGEST_MS)
  deadline.addEventListener('abort', () => sync.stop())
  try {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const text = Y.encodeStateAsUpdate(someText())
    for (const people of ROOMS) {
      if (deadline.aborted) return
      const id = createId()
      await store.updates.create(id, text)
      await putRecord(store, id, recordOf(now()))
      const players = await Promise.all(
        Array.from({ length: people }, (_, no) =>
          Player.join(`ws://127.0.0.1:${port}/sync/${id}?${no}`),
        ),
      )
      await Promise.all(players.map((player, no) => player.type(no)))
      for (const player of players) player.leave()
    }
  } finally {
    await rooms.drain()
    sync.stop()
    server.close()
    await store.close()
  }
}

/** Somebody at a page of their own. */
class Player {
  readonly #socket: WebSocket
  readonly #doc = new Y.Doc()
  #sent = 0
  #saved = 0
  #onMessage: () => void = () => {}

  private constructor(url: string) {
    this.#socket = new WebSocket(url, { perMessageDeflate: false })
    this.#socket.on('error', () => {})
    this.#socket.on('close', () => this.#onMessage())
    this.#socket.on('message', (data) => {
      if (Buffer.isBuffer(data)) this.#receive(data)
      this.#onMessage()
    })
  }

  static async join(url: string): Promise<Player> {
    const player = new Player(url)
    await once(player.#socket, 'open')
    player.#send(SYNC.step1, Y.encodeStateVector(player.#doc))
    await player.#until(() => player.#doc.getXmlFragment(BODY).length > 0)
    player.#doc.on('update', (update: Uint8Array, origin) => {
      if (origin === player) return
      player.#sent += 1
      player.#send(SYNC.update, update)
    })
    return player
  }

  async type(no: number): Promise<void> {
    const block = this.#doc.getXmlFragment(BODY).get(no * 7)
    const text = block instanceof Y.XmlElement ? block.get(0) : null
    if (!(text instanceof Y.XmlText)) return
    for (let stroke = 0; stroke < STROKES && this.#socket.readyState === WebSocket.OPEN; stroke++) {
      if (stroke % 16 === 15) text.delete(text.length - 1, 1)
      else if (stroke % 40 === 20) text.format(0, 4, { bold: true })
      else text.insert(text.length, 'a')
      this.#point(no, stroke)
      await delay(PAUSE_MS)
    }
    await this.#until(() => this.#saved >= this.#sent)
  }

  leave(): void {
    this.#socket.close()
    this.#doc.destroy()
  }

  #point(no: number, clock: number): void {
    const state = encoding.createEncoder()
    encoding.writeVarUint(state, 1)
    encoding.writeVarUint(state, this.#doc.clientID)
    encoding.writeVarUint(state, clock + 1)
    encoding.writeVarString(state, JSON.stringify({ cursor: { at: no + clock } }))
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MESSAGE.awareness)
    encoding.writeVarUint8Array(encoder, encoding.toUint8Array(state))
    this.#socket.send(encoding.toUint8Array(encoder))
  }

  #send(kind: number, payload: Uint8Array): void {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MESSAGE.sync)
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, payload)
    this.#socket.send(encoding.toUint8Array(encoder))
  }

  #receive(data: Uint8Array): void {
    const decoder = decoding.createDecoder(data)
    const message = decoding.readVarUint(decoder)
    if (message === MESSAGE.saved) this.#saved = decoding.readVarUint(decoder)
    if (message !== MESSAGE.sync) return
    const kind = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    // Only the first: what others type is of no use here, and would cost more than all the rest.
    if (kind === SYNC.step2) Y.applyUpdate(this.#doc, payload, this)
  }

  /** Also when the line is cut. */
  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo() && this.#socket.readyState === WebSocket.OPEN) {
      await new Promise<void>((resolve) => {
        this.#onMessage = resolve
      })
    }
  }
}

function someText(): Y.Doc {
  const doc = new Y.Doc()
  const blocks = Array.from({ length: PARAGRAPHS }, (_, no) => {
    const block = new Y.XmlElement(no % 10 === 0 ? 'heading' : 'paragraph')
    block.setAttribute('id', createId())
    const text = new Y.XmlText(`Paragraph ${no}: words, words and words. `)
    block.insert(0, [text])
    return block
  })
  doc.getXmlFragment(BODY).insert(0, blocks)
  return doc
}

function recordOf(at: Date): Parameters<typeof putRecord>[2] {
  return {
    title: 'Rehearsal',
    kind: 'other',
    stage: '',
    version: '',
    words: 0,
    actions: 0,
    isDemo: false,
    createdAt: at.toISOString(),
    createdBy: { id: 'rehearsal', name: 'Rehearsal' },
    changedAt: at.toISOString(),
    origin: { from: 'template', template: 'blank' },
    place: { at: 'home' },
    sittings: [],
    shares: [{ who: { is: 'everyone' }, as: 'editor', until: null }],
  }
}
