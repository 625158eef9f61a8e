import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { DocumentEvent } from '../../../shared/events.ts'
import {
  MESSAGE,
  SCHEMA_PARAMETER,
  SYNC,
  readEvent,
  readHello,
  readRefused,
  readSaved,
} from '../../../shared/protocol.ts'
import type { SeatOnWire } from '../../../shared/protocol.ts'
import { REFUSALS } from '../../../shared/refusals.ts'
import type { RefusalCode } from '../../../shared/refusals.ts'
import { BODY, SCHEMA_VERSION } from '../../../shared/schema/index.ts'
import { readPendingInput } from '../binding/index.ts'
import { chooseDevice, deviceChoice, openDeviceCopy, watchDevice } from './device-copy.ts'
import type { DeviceChoice, DeviceCopy } from './device-copy.ts'
import { keepPage } from './offline-page.ts'
import { createSavedState, wordsSince } from './saved-state.ts'
import { LONG_UPDATE, splitUpdate } from './split-update.ts'

/**
 * Where a document stands between this browser and the server. Derived from facts on every change,
 * never set: "saved" always means that the server has confirmed the bytes on its disk.
 */
export type ConnectionStatus =
  /** There is nothing to show yet. */
  | { state: 'loading' }
  /** The server has everything; `at` is when it said so last (null: nothing was written yet). */
  | { state: 'saved'; at: Date | null }
  /** On its way. `isSlow`: for longer than 5 seconds. */
  | { state: 'saving'; changes: number; isSlow: boolean }
  /** No connection. `isKept`: the changes survive closing the tab. */
  | { state: 'offline'; changes: number; isKept: boolean }
  /** The server runs but cannot store at the moment; nothing is lost while the tab stays open. */
  | { state: 'failing'; changes: number; message: string }
  /** The server said no for good. `unsent`: the words it does not have ('' if none). */
  | { state: 'refused'; code: RefusalCode; message: string; unsent: string }

export interface Connection {
  doc: Y.Doc
  fragment: Y.XmlFragment
  awareness: Awareness
  /** Resolves when there is a text to show: from the server, or from this device. */
  ready: Promise<void>
  /** The same object until something changes. */
  getStatus(): ConnectionStatus
  /** Null until the server has said who we are. */
  getSeat(): SeatOnWire | null
  /** Told of every change of status or seat. Returns its own stop. */
  subscribe(listener: () => void): () => void
  onEvent(listener: (event: DocumentEvent) => void): () => void
  deviceChoice(): DeviceChoice
  keepOnDevice(choice: 'yes' | 'no'): Promise<void>
  close(): void
}

export interface ConnectionOptions {
  documentId: string
  /** Address of the server's /sync folder, like wss://host/sync. */
  serverUrl?: string
}

const TOO_LARGE =
  'A change was too large to send in one go (more than 1 MB). Copy your words, reload this page and bring them in smaller parts.'
/** After this long without a confirmation the person is told, in ms. */
const SLOW_MS = 5_000
/** After this long the line counts as dead and is built anew, in ms. */
const DEAD_MS = 10_000

