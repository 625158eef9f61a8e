import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { DocumentEvent } from '../../../shared/events.ts'
import {
  MESSAGE,
  SCHEMA_PARAMETER,
  readEvent,
  readHello,
  readRefused,
  readSaved,
} from '../../../shared/protocol.ts'
import type { SeatOnWire } from '../../../shared/protocol.ts'
import type { RefusalCode } from '../../../shared/refusals.ts'
import { BODY, SCHEMA_VERSION } from '../../../shared/schema/index.ts'
import { youngView } from '../../components/young-view.ts'
import { readPendingInput } from '../binding/index.ts'
import { codeOfClose, messageOfClose } from './closes.ts'
import { isAtRisk } from './connection-status.ts'
import type { ConnectionStatus } from './connection-status.ts'
import { countingSocket } from './counting-socket.ts'
import { chooseDevice, deviceChoice, openDeviceCopy, watchDevice } from './device-copy.ts'
import type { DeviceChoice, DeviceCopy } from './device-copy.ts'
import { createLeaveWarning } from './leave-warning.ts'
import { keepPage } from './offline-page.ts'
import { createSavedState, wordsSince } from './saved-state.ts'

export type { ConnectionStatus } from './connection-status.ts'

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
  /** The headings under which alone this seat may edit; null: anywhere. */
  getSections(): readonly string[] | null
  /** Whether this person may lock and unlock columns; not before the server has said so. */
  mayUnlock(): boolean
  /** Told of every change of status or seat. Returns its own stop. */
  subscribe(listener: () => void): () => void
  onEvent(listener: (event: DocumentEvent) => void): () => void
  deviceChoice(): DeviceChoice
  keepOnDevice(choice: 'yes' | 'no'): Promise<void>
  /** Nobody looks at the document any more. The line stays until what was written is safe. */
  close(): void
}

export interface ConnectionOptions {
  documentId: string
  /** Address of the server's /sync folder, like wss://host/sync. */
  serverUrl?: string
}

/** After this long without a confirmation the person is told, in ms: five seconds with a look to spare. */
const SLOW_MS = 4_000
/** After this long the line counts as dead and is built anew, in ms. */
const DEAD_MS = 10_000
const LOOK_MS = 500

/** Joins a document. The caller closes it. */
export function openConnection(options: ConnectionOptions): Connection {
  return new DocumentConnection(options)
}

class DocumentConnection implements Connection {
  readonly doc = new Y.Doc()
  readonly fragment = this.doc.getXmlFragment(BODY)
  readonly awareness = new Awareness(this.doc)
  readonly ready: Promise<void>
  readonly deviceChoice = deviceChoice
  readonly #documentId: string
  readonly #provider: WebsocketProvider
  readonly #saved = createSavedState()
  readonly #leaveWarning = createLeaveWarning(() => !this.#isEnded && isAtRisk(this.#status))
  readonly #listeners = new Set<() => void>()
  readonly #eventListeners = new Set<(event: DocumentEvent) => void>()
  /** The client ids under which this person wrote. */
  readonly #owners = new Set<number>([this.doc.clientID])
  readonly #stops: (() => void)[] = []
  #resolveReady: () => void = () => {}
  #copy: DeviceCopy | null = null
  #seat: SeatOnWire | null = null
  #isReady = false
  #isOnline = false
  #isSlow = false
  #savedAt: Date | null = null
  #savedVector = Y.encodeStateVector(this.doc)
  #failing: string | null = null
  /** Nobody looks any more; and nothing is waited for. */
  #isLeft = false
  #isEnded = false
  #refusal: { code: RefusalCode; message: string } | null = null
  /** Since when something waits for its confirmation. */
  #waitingSince: number | null = null
  /** Since when a new line is being opened. */
  #openingSince: number | null = null
  #status: ConnectionStatus = { state: 'loading' }

  constructor({ documentId, serverUrl = defaultServerUrl() }: ConnectionOptions) {
    this.#documentId = documentId
    this.ready = new Promise<void>((resolve) => {
      this.#resolveReady = resolve
    })
    this.#provider = new WebsocketProvider(serverUrl, documentId, this.doc, {
      awareness: this.awareness,
      connect: false,
      disableBc: true, // another tab of this browser must not pass on what the server has not checked
      params: { [SCHEMA_PARAMETER]: String(SCHEMA_VERSION), ...viewParameter() },
      WebSocketPolyfill: countingSocket(() => this.#saved.sent()),
    })
    quietAwareness(this.#provider)
    this.#readMessages()
    this.#watchLine()
    this.#watchChanges()
    this.#watchDevice()
    void this.#start()
  }

