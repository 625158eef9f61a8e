import { once } from 'node:events'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import { MESSAGE, readSaved, SYNC } from '../../shared/protocol.ts'
import type { Server } from './servers.ts'

const AUTH = 2
/** Hocuspocus answers with these where others use 0 and 1. */
const SYNC_REPLY = 4

/** A client that keeps no document: it counts what comes and hands updates on. */
export class Client {
  /** Bytes of updates that have arrived. */
  receivedBytes = 0
  onUpdate: (update: Uint8Array) => void = () => {}
  /** The first `count` document messages are on the disk; only Folkmoot says so. */
  onSaved: (count: number) => void = () => {}
  /** A document message leaves. */
  onSent: () => void = () => {}
  readonly #socket: WebSocket
  readonly #room: string | null
  #synced: () => void = () => {}
  readonly synced = new Promise<void>((resolve) => {
    this.#synced = resolve
  })

  constructor(server: Server, room: string, clientNo: number) {
    this.#room = server.kind.isPrefixed ? room : null
    this.#socket = new WebSocket(
      `ws://127.0.0.1:${server.port}${server.kind.path(room, clientNo)}`,
      {
        perMessageDeflate: false,
      },
    )
    this.#socket.on('error', () => {})
    this.#socket.on('message', (data: Buffer) => this.#receive(data))
    this.#socket.on('open', () => {
      if (this.#room !== null) {
        this.#send((encoder) => {
          encoding.writeVarUint(encoder, AUTH)
          encoding.writeVarUint(encoder, 0)
          encoding.writeVarString(encoder, 'token')
        })
      }
      this.send(SYNC.step1, new Uint8Array([0]))
    })
  }

  /** Resolves when it has the document. */
  static async join(server: Server, room: string, clientNo: number): Promise<Client> {
    const client = new Client(server, room, clientNo)
    await client.synced
    return client
  }

  send(kind: number, payload: Uint8Array): void {
    if (kind !== SYNC.step1) this.onSent()
    this.#send((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.sync)
      encoding.writeVarUint(encoder, kind)
      encoding.writeVarUint8Array(encoder, payload)
    })
  }

  async leave(): Promise<void> {
    const isClosed = once(this.#socket, 'close')
    this.#socket.terminate()
    await isClosed
  }

  #send(write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder()
    if (this.#room !== null) encoding.writeVarString(encoder, this.#room)
    write(encoder)
    this.#socket.send(encoding.toUint8Array(encoder))
  }

  #receive(data: Uint8Array): void {
    const decoder = decoding.createDecoder(data)
    if (this.#room !== null) decoding.readVarString(decoder)
    const number = decoding.readVarUint(decoder)
    if (number === MESSAGE.saved) return this.onSaved(readSaved(decoder))
    if (number !== MESSAGE.sync && !(this.#room !== null && number === SYNC_REPLY)) return
    const kind = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (kind === SYNC.step1) return this.send(SYNC.step2, new Uint8Array([0, 0]))
    this.receivedBytes += bytes.length
    if (kind === SYNC.step2) this.#synced()
    else this.onUpdate(bytes)
  }
}
