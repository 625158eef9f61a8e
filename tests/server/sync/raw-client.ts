import { once } from 'node:events'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { encodeSync } from '../../../server/sync/frames.ts'
import type { DocumentEvent } from '../../../shared/events.ts'
import {
  MESSAGE,
  readEvent,
  readHello,
  readRefused,
  readSaved,
  SYNC,
} from '../../../shared/protocol.ts'
import type { Hello } from '../../../shared/protocol.ts'
import type { RefusalCode } from '../../../shared/refusals.ts'
import { BODY } from '../../../shared/schema/index.ts'

export interface Joining {
  /** "role id" */
  seat?: string
  schema?: string
  origin?: string
  /** Where it connects from; 127.0.0.1 unless given. */
  address?: string
  cookie?: string
  authorization?: string
}

export interface PresenceEntry {
  id: number
  clock: number
  state: unknown
}

export type Received =
  | { is: 'hello'; hello: Hello }
  | { is: 'step1' | 'step2' | 'update'; bytes: Uint8Array }
  | { is: 'presence'; entries: PresenceEntry[] }
  | { is: 'saved'; count: number }
  | { is: 'event'; event: DocumentEvent | null }
  | { is: 'refused'; code: RefusalCode; message: string }

/** Speaks the protocol by hand: nothing is sent that a test did not ask for. */
export class RawClient {
  readonly doc = new Y.Doc()
  readonly received: Received[] = []
  readonly closed: Promise<{ code: number; reason: string }>
  readonly #socket: WebSocket
  #wake: () => void = () => {}

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('error', () => {})
    socket.on('message', (data: Buffer) => {
      const message = readServerMessage(data)
      if (message.is === 'step2' || message.is === 'update') Y.applyUpdate(this.doc, message.bytes)
      this.received.push(message)
      this.#wake()
    })
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        resolve({ code, reason: reason.toString() })
        this.#wake()
      })
    })
  }

  static async open(url: string, joining: Joining): Promise<RawClient> {
    const { seat, schema, origin, address, cookie, authorization } = joining
    const query = schema === undefined ? '' : `?schema=${schema}`
    const headers: Record<string, string> = seat === undefined ? {} : { 'x-seat': seat }
    if (origin !== undefined) headers['origin'] = origin
    if (cookie !== undefined) headers['cookie'] = cookie
    if (authorization !== undefined) headers['authorization'] = authorization
    const socket = new WebSocket(url + query, {
      headers,
      perMessageDeflate: false,
      localAddress: address,
    })
    const client = new RawClient(socket)
    await once(socket, 'open')
    return client
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN
  }

  get words(): string {
    return this.doc.getXmlFragment(BODY).toString()
  }

  send(frame: Uint8Array | string): void {
    this.#socket.send(frame)
  }

  sendUpdate(update: Uint8Array): void {
    this.send(encodeSync('update', update))
  }

  sendPresence(entries: PresenceEntry[]): void {
    const states = encoding.createEncoder()
    encoding.writeVarUint(states, entries.length)
    for (const { id, clock, state } of entries) {
      encoding.writeVarUint(states, id)
      encoding.writeVarUint(states, clock)
      encoding.writeVarString(states, JSON.stringify(state))
    }
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MESSAGE.awareness)
    encoding.writeVarUint8Array(encoder, encoding.toUint8Array(states))
    this.send(encoding.toUint8Array(encoder))
  }

  /** Gets the document and offers its own, as every client does on connecting. */
  async sync(): Promise<void> {
    this.send(encodeSync('step1', Y.encodeStateVector(this.doc)))
    await this.next('step2')
  }

  /** Changes the document and sends the update. */
  change(change: (body: Y.XmlFragment) => void): Uint8Array {
    const updates: Uint8Array[] = []
    const note = (update: Uint8Array) => updates.push(update)
    this.doc.on('update', note)
    this.doc.transact(() => change(this.doc.getXmlFragment(BODY)))
    this.doc.off('update', note)
    const [update] = updates
    if (update === undefined) throw new Error('Nothing was changed')
    this.sendUpdate(update)
    return update
  }

  /** Types at the end of the first paragraph. */
  type(words: string): Uint8Array {
    return this.change((body) => {
      const paragraph = body.get(0)
      const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
      if (!(text instanceof Y.XmlText)) throw new Error('There is no paragraph to type into')
      text.insert(text.length, words)
    })
  }

  /** The first message of this kind, already here or still to come, that fits. */
  async next<K extends Received['is']>(
    kind: K,
    fits: (message: Extract<Received, { is: K }>) => boolean = () => true,
  ): Promise<Extract<Received, { is: K }>> {
    for (;;) {
      for (const message of this.received) {
        if (isKind(message, kind) && fits(message)) return message
      }
      if (this.#socket.readyState >= WebSocket.CLOSING) throw new Error(`Closed before ${kind}`)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  saved(count: number): Promise<unknown> {
    return this.next('saved', (message) => message.count === count)
  }

  /** Resolves when the server has dealt with everything sent before. */
  async settle(): Promise<void> {
    const before = this.all('step2').length
    this.send(encodeSync('step1', Y.encodeStateVector(this.doc)))
    await this.next('step2', () => this.all('step2').length > before)
  }

  all<K extends Received['is']>(kind: K): Extract<Received, { is: K }>[] {
    return this.received.filter((message) => isKind(message, kind))
  }

  resume(): void {
    this.#socket.resume()
  }

  pause(): void {
    this.#socket.pause()
  }

  terminate(): void {
    this.#socket.terminate()
  }
}

function isKind<K extends Received['is']>(
  message: Received,
  kind: K,
): message is Extract<Received, { is: K }> {
  return message.is === kind
}

function readServerMessage(frame: Uint8Array): Received {
  const decoder = decoding.createDecoder(frame)
  const number = decoding.readVarUint(decoder)
  switch (number) {
    case MESSAGE.hello:
      return { is: 'hello', hello: readHello(decoder) }
    case MESSAGE.saved:
      return { is: 'saved', count: readSaved(decoder) }
    case MESSAGE.event:
      return { is: 'event', event: readEvent(decoder) }
    case MESSAGE.refused:
      return { is: 'refused', ...readRefused(decoder) }
    case MESSAGE.awareness:
      return { is: 'presence', entries: readPresence(decoding.readVarUint8Array(decoder)) }
    case MESSAGE.sync: {
      const kind = decoding.readVarUint(decoder)
      const bytes = decoding.readVarUint8Array(decoder)
      if (kind === SYNC.step1) return { is: 'step1', bytes }
      return { is: kind === SYNC.step2 ? 'step2' : 'update', bytes }
    }
    default:
      throw new Error(`The server sent a message ${number}`)
  }
}

function readPresence(states: Uint8Array): PresenceEntry[] {
  const decoder = decoding.createDecoder(states)
  return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    id: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    state: JSON.parse(decoding.readVarString(decoder)) as unknown,
  }))
}
