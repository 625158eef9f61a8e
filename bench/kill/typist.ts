import { once } from 'node:events'
import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { encodeSync } from '../../server/sync/frames.ts'
import { MESSAGE, readSaved, SYNC } from '../../shared/protocol.ts'
import { BODY } from '../../shared/schema/index.ts'
import type { Random } from '../../tests/support/random.ts'

/** Words that appear once: who typed them, and the how-manieth. */
export const TOKEN = /\b(c\d+)-\d{6}\b/g

/**
 * Somebody who types into a document over the bare protocol, through any number of connections, and
 * knows of each word whether the server said it was saved.
 */
export class Typist {
  readonly name: string
  readonly acknowledged = new Set<string>()
  readonly problems: string[] = []
  readonly #doc = new Y.Doc()
  readonly #random: Random
  #typed: string[] = []
  #socket: WebSocket | null = null
  /** The words each document message of this connection carries, and how many are saved. */
  #messages: string[][] = []
  #savedCount = 0

  readonly #cookie: string

  constructor(name: string, { cookie, random }: { cookie: string; random: Random }) {
    this.name = name
    this.#cookie = cookie
    this.#random = random
  }

  /** Words of others it was shown. */
  get seen(): string[] {
    const words = tokensOf(this.#doc)
    return words.filter((word) => !word.startsWith(`${this.name}-`))
  }

  /** Joins, and resolves when its document and the server's are one. */
  async connect(url: string): Promise<void> {
    const headers = { cookie: this.#cookie }
    const socket = new WebSocket(url, { perMessageDeflate: false, headers })
    this.#socket = socket
    this.#messages = []
    this.#savedCount = 0
    socket.on('error', () => {})
    socket.on('close', (code) => {
      // Cut off, or asked to come back by a server that stops.
      if (code !== 1006 && code !== 1012) this.problems.push(`${this.name} was closed with ${code}`)
    })
    // Before it opens: the first messages may come together with the handshake.
    const isJoined = new Promise<void>((resolve, reject) => {
      socket.on('message', (data: Buffer) => this.#receive(data, resolve))
      socket.on('close', (code) => reject(new Error(`${this.name} was closed with ${code}`)))
    })
    isJoined.catch(() => {}) // of interest only while it is waited for
    await once(socket, 'open')
    socket.send(encodeSync('step1', Y.encodeStateVector(this.#doc)))
    await isJoined
  }

  /** Types a few words, each its own message. */
  type(): void {
    for (let count = 1 + this.#random.below(5); count > 0; count--) {
      const word = `${this.name}-${String(this.#typed.length).padStart(6, '0')}`
      this.#typed.push(word)
      this.#doc.once('update', (update: Uint8Array) => this.#send('update', update, [word]))
      this.#doc.transact(() => this.#insert(word))
    }
  }

  leave(): void {
    this.#socket?.terminate()
  }

  #insert(word: string): void {
    const body = this.#doc.getXmlFragment(BODY)
    const texts = body.toArray().flatMap((block) => {
      const text = block instanceof Y.XmlElement ? block.get(0) : null
      return text instanceof Y.XmlText ? [text] : []
    })
    if (texts.length === 0 || this.#random.chance(0.01)) {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(`${word} `)])
      body.insert(this.#random.below(body.length + 1), [paragraph])
      return
    }
    const text = this.#random.pick(texts)
    text.insert(this.#random.chance(0.5) ? text.length : 0, `${word} `)
  }

  #send(kind: 'step2' | 'update', update: Uint8Array, words: string[]): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return
    this.#messages.push(words)
    this.#socket.send(encodeSync(kind, update))
  }

  #receive(frame: Uint8Array, joined: () => void): void {
    const decoder = decoding.createDecoder(frame)
    const number = decoding.readVarUint(decoder)
    if (number === MESSAGE.saved) {
      const count = readSaved(decoder)
      for (const words of this.#messages.slice(this.#savedCount, count)) {
        for (const word of words) this.acknowledged.add(word)
      }
      this.#savedCount = count
    } else if (number === MESSAGE.refused) {
      this.problems.push(`${this.name} was refused: ${decoding.readVarString(decoder)}`)
    } else if (number === MESSAGE.sync) {
      const kind = decoding.readVarUint(decoder)
      const bytes = decoding.readVarUint8Array(decoder)
      if (kind === SYNC.step1) {
        const words = this.#typed.filter((word) => !this.acknowledged.has(word))
        this.#send('step2', Y.encodeStateAsUpdate(this.#doc, bytes), words)
      } else Y.applyUpdate(this.#doc, bytes)
      if (kind === SYNC.step2) joined()
    }
  }
}

/** All such words of a document, as often as they stand there. */
export function tokensOf(doc: Y.Doc): string[] {
  return doc.getXmlFragment(BODY).toString().match(TOKEN) ?? []
}

/** A document as the server has it, for somebody who brings nothing. */
export async function readText(url: string, cookie: string): Promise<Y.Doc> {
  const socket = new WebSocket(url, { perMessageDeflate: false, headers: { cookie } })
  const doc = new Y.Doc()
  const isRead = new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', (code) => reject(new Error(`Closed with ${code} while reading`)))
    socket.on('message', (frame: Buffer) => {
      const decoder = decoding.createDecoder(frame)
      if (decoding.readVarUint(decoder) !== MESSAGE.sync) return
      if (decoding.readVarUint(decoder) !== SYNC.step2) return
      Y.applyUpdate(doc, decoding.readVarUint8Array(decoder))
      resolve()
    })
  })
  socket.on('open', () => socket.send(encodeSync('step1', Y.encodeStateVector(doc))))
  await isRead
  socket.terminate()
  return doc
}