  getStatus = (): ConnectionStatus => this.#status

  getSeat = (): SeatOnWire | null => this.#seat

  getSections = (): readonly string[] | null => this.#seat?.sections ?? null

  mayUnlock = (): boolean => this.#seat?.mayUnlock ?? false

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onEvent = (listener: (event: DocumentEvent) => void): (() => void) => {
    this.#eventListeners.add(listener)
    return () => this.#eventListeners.delete(listener)
  }

  keepOnDevice = async (choice: 'yes' | 'no'): Promise<void> => {
    if (choice === 'no') {
      await this.#copy?.close()
      this.#copy = null
    }
    await chooseDevice(choice)
    if (choice === 'yes' && this.#copy === null) await this.#openCopy()
    this.#update()
  }

  close = (): void => {
    this.#isLeft = true
    this.awareness.setLocalState(null)
    this.#endIfLeft()
  }

  /** What is not confirmed would be lost with the line, though the tab stays. */
  #endIfLeft(): void {
    if (!this.#isLeft || this.#isEnded) return
    if (!this.#saved.isSaved && this.#refusal === null) return
    this.#isEnded = true
    this.#leaveWarning.look()
    for (const stop of this.#stops) stop()
    this.#provider.destroy()
    void this.#copy?.close()
    this.awareness.destroy()
    this.doc.destroy()
  }

  /** Messages of our own, and those of Yjs, into which letters still being typed have to go first. */
  #readMessages(): void {
    const { messageHandlers } = this.#provider
    const readSync = messageHandlers[MESSAGE.sync]
    messageHandlers[MESSAGE.sync] = (...message) => {
      readPendingInput(this.doc)
      readSync?.(...message)
    }
    messageHandlers[MESSAGE.saved] = (_encoder, decoder) => {
      this.#saved.confirmed(readSaved(decoder))
      this.#savedAt = new Date()
      this.#settle()
    }
    messageHandlers[MESSAGE.hello] = (_encoder, decoder) => this.#greet(readHello(decoder).seat)
    messageHandlers[MESSAGE.event] = (_encoder, decoder) => this.#hear(readEvent(decoder))
    messageHandlers[MESSAGE.refused] = (_encoder, decoder) => {
      const { code, message } = readRefused(decoder)
      // After a conflict the server has asked for what is missing: the answer, counted like any
      // message, mends it. Any other refusal leaves this text ahead of the server's for good.
      if (code !== 'conflict') this.#refusal = { code, message }
      this.#saved.refused()
      this.#settle()
    }
  }

  #greet(seat: SeatOnWire): void {
    this.#seat = seat
    // A reader is not asked for what it has: these words would wait for ever.
    if (!seat.mayEdit && this.#saved.changes > 0) {
      const message = 'You may read this document but not change it now.'
      this.#refusal = { code: 'forbidden', message }
    }
    this.#copy?.rememberSeat(seat)
    for (const listener of this.#listeners) listener()
    this.#update()
  }

  #hear(event: DocumentEvent | null): void {
    if (event === null) return
    if (event.type === 'storage.failing') this.#failing = event.message
    if (event.type === 'storage.working') this.#failing = null
    for (const listener of this.#eventListeners) listener(event)
    this.#update()
  }

  #watchLine(): void {
    const provider = this.#provider
    provider.on('status', ({ status }) => {
      this.#isOnline = status === 'connected'
      if (!this.#isOnline) this.#saved.disconnected()
      this.#update()
    })
    provider.on('sync', (isSynced) => {
      if (!isSynced) return
      // y-websocket has now read the server's text; its own answer to the server's step 1 left
      // before or leaves in this turn, and is counted by the socket like any other message.
      queueMicrotask(() => {
        this.#saved.exchanged()
        this.#settle()
        this.#showText()
      })
    })
    provider.on('closed', ({ code, reason }) => {
      this.#refusal ??= { code: codeOfClose(code), message: reason || messageOfClose(code) }
      this.#update()
    })
    provider.on('connection-close', (event) => {
      if (event === null || codeOfClose(event.code) !== 'too_large') return
      // It would be sent again for ever: the person has to know and to keep the words.
      this.#refusal = { code: 'too_large', message: messageOfClose(event.code) }
      provider.disconnect()
      this.#update()
    })
  }

  #watchChanges(): void {
    this.doc.on(
      'update',
      (_update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
        if (origin === this.#provider || !transaction.local) return
        this.#saved.changed()
        this.#copy?.rememberChanges(this.#saved.changes)
        this.#waitingSince ??= performance.now()
        this.#update()
      },
    )
    const looking = setInterval(() => {
      this.#lookAtOpening()
      this.#lookAtLine()
    }, LOOK_MS)
    this.#stops.push(() => clearInterval(looking))
  }

  /** A line can be dead and say nothing: then no confirmation comes. */
  #lookAtLine(): void {
    if (this.#waitingSince === null || !this.#isOnline || this.#refusal !== null) return
    const waited = performance.now() - this.#waitingSince
    this.#isSlow = waited > SLOW_MS
    if (waited > DEAD_MS && this.#failing === null) {
      this.#waitingSince = performance.now()
      this.#buildAnew()
    }
    this.#update()
  }

  /** Nobody may answer at the other end: the browser would wait for minutes. */
  #lookAtOpening(): void {
    if (!this.#provider.wsconnecting || this.#refusal !== null) {
      this.#openingSince = null
      return
    }
    this.#openingSince ??= performance.now()
    if (performance.now() - this.#openingSince < DEAD_MS) return
    this.#openingSince = null
    this.#buildAnew()
  }

  #buildAnew(): void {
    this.#provider.disconnect()
    this.#provider.connect()
  }

  #watchDevice(): void {
    // Another tab said no to copies: this one must not promise any more what it cannot keep.
    const stopWatching = watchDevice(() => {
      void this.#copy?.close()
      this.#copy = null
      this.#update()
    })
    // The browser knows of a pulled cable long before the socket does.
    const handleNetwork = (event: Event) => {
      if (this.#refusal !== null) return
      if (event.type === 'offline') this.#provider.disconnect()
      else this.#provider.connect()
    }
    addEventListener('offline', handleNetwork)
    addEventListener('online', handleNetwork)
    this.#stops.push(stopWatching, () => {
      removeEventListener('offline', handleNetwork)
      removeEventListener('online', handleNetwork)
    })
  }

  async #start(): Promise<void> {
    if (deviceChoice() === 'yes') await this.#openCopy()
    this.#provider.connect() // also offline: it tries again by itself
  }

  async #openCopy(): Promise<void> {
    const copy = await openDeviceCopy(this.#documentId, this.doc)
    this.#copy = copy
    if (copy === null) return
    for (const owner of copy.owners) this.#owners.add(owner)
    if (this.#seat !== null) copy.rememberSeat(this.#seat)
    else this.#seat = copy.seat
    void keepPage(this.#documentId)
    if (this.#isReady) return copy.rememberChanges(this.#saved.changes)
    if (copy.savedVector !== null) this.#savedVector = copy.savedVector
    if (!copy.hasText) return
    this.#saved.restored(copy.changes)
    this.#showText()
  }

  #showText(): void {
    this.#isReady = true
    this.#resolveReady()
    this.#update()
  }

  /** More is confirmed, or refused, than before. */
  #settle(): void {
    if (this.#saved.isSaved) {
      this.#waitingSince = null
      this.#isSlow = false
      this.#savedVector = Y.encodeStateVector(this.doc)
      this.#copy?.rememberSaved(this.#savedVector)
      this.#copy?.rememberChanges(0)
    } else this.#waitingSince = performance.now()
    this.#update()
  }

  #update(): void {
    const next = this.#derive()
    if (JSON.stringify(next) === JSON.stringify(this.#status)) return
    this.#status = next
    this.#leaveWarning.look()
    for (const listener of this.#listeners) listener()
    this.#endIfLeft()
  }

  #derive(): ConnectionStatus {
    const { changes, isSaved } = this.#saved
    if (this.#refusal !== null) {
      const unsent = wordsSince(this.doc, this.#savedVector, this.#owners)
      return { state: 'refused', ...this.#refusal, unsent }
    }
    if (!this.#isReady) return { state: 'loading' }
    if (!this.#isOnline) return { state: 'offline', changes, isKept: this.#copy !== null }
    if (this.#failing !== null) return { state: 'failing', changes, message: this.#failing }
    if (isSaved) return { state: 'saved', at: this.#savedAt }
    return { state: 'saving', changes, isSlow: this.#isSlow }
  }
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

/** Browsers send no headers of ours with a socket: its address says as whom one looks around. */
function viewParameter(): Record<string, string> {
  const view = youngView()
  return view === null ? {} : { view }
}

function defaultServerUrl(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`
}