/** Joins a document. The caller closes it. */
export function openConnection({
  documentId,
  serverUrl = defaultServerUrl(),
}: ConnectionOptions): Connection {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  const saved = createSavedState()
  const listeners = new Set<() => void>()
  const eventListeners = new Set<(event: DocumentEvent) => void>()
  const owners = new Set<number>([doc.clientID])

  let copy: DeviceCopy | null = null
  let seat: SeatOnWire | null = null
  let isReady = false
  let isOnline = false
  let isSlow = false
  let savedAt: Date | null = null
  let savedVector: Uint8Array = Y.encodeStateVector(doc)
  let failing: string | null = null
  let refusal: { code: RefusalCode; message: string } | null = null
  let waitingSince: number | null = null
  let status: ConnectionStatus = { state: 'loading' }
  let resolveReady: () => void = () => {}
  const ready = new Promise<void>((resolve) => {
    resolveReady = resolve
  })

  const derive = (): ConnectionStatus => {
    const { changes } = saved
    if (refusal !== null)
      return { state: 'refused', ...refusal, unsent: wordsSince(doc, savedVector, owners) }
    if (!isReady) return { state: 'loading' }
    if (!isOnline) return { state: 'offline', changes, isKept: copy !== null }
    if (failing !== null) return { state: 'failing', changes, message: failing }
    return saved.isSaved ? { state: 'saved', at: savedAt } : { state: 'saving', changes, isSlow }
  }
  const update = () => {
    const next = derive()
    if (JSON.stringify(next) === JSON.stringify(status)) return
    status = next
    for (const listener of listeners) listener()
  }
  const showText = () => {
    isReady = true
    resolveReady()
    update()
  }
  const handleSettled = () => {
    if (saved.isSaved) {
      waitingSince = null
      isSlow = false
      savedVector = Y.encodeStateVector(doc)
      copy?.rememberSaved(savedVector)
      copy?.rememberChanges(0)
    } else waitingSince = performance.now()
    update()
  }

  const provider = new WebsocketProvider(serverUrl, documentId, doc, {
    awareness,
    connect: false,
    disableBc: true, // another tab of this browser must not pass on what the server has not checked
    params: { [SCHEMA_PARAMETER]: String(SCHEMA_VERSION) },
    WebSocketPolyfill: countingSocket(() => saved.sent()),
  })
  quietAwareness(provider)
  const readSync = provider.messageHandlers[MESSAGE.sync]
  provider.messageHandlers[MESSAGE.sync] = (...message) => {
    readPendingInput(doc)
    readSync?.(...message)
  }
  provider.messageHandlers[MESSAGE.saved] = (_encoder, decoder) => {
    saved.confirmed(readSaved(decoder))
    savedAt = new Date()
    handleSettled()
  }
  provider.messageHandlers[MESSAGE.hello] = (_encoder, decoder) => {
    seat = readHello(decoder).seat
    // A reader is not asked for what it has: these words would wait for ever.
    if (!seat.mayEdit && saved.changes > 0) {
      refusal = { code: 'forbidden', message: 'You may read this document but not change it now.' }
    }
    copy?.rememberSeat(seat)
    for (const listener of listeners) listener()
    update()
  }
  provider.messageHandlers[MESSAGE.event] = (_encoder, decoder) => handleEvent(readEvent(decoder))
  provider.messageHandlers[MESSAGE.refused] = (_encoder, decoder) => {
    const { code, message } = readRefused(decoder)
    // After a conflict the server has asked for what is missing: the answer, counted like any
    // message, mends it. Any other refusal leaves this text ahead of the server's for good.
    if (code !== 'conflict') refusal = { code, message }
    saved.refused()
    handleSettled()
  }
  const handleEvent = (event: DocumentEvent | null) => {
    if (event === null) return
    if (event.type === 'storage.failing') failing = event.message
    if (event.type === 'storage.working') failing = null
    for (const listener of eventListeners) listener(event)
    update()
  }

  provider.on('status', ({ status: line }) => {
    isOnline = line === 'connected'
    if (!isOnline) saved.disconnected()
    update()
  })
  provider.on('sync', (isSynced) => {
    if (!isSynced) return
    // y-websocket has now read the server's text; its own answer to the server's step 1 left
    // before or leaves in this turn, and is counted by the socket like any other message.
    queueMicrotask(() => {
      saved.exchanged()
      handleSettled()
      showText()
    })
  })
  provider.on('closed', ({ code, reason }) => {
    refusal ??= { code: codeOfClose(code), message: reason || messageOfClose(code) }
    update()
  })
  doc.on(
    'update',
    (_update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (origin === provider || !transaction.local) return
      saved.changed()
      copy?.rememberChanges(saved.changes)
      waitingSince ??= performance.now()
      update()
    },
  )

  provider.on('connection-close', (event) => {
    if (event?.code !== REFUSALS.too_large.close) return
    // It would be sent again for ever: the person has to know and to keep the words.
    refusal = { code: 'too_large', message: TOO_LARGE }
    provider.disconnect()
    update()
  })

  // Another tab said no to copies: this one must not promise any more what it cannot keep.
  const stopWatchingDevice = watchDevice(() => {
    void copy?.close()
    copy = null
    update()
  })

  // The browser knows of a pulled cable long before the socket does.
  const handleNetwork = (event: Event) => {
    if (refusal !== null) return
    if (event.type === 'offline') provider.disconnect()
    else provider.connect()
  }
  addEventListener('offline', handleNetwork)
  addEventListener('online', handleNetwork)

  const watch = setInterval(() => {
    if (waitingSince === null || !isOnline || refusal !== null) return
    const waited = performance.now() - waitingSince
    isSlow = waited > SLOW_MS
    if (waited > DEAD_MS && failing === null) {
      waitingSince = performance.now()
      provider.disconnect()
      provider.connect()
    }
    update()
  }, 1_000)

  const openCopy = async () => {
    copy = await openDeviceCopy(documentId, doc)
    if (copy === null) return
    for (const owner of copy.owners) owners.add(owner)
    if (seat !== null) copy.rememberSeat(seat)
    else seat = copy.seat
    void keepPage(documentId)
    if (isReady) return copy.rememberChanges(saved.changes)
    if (copy.savedVector !== null) savedVector = copy.savedVector
    if (!copy.hasText) return
    saved.restored(copy.changes)
    showText()
  }
  const start = async () => {
    if (deviceChoice() === 'yes') await openCopy()
    provider.connect() // also offline: it tries again by itself
  }
  void start()

  return {
    doc,
    fragment: doc.getXmlFragment(BODY),
    awareness,
    ready,
    getStatus: () => status,
    getSeat: () => seat,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onEvent: (listener) => {
      eventListeners.add(listener)
      return () => eventListeners.delete(listener)
    },
    deviceChoice,
    keepOnDevice: async (choice) => {
      if (choice === 'no') {
        await copy?.close()
        copy = null
        await chooseDevice('no')
      } else {
        await chooseDevice('yes')
        if (copy === null) await openCopy()
      }
      update()
    },
    close: () => {
      clearInterval(watch)
      stopWatchingDevice()
      removeEventListener('offline', handleNetwork)
      removeEventListener('online', handleNetwork)
      provider.destroy()
      void copy?.close()
      awareness.destroy()
      doc.destroy()
    },
  }
}

