import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { encodeSync } from '../../server/sync/frames.ts'
import { MESSAGE, SYNC } from '../../shared/protocol.ts'
import { BODY } from '../../shared/schema/index.ts'
import { createRandom } from '../../tests/support/random.ts'
import type { Server } from '../sync/servers.ts'

/** What somebody does to the server; says what came of it. */
export type Attack = (server: Server) => Promise<string>

const ROOM = 'attacked'

export const ATTACKS: Record<string, Attack> = {
  'C3 50 readers who do not read, 60 MB for each': slowReaders,
  'C4 3,000 sockets of one address, and an honest one': async (server) => {
    const answers = Array.from({ length: 3_000 }, async (_, index) => {
      const line = connect(server.port, '127.0.0.1')
      line.on('error', () => {})
      line.write(handshake(server, index))
      return String((await once(line, 'data'))[0]).slice(9, 12)
    })
    const start = performance.now()
    const honest = new WebSocket(address(server, ROOM, 5_000), { localAddress: '127.0.0.2' })
    await once(honest, 'open')
    honest.send(encodeSync('step1', new Uint8Array([0])))
    await new Promise<void>((resolve) => {
      honest.on('message', (data: Buffer) => {
        if (data[0] === MESSAGE.sync && data[1] === SYNC.step2) resolve()
      })
    })
    const waited = performance.now() - start
    const codes = await Promise.allSettled(answers)
    const isIn = codes.filter((each) => each.status === 'fulfilled' && each.value === '101')
    return `the honest one had the text after ${waited.toFixed(0)} ms, ${isIn.length} of the others got a line`
  },
  'C6 20,000 messages of one socket': async (server) => {
    const socket = await join(server)
    const nothing = encodeSync('update', new Uint8Array([0, 0]))
    return sendUntilClosed(
      socket,
      Array.from({ length: 20_000 }, () => nothing),
    )
  },
  'C7 10,000 presence messages under as many ids': async (server) => {
    const socket = await join(server)
    return sendUntilClosed(
      socket,
      Array.from({ length: 10_000 }, (_, id) => presence(1_000 + id)),
    )
  },
  'C8 1,000 rooms opened and left': async (server) => {
    for (let i = 0; i < 1_000; i++) (await join(server, `left-${i}`)).terminate()
    return 'left'
  },
  'D1 10,000 frames at random': async (server) => {
    const random = createRandom(5)
    const closes = new Map<string, number>()
    for (let sent = 0; sent < 10_000; sent += 10) {
      const line = await upgraded(server)
      for (let i = 0; i < 10; i++) {
        const bytes = Array.from({ length: 2 + random.below(40) }, () => random.below(256))
        line.write(Buffer.from(bytes))
      }
      const how = await Promise.race([ended(line).then(() => 'closed'), sleep(40, 'open')])
      closes.set(how, (closes.get(how) ?? 0) + 1)
      line.destroy()
    }
    return [...closes].map(([how, count]) => `${count} lines ${how}`).join(', ')
  },
  'D2 a message of 50 MB, ten times': async (server) => {
    const codes = new Set<number>()
    for (let i = 0; i < 10; i++) {
      const socket = await join(server)
      const closed = closeOf(socket)
      socket.send(Buffer.alloc(50 * 1024 * 1024))
      codes.add(await closed)
    }
    return `closed with ${[...codes].join(', ')}`
  },
  'D4 2,000 changes that build on something missing': async (server) => {
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    const text = new Y.XmlText()
    doc.getXmlFragment(BODY).insert(0, [text])
    for (let i = 0; i < 2_000; i++) text.insert(0, 'x'.repeat(1_000))
    return sendUntilClosed(
      await join(server),
      updates.slice(1).map((update) => encodeSync('update', update)),
    )
  },
  'D5 deletions in 200,000 ranges': async (server) => {
    const encoder = encoding.createEncoder()
    for (const number of [0, 1, 77, 200_000]) encoding.writeVarUint(encoder, number)
    for (let i = 0; i < 200_000; i++) {
      encoding.writeVarUint(encoder, 2 * i)
      encoding.writeVarUint(encoder, 1)
    }
    const bomb = encodeSync('update', encoding.toUint8Array(encoder))
    return sendUntilClosed(
      await join(server),
      Array.from({ length: 20 }, () => bomb),
    )
  },
}

async function slowReaders(server: Server): Promise<string> {
  const readers = await Promise.all(Array.from({ length: 50 }, () => join(server)))
  const lines: Socket[] = readers.map((reader) => Reflect.get(reader, '_socket') as Socket) // ws keeps it there
  for (const line of lines) line.pause()
  const doc = new Y.Doc()
  const text = new Y.XmlText()
  const author = await join(server)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [text])
  doc.on('update', (update: Uint8Array) => author.send(encodeSync('update', update)))
  doc.getXmlFragment(BODY).insert(0, [paragraph])
  for (let i = 0; i < 200; i++) {
    text.delete(0, text.length)
    text.insert(0, 'x'.repeat(300_000))
    await sleep(30)
  }
  const closes = readers.map((reader) => closeOf(reader))
  for (const line of lines) line.resume()
  const codes = await Promise.race([Promise.all(closes), sleep(5_000, [])])
  for (const socket of [author, ...readers]) socket.terminate()
  return `${codes.length} of 50 closed with ${[...new Set(codes)].join(', ')}`
}

export async function join(server: Server, room = ROOM): Promise<WebSocket> {
  const socket = new WebSocket(address(server, room), { perMessageDeflate: false })
  socket.on('error', () => {})
  await once(socket, 'open')
  socket.send(encodeSync('step1', new Uint8Array([0])))
  return socket
}

function address(server: Server, room: string, clientNo = 7): string {
  return `ws://127.0.0.1:${server.port}${server.kind.path(room, clientNo)}`
}

function closeOf(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.once('close', resolve))
}

/** As fast as they go out, until the server has had enough or has taken all. */
async function sendUntilClosed(
  socket: WebSocket,
  messages: readonly Uint8Array[],
): Promise<string> {
  const closed = closeOf(socket)
  for (const message of messages) socket.send(message)
  const code = await Promise.race([closed, sleep(8_000, null)])
  socket.terminate()
  return code === null ? 'all were taken or refused' : `closed with ${code}`
}

function presence(id: number): Uint8Array {
  const states = encoding.createEncoder()
  for (const number of [1, id, 1]) encoding.writeVarUint(states, number)
  encoding.writeVarString(states, '{"cursor":1}')
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.awareness)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(states))
  return encoding.toUint8Array(encoder)
}

/** A line whose handshake is done, to write anything on. */
async function upgraded(server: Server): Promise<Socket> {
  const line = connect(server.port, '127.0.0.1')
  line.on('error', () => {})
  line.write(handshake(server, 8))
  await new Promise<void>((resolve) => {
    line.once('data', () => resolve())
    void ended(line).then(resolve)
  })
  return line
}

/** Also where it ends with an error. */
function ended(line: Socket): Promise<void> {
  return new Promise((resolve) => line.once('close', () => resolve()))
}

function handshake(server: Server, clientNo: number): string {
  return (
    `GET ${server.kind.path(ROOM, clientNo)} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n` +
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
  )
}