/** A WebSocket that tells of each document message it sends, and sends long ones in pieces. */
function countingSocket(onSent: () => void): typeof WebSocket {
  return class extends WebSocket {
    override send(data: Parameters<WebSocket['send']>[0]): void {
      const messages = data instanceof Uint8Array ? documentMessages(data) : []
      if (messages.length === 0) return super.send(data)
      for (const message of messages) {
        onSent()
        super.send(message)
      }
    }
  }
}

/** The document message, or the pieces of one that is too long to go at once; none if it is none. */
function documentMessages(data: Uint8Array<ArrayBufferLike>): Uint8Array<ArrayBuffer>[] {
  const decoder = decoding.createDecoder(data)
  if (decoding.readVarUint(decoder) !== MESSAGE.sync) return []
  const kind = decoding.readVarUint(decoder)
  if (kind === SYNC.step1) return []
  if (data.length <= LONG_UPDATE) return [new Uint8Array(data)]
  return splitUpdate(decoding.readVarUint8Array(decoder)).map((piece, index) => {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MESSAGE.sync)
    encoding.writeVarUint(encoder, index === 0 ? kind : SYNC.update)
    encoding.writeVarUint8Array(encoder, piece)
    return encoding.toUint8Array(encoder)
  })
}

/** y-websocket sends every presence it receives back to the server; only our own is ours to send. */
function quietAwareness(provider: WebsocketProvider): void {
  const send = provider._awarenessUpdateHandler
  provider.awareness.off('update', send)
  provider._awarenessUpdateHandler = (change, origin) => {
    if (origin !== provider) send(change, origin)
  }
  provider.awareness.on('update', provider._awarenessUpdateHandler)
}

function codeOfClose(code: number): RefusalCode {
  const known = Object.entries(REFUSALS).find(([, { close }]) => close === code)
  return known === undefined ? 'forbidden' : (known[0] as RefusalCode) // entries forget their keys
}

function messageOfClose(code: number): string {
  if (code === 4409)
    return 'Folkmoot was updated while this page was open. Please reload it to go on.'
  if (code === 4404) return 'This document was removed.'
  return 'The server closed the connection to this document.'
}

function defaultServerUrl(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`
}
